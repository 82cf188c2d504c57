import type { ReasonCode } from '@/lib/reasons'
import { SpotifyError } from '@/lib/spotify/errors'
import type { Scope } from '@/lib/spotify/scopes'

/** What a read from Spotify came to: the value, or a reason that page, JSON and log share. */
export type Reading<Value> =
  | { kind: 'read'; value: Value }
  | {
      kind: 'failed'
      reason: ReasonCode
      detail: string
      retryAfterSeconds?: number | undefined
      missingScope?: Scope | undefined
      isTokenRefused?: boolean
    }

export type FailedReading = Extract<Reading<never>, { kind: 'failed' }>

/** The reason behind a `SpotifyError`. Rethrows anything else, Next's redirects among it. */
export function toFailedReading(error: unknown): FailedReading {
  if (!(error instanceof SpotifyError)) throw error
  const { code, message, retryAfterSeconds, missingScope } = error
  // A refused token that no refresh can help: there is nothing left to try.
  const reason = code === 'unauthorized' ? 'spotify_unavailable' : code
  const isTokenRefused = code === 'unauthorized'
  return { kind: 'failed', reason, detail: message, retryAfterSeconds, missingScope, isTokenRefused }
}

/** Waits for a read. Only what Spotify did is a failed reading; a fault of ours stays an exception. */
export function toReading<Value>(read: Promise<Value>): Promise<Reading<Value>> {
  return read.then((value) => ({ kind: 'read', value }), toFailedReading)
}
