import type { Failure } from '@/lib/session/result'
import { describeReason, type ReasonCode } from './error-messages'

type Entry = {
  /** What happened, as one code. */
  code: ReasonCode | 'policy' | 'redis' | 'unexpected'
  /** One of our addresses, without its query. */
  address?: string
  status?: number | undefined
  /** From our own code or a protocol's error code; never a token, a body or a person's data. */
  detail?: string
  /** What Spotify calls its answer. */
  requestId?: string | undefined
  /** Seconds that Spotify wants the app to wait. */
  retryAfter?: number | undefined
  /** The one that the visitor's page shows. */
  reference?: string | undefined
  /** How many failures of this code went without a line in the minute before. */
  leftOut?: number | undefined
}

/** For each code: a flood of requests that fail fills no disk, and hides no other failure. */
const linesAMinute = 100
const minutes = new Map<ReasonCode, { minute: number; lines: number; leftOut: number }>()

/** How many were left out before this one; `null` where this one is, too. */
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

/** A failure under an address of ours. That somebody is not signed in is none. */
export function logFailure({ reason, detail, requestId, retryAfterSeconds }: Failure, address: string): void {
  if (reason === 'signed_out') return
  const leftOut = countLeftOut(reason, Date.now())
  if (leftOut === null) return
  const path = address.split('?')[0] ?? ''
  const words = { address: withoutIds(path), status: describeReason(reason).status, detail: withoutIds(detail) }
  log('warn', { code: reason, ...words, requestId, retryAfter: retryAfterSeconds, leftOut: leftOut || undefined })
}

/** Something that the content security policy stopped on a page of ours. */
export function logViolation({ address, detail }: { address: string; detail: string }): void {
  log('warn', { code: 'policy', address: withoutIds(address), detail })
}

/** Which playlist somebody looked at is theirs to know. */
const withoutIds = (text: string) => text.replace(/(playlists\/)[^/\s]+/g, '$1ID')

/** One line of JSON for the operator. */
export function log(level: 'warn' | 'error', entry: Entry): void {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, ...entry }))
}

/**
 * Drops two messages of Next (16.4.6) that anybody can cause as often as they like: a warning with the whole URL, query
 * included, for a request body over the limit, and a stack trace for one that ends early.
 */
export function dropBodyWarnings(): void {
  const { warn, error } = console
  console.warn = (...words) => {
    const [first] = words
    if (typeof first !== 'string' || !first.startsWith('Request body exceeded')) warn(...words)
  }
  console.error = (...words) => {
    if (!isBrokenOff(words[0])) error(...words)
  }
}

/** The error of a request whose visitor has left. */
const isBrokenOff = (word: unknown) =>
  word instanceof Error && word.message === 'aborted' && 'code' in word && word.code === 'ECONNRESET'
