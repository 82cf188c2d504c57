import type { ReasonCode } from '@/lib/error-messages'
import { SpotifyError } from '@/lib/spotify/errors'
import type { Scope } from '@/lib/spotify/scopes'

/** What failed: one code from where it happens to the text on the page, and details for the log. */
export type Failure = {
  reason: ReasonCode
  detail: string
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
}

/** The result of something that needs Spotify: a value, or a reason that page, JSON and log share. */
export type Result<Value> = { kind: 'ok'; value: Value } | FailedResult

export type FailedResult = Failure & {
  kind: 'failed'
  missingScope?: Scope | undefined
  /** Whether Spotify refused the access token, so that a refresh may help. */
  isTokenRefused?: boolean
}

/** Waits for a call to Spotify. A `SpotifyError` becomes a failed result; anything else is rethrown, Next's redirects included. */
export function toResult<Value>(call: Promise<Value>): Promise<Result<Value>> {
  return call.then((value) => ({ kind: 'ok', value }), toFailedResult)
}

/** Rethrows what is not a `SpotifyError`. */
export function toFailedResult(error: unknown): FailedResult {
  if (!(error instanceof SpotifyError)) throw error
  const { code, message, requestId, retryAfterSeconds, missingScope } = error
  const isTokenRefused = code === 'unauthorized'
  // If no refresh helps either, there is nothing left to try.
  const reason = isTokenRefused ? 'spotify_unavailable' : code
  return { kind: 'failed', reason, detail: message, requestId, retryAfterSeconds, missingScope, isTokenRefused }
}

/** When it makes sense to try again, where Spotify says so. */
export const retryAtMs = ({ retryAfterSeconds }: Failure, nowMs: number): number | undefined =>
  retryAfterSeconds && nowMs + retryAfterSeconds * 1_000
