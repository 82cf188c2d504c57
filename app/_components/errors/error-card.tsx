import { type ReactNode, useId } from 'react'
import { Until } from '@/app/_components/ui/until'
import { toWait } from '@/lib/format'
import { describeReason, type ReasonCode } from '@/lib/reasons'
import { setupPath } from '@/lib/urls'
import { CardCountdown } from './card-countdown'
import { FocusOnMount } from './focus'
import type { Step } from './next-steps'
import { RetryLink } from './retry'
import { maxWaitSeconds } from './waits'

export type ErrorCardProps = {
  reason: ReasonCode
  steps: Step[]
  heading: 'h1' | 'h2'
  isSignedIn: boolean
  /** Where it is not in the header of the same page. */
  viewerName?: string | null
  retryAfterSeconds?: number | undefined
  nowMs: number
  showsSetup?: boolean
  /** What is missing, in words. */
  missing?: string | undefined
}

/** A failure in words: what happened, whether one is signed in, what to do, the buttons for it, and the code in small print. */
export function ErrorCard(props: ErrorCardProps) {
  const { reason, steps, heading: Heading, missing } = props
  const { title, sentence, next } = describeReason(reason)
  const id = useId()
  return (
    <section aria-labelledby={`${id}title`} className="notice">
      <Heading id={`${id}title`} className="mb-3 text-2xl sm:text-3xl">
        {title}
      </Heading>
      <div id={`${id}what`}>
        <p className="mb-2">{sentence}</p>
        {missing && (
          <p className="mb-2">
            What is missing: <strong className="font-semibold">{missing}</strong>.
          </p>
        )}
      </div>
      <Standing {...props} />
      <p className="mb-2">{next}</p>
      <Wait {...props} />
      <StepLinks steps={steps} describedBy={`${id}what`} firstId={`${id}first`} />
      <Operator {...props} />
      <p className="mt-6 text-xs text-soft">Code: {reason}</p>
      <FocusOnMount targetId={`${id}first`} reason={reason} />
    </section>
  )
}

function Standing({ reason, isSignedIn, viewerName }: ErrorCardProps) {
  if (isSignedIn)
    return (
      <p className="mb-2">
        You are still signed in{viewerName && ' as '}
        {viewerName && <bdi className="font-semibold">{viewerName}</bdi>}.
      </p>
    )
  if (reason === 'signed_out') return null
  return <p className="mb-2">{reason === 'consent_expired' ? 'You are signed out here.' : 'You are not signed in.'}</p>
}

/** A used-up quota is never tried again by itself, and nobody sits before a page for long. */
function Wait({ reason, steps, isSignedIn, retryAfterSeconds, nowMs }: ErrorCardProps) {
  if (!retryAfterSeconds) return null
  if (reason === 'quota_exceeded' || retryAfterSeconds > maxWaitSeconds)
    return (
      <p className="mb-2">
        This lasts until <Until untilMs={nowMs + retryAfterSeconds * 1_000} />.
      </p>
    )
  const words = `Try again in ${toWait(retryAfterSeconds)}.`
  if (reason !== 'rate_limited') return <p className="mb-2">{words}</p>
  // No page goes on by itself into a sign-in that nobody pressed.
  const href = (isSignedIn && steps.find(({ isRetry }) => isRetry)?.href) || null
  return (
    <p className="mb-2">
      <span className="hidden no-script:inline">{words}</span>
      <CardCountdown key={nowMs} seconds={retryAfterSeconds} href={href} />
    </p>
  )
}

function Operator({ reason, steps, showsSetup }: ErrorCardProps) {
  const { operator, isAboutDashboard } = describeReason(reason)
  if (!operator) return null
  const linksSetup = showsSetup && steps.every(({ href }) => href !== setupPath)
  return (
    <p className="mt-6 border-t border-line pt-4 text-sm text-soft">
      If you run this site: {operator}
      {isAboutDashboard && <AsideLink href="https://developer.spotify.com/dashboard">Spotify’s dashboard</AsideLink>}
      {linksSetup && <AsideLink href={setupPath}>Check the set-up</AsideLink>}
    </p>
  )
}

function AsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <>
      {' '}
      <a href={href} className="link whitespace-nowrap">
        {children}
      </a>
    </>
  )
}

export type StepLinksProps = { steps: Step[]; describedBy?: string; firstId?: string }

/** Plain links: a sign-in must not be fetched ahead, and a second try must reach the server. */
export function StepLinks({ steps, describedBy, firstId }: StepLinksProps) {
  return (
    <p className="mt-6 flex flex-wrap gap-3">
      {steps.map(({ label, href, isRetry }, index) => {
        const isFirst = index === 0
        const id = isFirst ? firstId : undefined
        const description = isFirst ? describedBy : undefined
        const className = isFirst ? 'button' : 'button-quiet'
        return isRetry ? (
          <RetryLink key={label} href={href} id={id} className={className} describedBy={description}>
            {label}
          </RetryLink>
        ) : (
          <a key={label} href={href} id={id} className={className} aria-describedby={description}>
            {label}
          </a>
        )
      })}
    </p>
  )
}
