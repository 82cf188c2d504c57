import type { ReactNode } from 'react'
import { requireSession, type SignedIn } from '@/lib/session/server'
import { PageViewer } from './page-viewer'

type SignedInPageProps = { children: (signedIn: SignedIn) => ReactNode }

/** A page behind the sign-in: passes the session and a way to read from Spotify, and tells the layout whose page it is. */
export async function SignedInPage({ children }: SignedInPageProps) {
  const signedIn = await requireSession()
  return (
    <>
      {children(signedIn)}
      <PageViewer viewerId={signedIn.viewer.id} />
    </>
  )
}
