import type { ReactNode } from 'react'
import { Avatar } from '@/app/_components/ui/avatar'
import { siteName } from '@/app/site'
import { formatDateTime, formatRelativeTime } from '@/lib/format'
import type { PageSession } from '@/lib/session/server'
import { consentEndsAtMs } from '@/lib/session/session'
import { describeScope } from '@/lib/spotify/scopes'
import { Logo } from './logo'

/** Shows the session as a backstage pass: who is signed in, since when, until when, and with which permissions. */
export function BackstagePass({ session }: { session: PageSession }) {
  const { viewer, signedInAtMs, grantedScopes } = session
  const untilMs = consentEndsAtMs(session)
  // If false, access may expire earlier: Spotify counts from the first consent, which may have been in another browser.
  const isUntilExact = session.isConsentExact
  const nowMs = Date.now()
  return (
    <section aria-labelledby="pass" className="paper rounded-small border border-tag-ink/40 bg-tag font-display">
      <div className="night grid grid-cols-[1fr_auto_1fr] items-center bg-page px-6 py-5">
        <Logo />
        <span aria-hidden="true" className="h-3.5 w-16 rounded-small bg-paper" />
        <p className="text-right text-sm text-soft">{siteName}</p>
        <p className="col-span-3 mt-4 text-center text-2xl font-extrabold tracking-[0.15em] sm:text-3xl sm:tracking-[0.18em] text-lamp uppercase">
          Backstage
        </p>
      </div>
      <div className="flex flex-col gap-5 p-6 sm:flex-row sm:items-end">
        <Avatar pictureUrl={viewer.pictureUrl} name={viewer.name} />
        <div className="min-w-0">
          <h2 id="pass" className="text-3xl break-words">
            {viewer.name ? <bdi>{viewer.name}</bdi> : 'Signed in'}
          </h2>
          <p className="font-sans break-all">{viewer.id}</p>
        </div>
      </div>
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
    </section>
  )
}

/** The permission that every sign-in grants, even without any scopes. */
const profileGrant = { grants: 'See your public profile', use: 'your name and picture, here and on your profile page.' }

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
