import { createHash } from 'node:crypto'
import type { Accounts, TokenOutcome } from '@/lib/spotify/accounts'
import { holdMs, renewSession, type Session } from './session'

export type RefreshOutcome =
  | { kind: 'renewed'; session: Session }
  /** Spotify says that this refresh token is no good; another tab may have been faster. */
  | { kind: 'refused'; detail: string }
  | { kind: 'client_refused'; detail: string }
  /** Says nothing about the session: it stays as it is. */
  | { kind: 'unavailable'; detail: string }

export type Refresher = ReturnType<typeof createRefresher>

type Settled = { outcome: TokenOutcome; atMs: number }
type Flight = { result: Promise<Settled>; settledAtMs?: number }

/**
 * One refresh at a time for each refresh token: requests that come while it is under way, or within 30 seconds after it
 * was renewed, share its tokens. What is shared is the answer to that very token, never another session's.
 */
export function createRefresher(accounts: Pick<Accounts, 'refresh'>, now: () => number) {
  const flights = new Map<string, Flight>()

  return async function refresh(session: Session): Promise<RefreshOutcome> {
    const key = hashToken(session.refreshToken)
    forgetOld(flights, now())
    const flight = flights.get(key) ?? start(key, session.refreshToken)
    const { outcome, atMs } = await flight.result
    return toRefreshOutcome(outcome, session, atMs)
  }

  function start(key: string, refreshToken: string): Flight {
    const flight: Flight = {
      result: accounts.refresh(refreshToken).then((outcome) => {
        const atMs = now()
        // Only a success is held: a refusal or an outage deserves a second look.
        if (outcome.kind === 'tokens') flight.settledAtMs = atMs
        else flights.delete(key)
        return { outcome, atMs }
      }),
    }
    flights.set(key, flight)
    return flight
  }
}

function toRefreshOutcome(outcome: TokenOutcome, session: Session, atMs: number): RefreshOutcome {
  if (outcome.kind === 'tokens') return { kind: 'renewed', session: renewSession(session, outcome.tokens, atMs) }
  return { kind: outcome.kind === 'grant_refused' ? 'refused' : outcome.kind, detail: outcome.detail }
}

/** Flights settle in about the order of their start, and each start clears what ended before: the map stays small. */
function forgetOld(flights: Map<string, Flight>, nowMs: number) {
  for (const [key, { settledAtMs }] of flights)
    if (settledAtMs !== undefined && nowMs - settledAtMs >= holdMs) flights.delete(key)
}

/** Names a refresh token without telling it. */
export const hashToken = (refreshToken: string) => createHash('sha256').update(refreshToken).digest('base64url')
