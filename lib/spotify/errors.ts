import { z } from 'zod'
import { parseJson, readRequestId, readRetryAfter } from './response'
import type { Scope } from './scopes'

/** Why a Web API call failed. `lib/error-messages.ts` contains all of these codes except `unauthorized`. */
export type SpotifyErrorCode =
  | 'unauthorized'
  | 'invalid_request'
  | 'missing_scope'
  | 'not_registered'
  | 'owner_premium'
  | 'forbidden'
  | 'not_found'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'spotify_unavailable'

type Details = {
  status?: number | undefined
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
  missingScope?: Scope | undefined
  cause?: unknown
}

/**
 * The only error that Web API calls throw. The error message is safe to log, because it contains no token and no response body.
 */
export class SpotifyError extends Error {
  override readonly name = 'SpotifyError'
  readonly code: SpotifyErrorCode
  /** The status of Spotify's response; `undefined` if there was no response. */
  readonly status: number | undefined
  /** The ID that Spotify assigned to the response. Quote this ID when you contact Spotify support. */
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** The missing scope, if the code is `missing_scope` and the scope is known. */
  readonly missingScope: Scope | undefined

  constructor(
    code: SpotifyErrorCode,
    message: string,
    { status, requestId, retryAfterSeconds, missingScope, cause }: Details = {},
  ) {
    super(message, { cause })
    this.code = code
    this.status = status
    this.requestId = requestId
    this.retryAfterSeconds = retryAfterSeconds
    this.missingScope = missingScope
  }
}

/**
 * Returns the error for an unsuccessful response. `call` identifies the request in the error message, for example `GET /v1/me`.
 * See https://developer.spotify.com/documentation/web-api/concepts/api-calls
 */
export function toSpotifyError(
  call: string,
  scopes: readonly Scope[],
  { status, headers }: Response,
  text: string,
  nowMs: number,
): SpotifyError {
  const code = toCode(status, readError(text), text)
  const isLimit = code === 'rate_limited' || code === 'quota_exceeded'
  return new SpotifyError(code, `${call} returned status ${status}`, {
    status,
    requestId: readRequestId(headers),
    missingScope: code === 'missing_scope' && scopes.length === 1 ? scopes[0] : undefined,
    retryAfterSeconds: isLimit ? readRetryAfter(headers, nowMs, code) : undefined,
  })
}

const errorShape = z.object({ error: z.object({ message: z.unknown().optional(), reason: z.unknown().optional() }) })
type ErrorBody = z.output<typeof errorShape>['error']

/** Parses `{"error":{"status","message","reason"?}}`. Returns `null` for a plain-text body. */
const readError = (text: string): ErrorBody | null => errorShape.safeParse(parseJson(text)).data?.error ?? null

/**
 * Returns the error code for a response. A missing scope can be recognized only by the message: `Permissions missing` in a 401
 * response from player endpoints (observed from 2017 to 2025), or `Insufficient client scope` in a 403 response from other
 * endpoints. Refreshing the token doesn't help in either case.
 */
function toCode(status: number, error: ErrorBody | null, text: string): SpotifyErrorCode {
  if (status === 401) return error?.message === 'Permissions missing' ? 'missing_scope' : 'unauthorized'
  if (status === 403) return error ? toJsonForbidden(error) : toPlainForbidden(text)
  if (status === 404) return 'not_found'
  if (status === 429) return error?.reason === 'QUOTA_EXCEEDED' ? 'quota_exceeded' : 'rate_limited'
  if (status >= 400 && status < 500 && error) return 'invalid_request'
  return 'spotify_unavailable'
}

const toJsonForbidden = ({ message }: ErrorBody): SpotifyErrorCode =>
  message === 'Insufficient client scope' ? 'missing_scope' : 'forbidden'

/**
 * Returns the error code for a plain-text 403 response. In development mode, Spotify sends two kinds of plain-text 403 responses,
 * which can be distinguished only by their text (observed in 2026).
 */
function toPlainForbidden(text: string): SpotifyErrorCode {
  if (/premium/i.test(text)) return 'owner_premium'
  if (/registered/i.test(text)) return 'not_registered'
  return 'forbidden'
}
