import { describeReason, type ReasonCode } from '@/lib/error-messages'
import { SpotifyError } from '@/lib/spotify/response'
import type { Scope } from '@/lib/spotify/scopes'

/** Why an operation failed. `detail` and `requestId` appear only in the log. */
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

/** Returns the result of a call to Spotify. Rethrows errors other than `SpotifyError`, such as Next.js redirects. */
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
  /** Never contains a token, a response body or personal data. */
  detail?: string
  requestId?: string | undefined
  retryAfter?: number | undefined
  /** Identifies an unexpected error, both in the log and on the error page that the visitor sees. */
  reference?: string | undefined
  /** How many earlier failures with this code were left out of the log. */
  leftOut?: number | undefined
}

/** This limit applies to each error code separately, so a frequent failure doesn't fill the disk or hide other failures. */
const maxLinesPerMinute = 100
const minutes = new Map<ReasonCode, { minute: number; lines: number; leftOut: number }>()

/** Returns how many failures with this code were left out of the log, or `null` if this one must be left out too. */
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
