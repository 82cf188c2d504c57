import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ConsentNotice } from '@/app/_components/consent-notice'
import { Frame } from '@/app/_components/frame'
import { FrameViewerClient } from '@/app/_components/page-viewer-client'
import { SessionClient } from '@/app/_components/session-client'
import { describeReason } from '@/lib/reasons'
import { readSession } from '@/lib/session/server'
import { consentEndsAtMs, isConsentEnding } from '@/lib/session/session'

/** Nobody but the visitor opens these addresses, so that a link's picture and words would be for no one. */
export const metadata: Metadata = { robots: { index: false, follow: false }, openGraph: null, twitter: null }

/** No guard: a layout does not run again for each page, so each page asks for the session itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  const nowMs = Date.now()
  return (
    <Frame viewer={session && { name: session.viewer.name }}>
      {session && isConsentEnding(session, nowMs) && (
        <ConsentNotice endsAtMs={consentEndsAtMs(session)} isExact={session.isConsentExact} />
      )}
      <SessionClient
        key={session?.viewer.id}
        viewerId={session?.viewer.id ?? null}
        madeAtMs={nowMs}
        consentEndTitle={describeReason('consent_expired').title}
      >
        <FrameViewerClient viewerId={session?.viewer.id ?? null}>
          {/* The footer begins below the window, so that nothing in sight moves when data come that are longer or shorter. */}
          <div className="no-script:min-h-0 flow-root min-h-[calc(100dvh-10rem)]">{children}</div>
        </FrameViewerClient>
      </SessionClient>
    </Frame>
  )
}
