import type { FailedReading } from '@/lib/session/reading'
import { describeScope } from '@/lib/spotify/scopes'
import { toNextSteps } from './next-steps'
import { ReasonCard } from './reason-card'

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
  const steps = toNextSteps(reason, { returnTo, isSignedIn: true, showsSetup: false, spotifyUrl, missingScope })
  return (
    <div className="mt-6">
      <ReasonCard reason={reason} steps={steps} heading={heading} retryAfterSeconds={retryAfterSeconds} isSignedIn>
        {missingScope && (
          <p className="mb-2">
            What is missing: <strong className="font-semibold">{describeScope(missingScope).grants}</strong>.
          </p>
        )}
      </ReasonCard>
    </div>
  )
}
