'use client'

import { authPaths } from '@/app/_components/layout/auth-paths'
import { PageFrame } from '@/app/_components/layout/page-frame'
import { DisableSuspenseThrottle } from './disable-suspense-throttle'
import { NavLink } from './nav-link'
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
      <DisableSuspenseThrottle nonce={nonce} />
      <SessionProvider key={viewer?.id} viewerId={viewer?.id ?? null} {...session}>
        {children}
      </SessionProvider>
    </PageFrame>
  )
}
