import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from '@/app/_components/theme/logo'
import { siteName } from '@/app/site'
import { homePath, listeningPath, playlistsPath, startLoginPath } from '@/lib/urls'
import { NavLink } from './nav-link'

export type FrameProps = {
  /** Whose name stands in the header; `null` for a visitor who is not signed in. */
  viewer: { name: string | null } | null
  children: ReactNode
}

/** What every page stands in. Three siblings, so that a page without script can put streamed parts before the footer. */
export function Frame({ viewer, children }: FrameProps) {
  return (
    <>
      <Header viewer={viewer} />
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        {children}
      </main>
      <Footer />
    </>
  )
}

function Header({ viewer }: Pick<FrameProps, 'viewer'>) {
  return (
    <header className="night bg-page font-display print:hidden">
      <div className="frame flex flex-wrap items-center gap-x-6">
        <Link
          href={homePath}
          prefetch={false}
          className="flex min-h-16 items-center gap-3 text-xl font-extrabold tracking-tight"
        >
          <Logo />
          {siteName}
        </Link>
        {viewer ? <SignedInNav name={viewer.name} /> : <SignedOutNav />}
      </div>
    </header>
  )
}

function SignedInNav({ name }: { name: string | null }) {
  return (
    <>
      <nav aria-label="Main" className="order-1 -mx-2 w-[calc(100%+1rem)] sm:order-none sm:-mx-3 sm:w-auto">
        <ul role="list" className="flex flex-wrap">
          <NavLink href={playlistsPath}>Playlists</NavLink>
          <NavLink href={listeningPath}>Listening</NavLink>
          <NavLink href="/profile">Profile</NavLink>
          <NavLink href="/account">Account</NavLink>
        </ul>
      </nav>
      <p className={`ml-auto text-sm text-soft ${name ? 'max-w-[55%] min-w-0 truncate sm:max-w-56' : ''}`}>
        {name ? (
          <>
            <span className="sr-only">Signed in as </span>
            <bdi className="text-ink">{name}</bdi>
          </>
        ) : (
          'Signed in'
        )}
      </p>
    </>
  )
}

function SignedOutNav() {
  return (
    <nav aria-label="Main" className="ml-auto">
      <a
        href={startLoginPath({ returnTo: playlistsPath })}
        className="-mr-2 flex min-h-16 items-center px-2 font-semibold underline decoration-1 underline-offset-4 hover:decoration-2"
      >
        Sign in
      </a>
    </nav>
  )
}

function Footer() {
  return (
    <footer className="border-t border-line font-display text-sm text-soft print:hidden">
      <div className="frame flex flex-wrap items-center justify-between gap-x-8 gap-y-1 py-5">
        <p>Made for Spotify, not by Spotify. Names and pictures of music come from Spotify.</p>
        <ul role="list" className="-mx-2 flex">
          <li>
            <Link
              href="/privacy"
              prefetch={false}
              className="flex min-h-11 items-center px-2 underline underline-offset-4 hover:decoration-2"
            >
              Privacy
            </Link>
          </li>
          <li>
            <Link
              href="/terms"
              prefetch={false}
              className="flex min-h-11 items-center px-2 underline underline-offset-4 hover:decoration-2"
            >
              Terms
            </Link>
          </li>
        </ul>
      </div>
    </footer>
  )
}
