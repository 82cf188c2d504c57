'use client'

import Link from 'next/link'
import { usePathname, useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'
import { authPaths } from '@/app/_components/layout/auth-paths'
import { type LinkProps, PageFrame } from '@/app/_components/layout/page-frame'
import { playlistsPath } from '@/lib/urls'
import { SessionProvider, type SessionProviderProps } from './session-provider'

export type SignedInFrameProps = Omit<SessionProviderProps, 'viewerId'> & {
  /** The signed-in visitor, or `null` if there is no session. */
  viewer: { id: string; name: string | null } | null
  nonce: string | undefined
}

/**
 * The frame of every page that requires a session. Its links use client-side navigation, so the browser keeps the playlists that it
 * has loaded.
 */
export function SignedInFrame({ viewer, nonce, children, ...session }: SignedInFrameProps) {
  return (
    <PageFrame viewer={viewer} paths={authPaths} Link={NavLink}>
      <EarlyScript nonce={nonce} />
      <SessionProvider key={viewer?.id} viewerId={viewer?.id ?? null} {...session}>
        {children}
      </SessionProvider>
    </PageFrame>
  )
}

/** A link in the header. The link is marked as current on its target page and on all pages below that page. */
function NavLink(props: LinkProps) {
  const pathname = usePathname()
  const isCurrent = pathname === props.href || pathname.startsWith(`${props.href}/`)
  return <Link {...props} prefetch={false} aria-current={isCurrent ? 'page' : undefined} />
}

/**
 * An inline script that runs while the browser parses the page, usually before any other script. It is only in the server's HTML,
 * because Trusted Types prevent the browser from creating scripts from strings.
 */
function EarlyScript({ nonce }: { nonce: string | undefined }) {
  const isInserted = useRef(false)
  const script = usePathname() === playlistsPath ? `${showStreamedContent};${holdClick}` : showStreamedContent
  useServerInsertedHTML(() => {
    if (isInserted.current) return null
    isInserted.current = true
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the script is a constant, and there is no other way to render it inline
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
  })
  return null
}

/**
 * Shows streamed content as soon as the browser has parsed the page. React (19.3.1) would wait for the next frame, or up to 300 ms
 * to keep pages with many sections from flickering. If the page finished loading in the meantime, the browser couldn't restore the
 * scroll position, because the page would still be short. `$RB` and `$RV` are React's list of pending content and the function that
 * shows it.
 */
const showStreamedContent = "addEventListener('DOMContentLoaded',()=>self.$RV?.($RB))"

/** Stores the last click. If it was on a button in the list, `PlaylistsOnTouch` repeats it after hydration. */
const holdClick = "addEventListener('click',self.holdClick=e=>{self.heldClick=e.target},true)"
