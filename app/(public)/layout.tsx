import type { ReactNode } from 'react'
import { Frame } from '@/app/_components/layout/frame'
import { ViewerBroadcast } from '@/app/(signed-in)/_components/viewer-broadcast'
import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  const nowMs = Date.now()
  // After six months the cookie may still be there, but it opens nothing.
  const viewer = session && !hasConsentEnded(session, nowMs) ? session.viewer : null
  return (
    <Frame viewer={viewer && { name: viewer.name }}>
      <ViewerBroadcast viewerId={viewer?.id ?? null} renderedAtMs={nowMs} />
      {children}
    </Frame>
  )
}
