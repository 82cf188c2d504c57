import { describeReason, type ReasonCode } from '@/lib/error-messages'
import type { Failure } from './result'

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

/** Logs a content security policy violation that a browser reported. */
export function logViolation({ address, detail }: { address: string; detail: string }): void {
  log('warn', { code: 'policy', address: withoutIds(address), detail })
}

/** Removes playlist IDs, so the log doesn't reveal which playlists a visitor opened. */
const withoutIds = (text: string) => text.replace(/(playlists\/)[^/\s]+/g, '$1ID')

/** Writes one line of JSON to standard error. */
export function log(level: 'warn' | 'error', entry: Entry): void {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, ...entry }))
}

/**
 * Drops two kinds of log messages from Next.js (16.4.6), because anyone can trigger them any number of times. The first kind warns
 * that a request body exceeds the size limit, and reveals the full URL, including the query. The second kind is a stack trace for a
 * request body that ends early.
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

/** Whether a value is the error that Node.js creates when a client closes the connection during a request. */
const isAborted = (value: unknown) =>
  value instanceof Error && value.message === 'aborted' && 'code' in value && value.code === 'ECONNRESET'
