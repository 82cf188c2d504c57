import { describeReason, type ReasonCode } from '@/lib/error-messages'
import { SpotifyError } from '@/lib/spotify/response'
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

type Entry = {
  code: ReasonCode | 'policy' | 'redis' | 'unexpected'
  /** The path of the request, without the query. */
  address?: string
  status?: number | undefined
  /** A message from the app, or a protocol error code. Never contains a token, a response body or personal data. */
  detail?: string
  /** The ID that Spotify assigned to the response. */
  requestId?: string | undefined
  /** How many seconds Spotify asks the app to wait. */
  retryAfter?: number | undefined
  /** The reference for an unexpected error. The visitor's error page shows the same reference. */
  reference?: string | undefined
  /** How many earlier failures with this code were left out of the log because of the limit per minute. */
  leftOut?: number | undefined
}

/**
 * The maximum number of log lines per minute for each error code. The limit prevents a frequent failure from filling the disk and
 * hiding other failures.
 */
const maxLinesPerMinute = 100
const minutes = new Map<ReasonCode, { minute: number; lines: number; leftOut: number }>()

/**
 * Returns how many failures with this code were left out of the log since the last failure that was logged, or `null` if the
 * current failure must be left out too.
 */
function countLeftOut(code: ReasonCode, nowMs: number): number | null {
  const minute = Math.floor(nowMs / 60_000)
  const last = minutes.get(code)
  if (last?.minute !== minute) {
    minutes.set(code, { minute, lines: 1, leftOut: 0 })
    return last?.leftOut ?? 0
  }
  if (last.lines++ < maxLinesPerMinute) return 0
  last.leftOut++
  return null
}

/** Logs a failed request. Doesn't log `signed_out`, because a request without a session isn't a failure. */
export function logFailure({ reason, detail, requestId, retryAfterSeconds }: Failure, address: string): void {
  if (reason === 'signed_out') return
  const leftOut = countLeftOut(reason, Date.now())
  if (leftOut === null) return
  const path = address.split('?')[0] ?? ''
  const fields = { address: withoutIds(path), status: describeReason(reason).status, detail: withoutIds(detail) }
  log('warn', { code: reason, ...fields, requestId, retryAfter: retryAfterSeconds, leftOut: leftOut || undefined })
}

/** Removes playlist IDs, so the log doesn't reveal which playlists a visitor opened. */
export const withoutIds = (text: string) => text.replace(/(playlists\/)[^/\s]+/g, '$1ID')

/** Writes one line of JSON to standard error. */
export function log(level: 'warn' | 'error', entry: Entry): void {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, ...entry }))
}
