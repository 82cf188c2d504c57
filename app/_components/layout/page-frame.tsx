'use client'

import type { Route } from 'next'
import type { ComponentType, ReactNode } from 'react'
import { Logo } from '@/app/_components/theme/logo'
import { siteName } from '@/app/site'
import { homePath } from '@/lib/session/pages'

export type LinkProps = {
  href: Route
  className?: string
  dir?: 'auto' | undefined
  'aria-label'?: string | undefined
  children: ReactNode
}

export type PageFrameProps = {
  /** The signed-in visitor, or `null` if there is no session. */
  viewer: { name: string | null } | null
  paths: { signIn: string; signOut: string }
  /** Renders the links. By default, a link loads a new document. */
  Link?: ComponentType<LinkProps> | 'a'
  children: ReactNode
}

/**
 * The header, main area and footer of every page. This is a client component because Next sends the output of a server component
 * twice: as HTML, and as data for hydration.
 */
export function PageFrame({ viewer, paths, Link = 'a', children }: PageFrameProps) {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="night site-header">
        <Link href={homePath} className={`site-name ${nameSize}`}>
          <Logo />
          {siteName}
        </Link>
        {viewer ? (
          <>
            <nav aria-label="Main">
              <Link href="/playlists">Playlists</Link>
              <Link href="/listening">Listening</Link>
              <Link href="/profile">Profile</Link>
            </nav>
            <div className="site-account">
              <Link
                href="/account"
                dir={viewer.name ? 'auto' : undefined}
                aria-label={viewer.name ? `Account: ${viewer.name}` : undefined}
              >
                {viewer.name ?? 'Account'}
              </Link>
              <form method="post" action={paths.signOut}>
                <button type="submit">Sign out</button>
              </form>
            </div>
          </>
        ) : (
          <a href={paths.signIn}>Sign in</a>
        )}
      </header>
      <main id="content" tabIndex={-1} className="frame">
        {children}
      </main>
      <footer className="site-footer">
        <p>Made for Spotify, not by Spotify. All music data and artwork come from Spotify.</p>
        <Link href="/privacy">Privacy</Link>
        <Link href="/terms">Terms</Link>
      </footer>
    </>
  )
}

/** On a phone, a long name has smaller text so that it fits beside the account link. */
const nameSize = siteName.length > 12 ? 'text-base/5 sm:text-xl' : 'text-xl'
