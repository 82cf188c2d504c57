import type { FailedReading } from '@/lib/session/reading'
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
  const { reason, retryAfterSeconds } = failure
  const steps = toNextSteps(reason, { returnTo, isSignedIn: true, showsSetup: false, spotifyUrl })
  return (
    <div className="mt-6">
      <ReasonCard reason={reason} steps={steps} heading={heading} retryAfterSeconds={retryAfterSeconds} />
    </div>
  )
}
