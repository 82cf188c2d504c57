import type { ReasonCode } from '@/lib/reasons'
import { SpotifyError } from '@/lib/spotify/errors'
import type { Scope } from '@/lib/spotify/scopes'

/** What failed: one code from where it happens to the words on the page, and what the log should know. */
export type Failure = {
  reason: ReasonCode
  detail: string
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
}

/** When it is worth while to try again, where Spotify says so. */
export const untilMsOf = ({ retryAfterSeconds }: Failure, nowMs: number): number | undefined =>
  retryAfterSeconds && nowMs + retryAfterSeconds * 1_000

/** What a read from Spotify came to: the value, or a reason that page, JSON and log share. */
export type Reading<Value> =
  | { kind: 'read'; value: Value }
  | (Failure & { kind: 'failed'; missingScope?: Scope | undefined; isTokenRefused?: boolean })

export type FailedReading = Extract<Reading<never>, { kind: 'failed' }>

/** The reason behind a `SpotifyError`. Rethrows anything else, Next's redirects among it. */
export function toFailedReading(error: unknown): FailedReading {
  if (!(error instanceof SpotifyError)) throw error
  const { code, message, requestId, retryAfterSeconds, missingScope } = error
  // A refused token that no refresh can help: there is nothing left to try.
  const reason = code === 'unauthorized' ? 'spotify_unavailable' : code
  const isTokenRefused = code === 'unauthorized'
  return { kind: 'failed', reason, detail: message, requestId, retryAfterSeconds, missingScope, isTokenRefused }
}

/** Waits for a read. Only what Spotify did is a failed reading; a fault of ours stays an exception. */
export function toReading<Value>(read: Promise<Value>): Promise<Reading<Value>> {
  return read.then((value) => ({ kind: 'read', value }), toFailedReading)
}
