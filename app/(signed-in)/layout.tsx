import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Footer } from '@/app/_components/layout/footer'
import { Header } from '@/app/_components/layout/header'
import { ConsentNotice } from '@/app/(signed-in)/_components/consent-notice'
import { LayoutViewer } from '@/app/(signed-in)/_components/page-viewer'
import { SessionProvider } from '@/app/(signed-in)/_components/session-provider'
import { describeReason } from '@/lib/error-messages'
import { readSession } from '@/lib/session/server'
import { consentEndsAtMs, isConsentEnding } from '@/lib/session/session'

/** Nobody but the visitor opens these addresses, so that a link's picture and words would be for no one. */
export const metadata: Metadata = { robots: { index: false, follow: false }, openGraph: null, twitter: null }

/** No guard: a layout does not run again for each page, so each page asks for the session itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  const nowMs = Date.now()
  return (
    <>
      <Header viewer={session?.viewer ?? null} />
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        {session && isConsentEnding(session, nowMs) && (
          <ConsentNotice endsAtMs={consentEndsAtMs(session)} isExact={session.isConsentExact} />
        )}
        <SessionProvider
          key={session?.viewer.id}
          viewerId={session?.viewer.id ?? null}
          renderedAtMs={nowMs}
          consentEndTitle={describeReason('consent_expired').title}
        >
          <LayoutViewer viewerId={session?.viewer.id ?? null}>
            {/* The footer begins below the window, so that nothing in sight moves when data come that are longer or shorter. */}
            <div className="no-script:min-h-0 flow-root min-h-[calc(100dvh-10rem)]">{children}</div>
          </LayoutViewer>
        </SessionProvider>
      </main>
      <Footer />
    </>
  )
}
