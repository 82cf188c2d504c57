import type { Failure } from '@/lib/result'
import { describeReason, type ReasonCode } from './error-messages'

type Entry = {
  code: ReasonCode | 'policy' | 'redis' | 'unexpected'
  /** The path of the request, without the query. */
  address?: string
  status?: number | undefined
  /** The app's own text or a protocol error code; never a token, a response body or personal data. */
  detail?: string
  /** Spotify's ID for the response. */
  requestId?: string | undefined
  /** Seconds that Spotify asks the app to wait. */
  retryAfter?: number | undefined
  /** Also shown on the visitor's error page. */
  reference?: string | undefined
  /** Number of failures with this code that were not logged in the previous minute. */
  leftOut?: number | undefined
}

/** Limits each code separately, so that a flood of one failure neither fills the disk nor hides the others. */
const maxLinesPerMinute = 100
const minutes = new Map<ReasonCode, { minute: number; lines: number; leftOut: number }>()

/** Returns how many failures with this code were dropped before this one, or `null` if this one must be dropped too. */
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

/** Logs a failed request. Skips visitors who are signed out, since that isn't a failure. */
export function logFailure({ reason, detail, requestId, retryAfterSeconds }: Failure, address: string): void {
  if (reason === 'signed_out') return
  const leftOut = countLeftOut(reason, Date.now())
  if (leftOut === null) return
  const path = address.split('?')[0] ?? ''
  const fields = { address: withoutIds(path), status: describeReason(reason).status, detail: withoutIds(detail) }
  log('warn', { code: reason, ...fields, requestId, retryAfter: retryAfterSeconds, leftOut: leftOut || undefined })
}

/** Logs a violation of the content security policy that a browser reported. */
export function logViolation({ address, detail }: { address: string; detail: string }): void {
  log('warn', { code: 'policy', address: withoutIds(address), detail })
}

/** Removes playlist IDs, so that the log doesn't reveal which playlists a visitor opened. */
const withoutIds = (text: string) => text.replace(/(playlists\/)[^/\s]+/g, '$1ID')

/** Writes one line of JSON to standard error. */
export function log(level: 'warn' | 'error', entry: Entry): void {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, ...entry }))
}

/**
 * Drops two messages of Next.js (16.4.6) that anyone can trigger any number of times: a warning with the full URL, including the
 * query, for a request body over the limit, and a stack trace for a request body that ends early.
 */
export function dropBodyWarnings(): void {
  const { warn, error } = console
  console.warn = (...args) => {
    const [first] = args
    if (typeof first !== 'string' || !first.startsWith('Request body exceeded')) warn(...args)
  }
  console.error = (...args) => {
    if (!isAborted(args[0])) error(...args)
  }
}

/** Whether a request failed because the visitor closed the connection. */
const isAborted = (value: unknown) =>
  value instanceof Error && value.message === 'aborted' && 'code' in value && value.code === 'ECONNRESET'
