import { type ReactNode, useId } from 'react'
import { toNextSteps } from '@/app/_components/next-steps'
import { RetryClient, RetryLinkClient } from '@/app/_components/retry-client'
import { UntilClient } from '@/app/_components/until-client'
import { toWait } from '@/app/_components/words'
import { describeReason } from '@/lib/reasons'
import type { FailedReading } from '@/lib/session/reading'
import { describeScope } from '@/lib/spotify/scopes'

export type PartProps = { title: string; children: ReactNode }

/** One part of the page: it comes by itself, and fails by itself. */
export function Part({ title, children }: PartProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-4 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  )
}

export type PartFailureProps = { failure: FailedReading; returnTo: string }

/** Small, since several may stand on one page; and none goes on by itself, or they would all ask at the same moment. */
export function PartFailure({ failure, returnTo }: PartFailureProps) {
  const { reason, retryAfterSeconds, missingScope } = failure
  const { title, sentence } = describeReason(reason)
  const nowMs = Date.now()
  const [step] = toNextSteps(reason, { returnTo, isSignedIn: true, showsSetup: false, missingScope })
  const isLong = reason === 'quota_exceeded'
  return (
    <RetryClient title={title} failedAtMs={nowMs}>
      <div className="border-l-4 border-lamp bg-panel p-4 font-display">
        <h3 className="mb-1 text-xl">{title}</h3>
        <p>{sentence}</p>
        {missingScope && <p>What is missing: {describeScope(missingScope).grants}.</p>}
        {retryAfterSeconds && (
          <p>
            {isLong ? (
              <>
                This lasts until <UntilClient untilMs={nowMs + retryAfterSeconds * 1_000} />.
              </>
            ) : (
              `Try again in ${toWait(retryAfterSeconds)}.`
            )}
          </p>
        )}
        {step && (
          <p className="mt-4">
            {step.isRetry ? (
              <RetryLinkClient href={step.href} className="button-quiet">
                {step.label}
              </RetryLinkClient>
            ) : (
              <a href={step.href} className="button-quiet">
                {step.label}
              </a>
            )}
          </p>
        )}
        <p className="mt-4 text-xs text-soft">Code: {reason}</p>
      </div>
    </RetryClient>
  )
}

export type PartEmptyProps = { children: ReactNode }

/** Where there is nothing to show, and that is no failure. */
export function PartEmpty({ children }: PartEmptyProps) {
  return <p className="border border-dashed border-edge p-4 font-display text-soft">{children}</p>
}
