import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Footer } from '@/app/_components/layout/footer'
import { Header } from '@/app/_components/layout/header'
import { SessionProvider } from '@/app/(signed-in)/_components/session-provider'
import { describeReason } from '@/lib/error-messages'
import { formatDate } from '@/lib/format'
import { type PageSession, readSession } from '@/lib/session/server'
import { consentEndsAtMs, isConsentEnding } from '@/lib/session/session'
import { startLoginPath } from '@/lib/session/urls'

/** Turns off search indexing and link previews, because only signed-in visitors can open these pages. */
export const metadata: Metadata = { robots: { index: false, follow: false }, openGraph: null, twitter: null }

/**
 * Renders with or without a session. Each page checks the session itself, because a layout doesn't run again on client-side
 * navigation.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  const viewer = session?.viewer ?? null
  const nowMs = Date.now()
  return (
    <>
      <Header viewer={viewer} />
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        {session && isConsentEnding(session, nowMs) && <ConsentNotice session={session} />}
        <SessionProvider
          key={viewer?.id}
          viewerId={viewer?.id ?? null}
          renderedAtMs={nowMs}
          consentEndTitle={describeReason('consent_expired').title}
        >
          {/* Keeps the footer below the visible area so that nothing in view moves when content arrives. */}
          <div className="no-script:min-h-0 flow-root min-h-[calc(100dvh-10rem)]">{children}</div>
        </SessionProvider>
      </main>
      <Footer />
    </>
  )
}

/**
 * A notice shown during the last month before the visitor's consent expires. Renewing the consent restarts the six-month period.
 */
function ConsentNotice({ session }: { session: PageSession }) {
  const date = formatDate(new Date(consentEndsAtMs(session)).toISOString())
  return (
    <section
      aria-label="Your Spotify access expires soon"
      className="mb-12 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border border-lamp bg-panel p-4 sm:mb-16"
    >
      <p>
        <strong className="font-semibold">
          Your Spotify access expires on {date}
          {session.isConsentExact ? '' : ' at the latest'}.
        </strong>{' '}
        Spotify limits access to six months.
      </p>
      <a href={startLoginPath({ returnTo: '/account', renew: '1' })} className="button-quiet">
        Renew access
      </a>
    </section>
  )
}
