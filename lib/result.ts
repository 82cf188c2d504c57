import type { ReasonCode } from '@/lib/error-messages'
import { SpotifyError } from '@/lib/spotify/errors'
import type { Scope } from '@/lib/spotify/scopes'
import { loginPagePath } from '@/lib/urls'

/** Why something failed: an error code for the page, the JSON response and the log, and details for the log. */
export type Failure = {
  reason: ReasonCode
  detail: string
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
}

/** The result of a read from Spotify. */
export type Result<Value> = { kind: 'ok'; value: Value } | FailedResult

export type FailedResult = Failure & {
  kind: 'failed'
  missingScope?: Scope | undefined
  /** Whether Spotify refused the access token, so that a refresh may help. */
  isTokenRefused?: boolean
}

/** Returns the result of a call to Spotify. Rethrows anything that isn't a `SpotifyError`, including Next's redirects. */
export function toResult<Value>(call: Promise<Value>): Promise<Result<Value>> {
  return call.then((value) => ({ kind: 'ok', value }), toFailedResult)
}

/** Returns a `SpotifyError` as a result. Rethrows any other error. */
export function toFailedResult(error: unknown): FailedResult {
  if (!(error instanceof SpotifyError)) throw error
  const { code, message, requestId, retryAfterSeconds, missingScope } = error
  const isTokenRefused = code === 'unauthorized'
  // The reason to report if a refresh doesn't help either.
  const reason = isTokenRefused ? 'spotify_unavailable' : code
  return { kind: 'failed', reason, detail: message, requestId, retryAfterSeconds, missingScope, isTokenRefused }
}

/** Returns the URL of the sign-in page that shows this failure and, if Spotify said so, when to try again. */
export function failurePath({ reason, retryAfterSeconds }: Failure, returnTo: string, nowMs: number) {
  const untilMs = retryAfterSeconds && nowMs + retryAfterSeconds * 1_000
  return loginPagePath({ reason, returnTo, untilMs })
}
