'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

export type NavLinkProps = { href: Route; children: ReactNode }

/** A link in the main navigation. The link is marked as current on its target page and on all pages below that page. */
export function NavLink({ href, children }: NavLinkProps) {
  const pathname = usePathname()
  const isCurrent = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <li className="min-w-0">
      <Link
        href={href}
        prefetch={false}
        aria-current={isCurrent ? 'page' : undefined}
        className="flex min-h-12 items-center px-2 font-semibold text-soft hover:text-ink aria-[current]:border-b-4 aria-[current]:border-lamp aria-[current]:pt-1 aria-[current]:text-ink sm:min-h-16 sm:px-3"
      >
        {children}
      </Link>
    </li>
  )
}
