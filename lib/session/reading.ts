import type { ReasonCode } from '@/lib/reasons'
import { SpotifyError } from '@/lib/spotify/errors'

/** What a read from Spotify came to: the value, or a reason that page, JSON and log share. */
export type Reading<Value> =
  | { kind: 'read'; value: Value }
  | { kind: 'failed'; reason: ReasonCode; retryAfterSeconds?: number | undefined; detail: string }

export type FailedReading = Extract<Reading<never>, { kind: 'failed' }>

/** The reason behind a `SpotifyError`. Rethrows anything else, Next's redirects among it. */
export function toFailedReading(error: unknown): FailedReading {
  if (!(error instanceof SpotifyError)) throw error
  // A token that was renewed just now and is refused again: there is nothing left to try.
  const reason = error.code === 'unauthorized' ? 'spotify_unavailable' : error.code
  return { kind: 'failed', reason, retryAfterSeconds: error.retryAfterSeconds, detail: error.message }
}

/** Waits for a read. Only what Spotify did is a failed reading; a fault of ours stays an exception. */
export function toReading<Value>(read: Promise<Value>): Promise<Reading<Value>> {
  return read.then((value) => ({ kind: 'read', value }), toFailedReading)
}
