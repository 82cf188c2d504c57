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

/** Only signed-in visitors can open these pages, so there is nothing for search engines and link previews. */
export const metadata: Metadata = { robots: { index: false, follow: false }, openGraph: null, twitter: null }

/** Doesn't require a session: a layout doesn't run again on navigation, so each page checks the session. */
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
            {/* Keeps the footer below the fold, so that nothing visible moves when content arrives. */}
            <div className="no-script:min-h-0 flow-root min-h-[calc(100dvh-10rem)]">{children}</div>
          </LayoutViewer>
        </SessionProvider>
      </main>
      <Footer />
    </>
  )
}
