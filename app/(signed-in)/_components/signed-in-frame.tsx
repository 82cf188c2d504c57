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
 * Shows streamed content in the next frame, or once the browser has parsed the page if that is earlier.
 *
 * To keep pages with many sections from flickering, React (19.3.1) waits up to 300 ms after the first paint, whose time it stores in
 * `$RT`. Our pages don't need this delay, because they have already waited for Spotify, so this script keeps `$RT` undefined.
 * On a slow device, the page could finish loading before its next frame. The browser then couldn't restore the scroll position,
 * because the page would still be short. `$RV` is React's function that shows the content in `$RB`.
 */
const showStreamedContent = "Object.defineProperty(self,'$RT',{});document.onreadystatechange=()=>self.$RV?.($RB)"

/** Stores the last click. If it was on a button in the list, `PlaylistsOnTouch` repeats it after hydration. */
const holdClick = "addEventListener('click',self.holdClick=e=>{self.heldClick=e.target},true)"
