import type { ReactNode } from 'react'
import { describeReason, type ReasonCode } from '@/lib/reasons'
import { CountdownClient } from './countdown-client'
import type { Step } from './next-steps'
import { toWait } from './words'

const maxWaitSeconds = 300

/** Where people fear for their session. */
const staysSignedIn = new Set<ReasonCode>(['rate_limited', 'quota_exceeded', 'spotify_unavailable', 'client_rejected'])

export type ReasonCardProps = {
  reason: ReasonCode
  steps: Step[]
  heading: 'h1' | 'h2'
  retryAfterSeconds?: number | undefined
  isSignedIn: boolean
  children?: ReactNode
}

/** A failure in words: what happened, what to do, the buttons for it, and the code in small print. */
export function ReasonCard({
  reason,
  steps,
  heading: Heading,
  retryAfterSeconds,
  isSignedIn,
  children,
}: ReasonCardProps) {
  const words = describeReason(reason)
  const first = steps[0]
  // A used-up quota is never tried again by itself, nobody sits before a page for long, and no page goes on by itself into
  // a sign-in that nobody pressed.
  const canWait =
    isSignedIn && reason === 'rate_limited' && first && retryAfterSeconds && retryAfterSeconds <= maxWaitSeconds
  return (
    <section className="notice">
      <Heading className="mb-3 text-2xl sm:text-3xl">{words.title}</Heading>
      <p className="mb-2">
        {words.sentence}
        {isSignedIn && staysSignedIn.has(reason) && ' You stay signed in.'}
      </p>
      {children}
      <p className="mb-6">
        {words.next} {retryAfterSeconds ? `Spotify asks for a pause of ${toWait(retryAfterSeconds)}.` : ''}{' '}
        {canWait && <CountdownClient seconds={retryAfterSeconds} href={first.href} />}
      </p>
      <StepLinks steps={steps} />
      <p className="mt-6 text-xs text-soft">Code: {reason}</p>
    </section>
  )
}

/** Plain links: a sign-in must not be fetched ahead, and a second try must reach the server. */
export function StepLinks({ steps }: { steps: Step[] }) {
  return (
    <p className="flex flex-wrap gap-3">
      {steps.map(({ label, href }, index) => (
        <a key={href} href={href} className={index === 0 ? 'button' : 'button-quiet'}>
          {label}
        </a>
      ))}
    </p>
  )
}
