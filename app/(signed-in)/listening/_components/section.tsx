import { type ReactNode, useId } from 'react'
import { toNextSteps } from '@/app/_components/errors/next-steps'
import { RetryBoundary, RetryLink } from '@/app/_components/errors/retry'
import { LocalTime } from '@/app/_components/ui/local-time'
import { toWait } from '@/lib/format'
import { describeReason } from '@/lib/reasons'
import type { FailedResult } from '@/lib/session/result'
import { currentPath } from '@/lib/session/server'
import { describeScope } from '@/lib/spotify/scopes'

export type SectionProps = { title: string; children: ReactNode }

/** One part of the page: it comes by itself, and fails by itself. */
export function Section({ title, children }: SectionProps) {
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

export type SectionFailureProps = { failure: FailedResult }

/** Small, since several may stand on one page; and none goes on by itself, or they would all ask at the same moment. */
export async function SectionFailure({ failure }: SectionFailureProps) {
  const returnTo = await currentPath()
  const { reason, retryAfterSeconds, missingScope } = failure
  const { title, sentence } = describeReason(reason)
  const nowMs = Date.now()
  const [step] = toNextSteps(reason, { returnTo, isSignedIn: true, missingScope })
  const isLong = reason === 'quota_exceeded'
  return (
    <RetryBoundary title={title} failedAtMs={nowMs}>
      <div className="border-l-4 border-lamp bg-panel p-4 font-display">
        <h3 className="mb-1 text-xl">{title}</h3>
        <p>{sentence}</p>
        {missingScope && <p>What is missing: {describeScope(missingScope).grants}.</p>}
        {retryAfterSeconds && (
          <p>
            {isLong ? (
              <>
                This lasts until <LocalTime ms={nowMs + retryAfterSeconds * 1_000} />.
              </>
            ) : (
              `Try again in ${toWait(retryAfterSeconds)}.`
            )}
          </p>
        )}
        {step && (
          <p className="mt-4">
            {step.isRetry ? (
              <RetryLink href={step.href} className="button-quiet">
                {step.label}
              </RetryLink>
            ) : (
              <a href={step.href} className="button-quiet">
                {step.label}
              </a>
            )}
          </p>
        )}
        <p className="mt-4 text-xs text-soft">Code: {reason}</p>
      </div>
    </RetryBoundary>
  )
}

export type SectionEmptyProps = { children: ReactNode }

/** Where there is nothing to show, and that is no failure. */
export function SectionEmpty({ children }: SectionEmptyProps) {
  return <p className="border border-dashed border-edge p-4 font-display text-soft">{children}</p>
}
