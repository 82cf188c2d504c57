import type { Route } from 'next'
import Link from 'next/link'

export function Footer() {
  return (
    <footer className="border-t border-line font-display text-sm text-soft print:hidden">
      <div className="frame flex flex-wrap items-center justify-between gap-x-8 gap-y-1 py-5">
        <p>Made for Spotify, not by Spotify. All music data and artwork come from Spotify.</p>
        <ul role="list" className="-mx-2 flex">
          <FooterLink href="/privacy">Privacy</FooterLink>
          <FooterLink href="/terms">Terms</FooterLink>
        </ul>
      </div>
    </footer>
  )
}

function FooterLink({ href, children }: { href: Route; children: string }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        className="flex min-h-11 items-center px-2 underline underline-offset-4 hover:decoration-2"
      >
        {children}
      </Link>
    </li>
  )
}
