import type { ReactNode } from 'react'
import { Frame } from '@/app/_components/frame'
import { ViewerClient } from '@/app/_components/viewer-client'
import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  const nowMs = Date.now()
  // After six months the cookie may still be there, but it opens nothing.
  const viewer = session && !hasConsentEnded(session, nowMs) ? session.viewer : null
  return (
    <Frame viewer={viewer && { name: viewer.name }}>
      <ViewerClient viewerId={viewer?.id ?? null} madeAtMs={nowMs} />
      {children}
    </Frame>
  )
}
