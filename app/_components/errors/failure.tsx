import { describeReason } from '@/lib/reasons'
import type { FailedResult } from '@/lib/result'
import { currentPath } from '@/lib/session/server'
import { describeScope } from '@/lib/spotify/scopes'
import { ErrorCard } from './error-card'
import { toNextSteps } from './next-steps'
import { RetryBoundary } from './retry'

export type FailureProps = {
  failure: FailedResult
  heading?: 'h1' | 'h2'
  /** The same on Spotify. */
  spotifyUrl?: string
}

/** Shown instead of what could not be read from Spotify. */
export async function Failure({ failure, heading = 'h2', spotifyUrl = 'https://open.spotify.com/' }: FailureProps) {
  const returnTo = await currentPath()
  const { reason, retryAfterSeconds, missingScope } = failure
  const nowMs = Date.now()
  return (
    <div className="mt-6">
      <RetryBoundary title={describeReason(reason).title} failedAtMs={nowMs}>
        <ErrorCard
          reason={reason}
          steps={toNextSteps(reason, { returnTo, isSignedIn: true, showsSetup: false, spotifyUrl, missingScope })}
          heading={heading}
          isSignedIn
          retryAfterSeconds={retryAfterSeconds}
          nowMs={nowMs}
          missing={missingScope && describeScope(missingScope).grants}
        />
      </RetryBoundary>
    </div>
  )
}
