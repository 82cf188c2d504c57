import type { ReasonCode } from '@/lib/error-messages'
import { SpotifyError } from '@/lib/spotify/errors'
import type { Scope } from '@/lib/spotify/scopes'

/**
 * Why an operation failed. `reason` is the error code for pages, JSON responses and the log. `detail` and `requestId` appear only
 * in the log.
 */
export type Failure = {
  reason: ReasonCode
  detail: string
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
}

/** The result of a call to Spotify. */
export type Result<Value> = { kind: 'ok'; value: Value } | FailedResult

export type FailedResult = Failure & {
  kind: 'failed'
  missingScope?: Scope | undefined
  /** Whether Spotify refused the access token. If so, refreshing the token may help. */
  isTokenRefused?: boolean
}

/**
 * Turns the outcome of a call to Spotify into a `Result`. Rethrows every error that isn't a `SpotifyError`, including those that
 * Next.js uses to redirect.
 */
export function toResult<Value>(call: Promise<Value>): Promise<Result<Value>> {
  return call.then((value) => ({ kind: 'ok', value }), toFailedResult)
}

/** Returns a failed result for a `SpotifyError`. Rethrows all other errors. */
export function toFailedResult(error: unknown): FailedResult {
  if (!(error instanceof SpotifyError)) throw error
  const { code, message, requestId, retryAfterSeconds, missingScope } = error
  const isTokenRefused = code === 'unauthorized'
  // Visitors see the `spotify_unavailable` error only if refreshing the token doesn't help.
  const reason = isTokenRefused ? 'spotify_unavailable' : code
  return { kind: 'failed', reason, detail: message, requestId, retryAfterSeconds, missingScope, isTokenRefused }
}
