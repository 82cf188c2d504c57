import { describeReason } from '@/lib/reasons'
import type { FailedReading } from '@/lib/session/reading'
import { describeScope } from '@/lib/spotify/scopes'
import { toNextSteps } from './next-steps'
import { ReasonCard } from './reason-card'
import { RetryClient } from './retry-client'

export type FailureProps = {
  failure: FailedReading
  /** The page's own path, to come back to. */
  returnTo: string
  heading?: 'h1' | 'h2'
  /** The same on Spotify. */
  spotifyUrl?: string
}

/** In place of what could not be read from Spotify. */
export function Failure({ failure, returnTo, heading = 'h2', spotifyUrl = 'https://open.spotify.com/' }: FailureProps) {
  const { reason, retryAfterSeconds, missingScope } = failure
  const nowMs = Date.now()
  return (
    <div className="mt-6">
      <RetryClient title={describeReason(reason).title} failedAtMs={nowMs}>
        <ReasonCard
          reason={reason}
          steps={toNextSteps(reason, { returnTo, isSignedIn: true, showsSetup: false, spotifyUrl, missingScope })}
          heading={heading}
          isSignedIn
          retryAfterSeconds={retryAfterSeconds}
          nowMs={nowMs}
          missing={missingScope && describeScope(missingScope).grants}
        />
      </RetryClient>
    </div>
  )
}
