import type { Failure } from '@/lib/result'
import { describeReason, type ReasonCode } from './reasons'

type Entry = {
  code: ReasonCode | 'policy' | 'redis' | 'unexpected'
  /** A path of this site, without its query. */
  address?: string
  status?: number | undefined
  /** Text of our own, or a protocol's error code; never a token, a body or personal data. */
  detail?: string
  /** Spotify's id for its response. */
  requestId?: string | undefined
  /** In seconds. */
  retryAfter?: number | undefined
  /** As shown on the visitor's error page. */
  reference?: string | undefined
  /** How many failures with this code weren't logged in the minute before. */
  leftOut?: number | undefined
}

/** For each code, so that a flood of failures doesn't fill the disk or hide other failures. */
const linesAMinute = 100
const minutes = new Map<ReasonCode, { minute: number; lines: number; leftOut: number }>()

/** How many weren't logged before this one, or `null` if this one isn't either. */
function countLeftOut(code: ReasonCode, nowMs: number): number | null {
  const minute = Math.floor(nowMs / 60_000)
  const last = minutes.get(code)
  if (last?.minute !== minute) {
    minutes.set(code, { minute, lines: 1, leftOut: 0 })
    return last?.leftOut ?? 0
  }
  if (last.lines++ < linesAMinute) return 0
  last.leftOut++
  return null
}

/** Logs a failed request. A visitor without a session is no failure. */
export function logFailure({ reason, detail, requestId, retryAfterSeconds }: Failure, address: string): void {
  if (reason === 'signed_out') return
  const leftOut = countLeftOut(reason, Date.now())
  if (leftOut === null) return
  const path = address.split('?')[0] ?? ''
  const details = { address: withoutIds(path), status: describeReason(reason).status, detail: withoutIds(detail) }
  log('warn', { code: reason, ...details, requestId, retryAfter: retryAfterSeconds, leftOut: leftOut || undefined })
}

/** Logs what the content security policy blocked on a page. */
export function logViolation({ address, detail }: { address: string; detail: string }): void {
  log('warn', { code: 'policy', address: withoutIds(address), detail })
}

/** Which playlist a visitor looked at stays private. */
const withoutIds = (text: string) => text.replace(/(playlists\/)[^/\s]+/g, '$1ID')

/** Writes one line of JSON. */
export function log(level: 'warn' | 'error', entry: Entry): void {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, ...entry }))
}

/**
 * Drops two messages of Next (16.4.6) that anyone can cause repeatedly: a warning with the whole URL, query included, for a request
 * body over the limit, and a stack trace for one that ends early.
 */
export function dropBodyWarnings(): void {
  const { warn, error } = console
  console.warn = (...args) => {
    const [first] = args
    if (typeof first !== 'string' || !first.startsWith('Request body exceeded')) warn(...args)
  }
  console.error = (...args) => {
    if (!isAbortedRequest(args[0])) error(...args)
  }
}

const isAbortedRequest = (error: unknown) =>
  error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
