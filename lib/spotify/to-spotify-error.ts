import { parseJson } from './body'
import { type Limit, longestLimitMs } from './cooldown'
import { SpotifyError, type SpotifyErrorCode } from './errors'
import type { Scope } from './scopes'

export type Refusal = {
  /** Method and path, like `GET /v1/me`. */
  call: string
  /** The scope that the call requires. */
  scope: Scope | undefined
  response: Response
  text: string
  nowMs: number
}

/** Default wait in seconds, if Spotify sends no valid `Retry-After`. */
const defaultSeconds = { rate_limited: 30, quota_exceeded: 3_600 }
const longestRetryAfterSeconds = longestLimitMs / 1_000

/** Returns the error for an unsuccessful response: https://developer.spotify.com/documentation/web-api/concepts/api-calls */
export function toSpotifyError({ call, scope, response, text, nowMs }: Refusal): SpotifyError {
  const code = toCode(response.status, readError(text), text)
  return new SpotifyError(code, `${call} answered ${response.status}`, {
    status: response.status,
    requestId: readRequestId(response.headers),
    missingScope: code === 'missing_scope' ? scope : undefined,
    retryAfterSeconds: isLimit(code) ? readRetryAfter(response.headers, nowMs, code) : undefined,
  })
}

const isLimit = (code: SpotifyErrorCode) => code === 'rate_limited' || code === 'quota_exceeded'

type ErrorBody = { message: unknown; reason: unknown }

/** Parses `{"error":{"status","message","reason"?}}`. Returns `null` for a plain-text body. */
function readError(text: string): ErrorBody | null {
  const body = parseJson(text) as { error?: { message?: unknown; reason?: unknown } } | null | undefined
  if (typeof body !== 'object' || typeof body?.error !== 'object' || body.error === null) return null
  return { message: body.error.message, reason: body.error.reason }
}

/**
 * Returns the code for a status and reason. Only a missing scope is recognized by its message: `Permissions missing` (401) from the
 * player, where a refresh doesn't help (observed 2017 to 2025), and `Insufficient client scope` (403) from other endpoints.
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

/** In development mode, Spotify sends two plain-text 403 errors that differ only in their wording (observed in 2026). */
function toPlainForbidden(text: string): SpotifyErrorCode {
  if (/premium/i.test(text)) return 'owner_premium'
  if (/registered/i.test(text)) return 'not_registered'
  return 'forbidden'
}

/**
 * Returns the seconds in `Retry-After` (RFC 9110, section 10.2.3), at most one day, or a default if the header is missing or
 * invalid.
 */
export function readRetryAfter(headers: Headers, nowMs: number, code: Limit['code'] = 'rate_limited'): number {
  const text = headers.get('retry-after')?.trim() ?? ''
  const seconds = httpDate.test(text) ? Math.ceil((Date.parse(text) - nowMs) / 1_000) : toWholeNumber(text)
  if (Number.isNaN(seconds) || seconds <= 0) return defaultSeconds[code]
  return Math.min(seconds, longestRetryAfterSeconds)
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const toWholeNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN)

/** Returns Spotify's ID for a response, which Spotify's support can look up. The header is undocumented (observed in 2026). */
export function readRequestId(headers: Headers): string | undefined {
  const id = headers.get('sp-trace-id') ?? ''
  return /^[\w-]{8,64}$/.test(id) ? id : undefined
}
