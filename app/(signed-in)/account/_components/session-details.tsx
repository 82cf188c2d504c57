import type { ReactNode } from 'react'
import { formatDateTime, formatRelativeTime } from '@/lib/format'
import { describeScope } from '@/lib/scope-descriptions'
import type { PageSession } from '@/lib/session/server'
import { consentEndsAtMs } from '@/lib/session/session'

/** Shows when the visitor signed in, when their access expires, and which permissions they have granted. */
export function SessionDetails({ session }: { session: PageSession }) {
  const { signedInAtMs, grantedScopes } = session
  const untilMs = consentEndsAtMs(session)
  // If false, access may expire before `untilMs`, because the six months may have begun with an earlier consent in another browser.
  const isUntilExact = session.isConsentExact
  const nowMs = Date.now()
  return (
    <dl className="grid gap-6 border-t-2 border-dashed border-tag-ink/40 p-6">
      <Entry label="Signed in since">
        <Moment ms={signedInAtMs} nowMs={nowMs} />
      </Entry>
      <Entry label="Valid until">
        <Moment ms={untilMs} nowMs={nowMs} isLatest={!isUntilExact} />
        {!isUntilExact && (
          <span className="mt-1 block text-sm">
            Access expires six months after you first granted it, which may have been in another browser.
          </span>
        )}
      </Entry>
      <Entry label="Permissions">
        <ul role="list">
          {[profileGrant, ...grantedScopes.map(describeScope)].map(({ grants: permission, use }) => (
            <li key={permission} className="border-t border-tag-ink/30 py-2.5 first:border-0 first:pt-0 last:pb-0">
              <strong>{permission}</strong>
              <span className="block text-sm">Used for {use}</span>
            </li>
          ))}
        </ul>
      </Entry>
    </dl>
  )
}

/** The permission that every sign-in grants, even if it requests no scopes. */
const profileGrant = { grants: 'See your public profile', use: 'your name and picture.' }

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="gap-4 sm:grid sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="pt-0.5 text-sm">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Moment({ ms, nowMs, isLatest = false }: { ms: number; nowMs: number; isLatest?: boolean }) {
  return (
    <>
      <span className="block text-xl leading-tight font-extrabold first-letter:uppercase">
        {formatRelativeTime(ms, nowMs)}
        {isLatest && ' at the latest'}
      </span>
      <time dateTime={new Date(ms).toISOString()} className="text-sm">
        {formatDateTime(ms)}
      </time>
    </>
  )
}
