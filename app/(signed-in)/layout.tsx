import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SignedInFrame } from '@/app/(signed-in)/_components/signed-in-frame'
import { describeReason } from '@/lib/error-messages'
import { formatDate } from '@/lib/format'
import { policyHeader, readNonce } from '@/lib/http/security-headers'
import { type PageSession, readSession } from '@/lib/session/server'
import { consentEndsAtMs } from '@/lib/session/session'
import { startLoginPath } from '@/lib/session/urls'

/** Visitors see a notice during the last 30 days before their consent expires. */
const noticeMs = 30 * 86_400_000

/** Turns off search indexing and link previews, because only signed-in visitors can open these pages. */
export const metadata: Metadata = {
  description: null,
  robots: { index: false, follow: false },
  openGraph: null,
  twitter: null,
}

/**
 * Renders with or without a session. Each page checks the session itself, because a layout doesn't run again on client-side
 * navigation.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  const nowMs = Date.now()
  return (
    <SignedInFrame
      viewer={session && { id: session.viewer.id, name: session.viewer.name }}
      renderedAtMs={nowMs}
      consentEndTitle={describeReason('consent_expired').title}
      nonce={readNonce((await headers()).get(policyHeader))}
    >
      {session && consentEndsAtMs(session) - nowMs <= noticeMs && <ConsentNotice session={session} />}
      {children}
    </SignedInFrame>
  )
}

/** Renewing the consent restarts the six-month period. */
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
