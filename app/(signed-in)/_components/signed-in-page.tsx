import type { ReactNode } from 'react'
import { requireSession, type SignedIn } from '@/lib/session/server'
import { PageViewer } from './session-provider'

type SignedInPageProps = { children: (signedIn: SignedIn) => ReactNode }

/**
 * A page that requires a session. Calls `children` with the session and a function that reads from Spotify. Redirects to the
 * sign-in page if there is no session.
 */
export async function SignedInPage({ children }: SignedInPageProps) {
  const signedIn = await requireSession()
  return (
    <>
      {children(signedIn)}
      <PageViewer viewerId={signedIn.viewer.id} />
    </>
  )
}
