import { type ReactNode, useId } from 'react'
import { getErrorButtons } from '@/app/_components/errors/error-buttons'
import { ErrorLink, RetryBoundary } from '@/app/_components/errors/retry'
import { Wait } from '@/app/_components/errors/wait'
import { describeReason } from '@/lib/error-messages'
import type { FailedResult } from '@/lib/http/failures'
import { describeScope } from '@/lib/scope-descriptions'
import { currentPath } from '@/lib/session/server'

export type SectionProps = { title: string; children: ReactNode }

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

/**
 * A compact error message for one section of a page. This message never retries automatically; otherwise, all failed sections would
 * retry at once.
 */
export async function SectionError({ failure }: { failure: FailedResult }) {
  const { reason, retryAfterSeconds, missingScope } = failure
  const { title, description } = describeReason(reason)
  const failedAtMs = Date.now()
  const [button] = getErrorButtons(reason, { returnTo: await currentPath(), isSignedIn: true, missingScope })
  return (
    <RetryBoundary title={title} failedAtMs={failedAtMs}>
      <div className="border-l-4 border-lamp bg-panel p-4 font-display">
        <h3 className="mb-1 text-xl">{title}</h3>
        <p>{description}</p>
        {missingScope && <p>Missing permission: {describeScope(missingScope).grants}.</p>}
        {retryAfterSeconds ? (
          <p>
            <Wait code={reason} seconds={retryAfterSeconds} fromMs={failedAtMs} />
          </p>
        ) : null}
        {button && (
          <p className="mt-4">
            <ErrorLink {...button} />
          </p>
        )}
        <p className="mt-4 text-xs text-soft">Code: {reason}</p>
      </div>
    </RetryBoundary>
  )
}

export function SectionEmpty({ children }: { children: ReactNode }) {
  return <p className="border border-dashed border-edge p-4 font-display text-soft">{children}</p>
}

type RowsSkeletonProps = { title: string; count: number; className?: string | undefined }

export function RowsSkeleton({ title, count, className }: RowsSkeletonProps) {
  return (
    <SectionSkeleton title={title}>
      <div className={className}>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical
          <div key={index} className="blank-row min-h-16 break-inside-avoid" />
        ))}
      </div>
    </SectionSkeleton>
  )
}

export function NowPlayingSkeleton() {
  return (
    <SectionSkeleton title="Now playing">
      <div className="flex min-h-52 items-center gap-4 border border-line bg-panel p-4 sm:min-h-48.5 sm:gap-6">
        <span className="blank aspect-square w-24 sm:w-40" />
        <span className="blank h-8 w-1/2" />
      </div>
      <div className="mt-3 h-11" />
    </SectionSkeleton>
  )
}

function SectionSkeleton({ title, children }: SectionProps) {
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading: {title}
      </p>
      <div aria-hidden="true">
        <p className="mb-4 font-display text-2xl font-bold">{title}</p>
        {children}
      </div>
    </div>
  )
}
