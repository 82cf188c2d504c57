import type { ReactNode } from 'react'
import { type PageSession, requireSession } from '@/lib/session/server'
import { PageViewer } from './session-provider'

type SignedInPageProps = { children: (session: PageSession) => ReactNode }

/** A page that requires a session. Redirects to the sign-in page if there is no session. */
export async function SignedInPage({ children }: SignedInPageProps) {
  const session = await requireSession()
  return (
    <>
      {children(session)}
      <PageViewer viewerId={session.viewer.id} />
    </>
  )
}
