import { createHash } from 'node:crypto'
import type { Accounts } from '@/lib/spotify/accounts'
import type { TokenFailure, TokenOutcome } from '@/lib/spotify/token-answer'
import { holdMs, renewSession, type Session } from './session'
import { createSingleFlight } from './single-flight'

export type RefreshOutcome =
  | { kind: 'renewed'; session: Session }
  /** Spotify says that this refresh token is no good; another tab or instance may have been faster. */
  | ({ kind: 'refused' } & TokenFailure)
  | ({ kind: 'client_refused' } & TokenFailure)
  /** Says nothing about the session: it stays as it is. */
  | ({ kind: 'unavailable' } & TokenFailure)

/** What Spotify answered to one refresh token, and when. */
export type RefreshAnswer = { outcome: TokenOutcome; atMs: number }

/** Shares an answer with the other instances: gives theirs if there is one, else asks and passes it on. */
export type RefreshShare = (
  key: string,
  ask: () => Promise<RefreshAnswer>,
  accepts: (answer: RefreshAnswer) => boolean,
) => Promise<RefreshAnswer>

export type Refresher = (session: Session, look?: { isSecond: boolean }) => Promise<RefreshOutcome>

/** Long enough for all requests of a page view; a second look asks Spotify again all the same. */
const holdRefusalMs = 10_000
/** So that a page full of requests waits for an outage once. */
const holdFailureMs = 1_000

/** How long from its moment an answer serves those who still carry the old cookie: a token no longer than it lives. */
export function answerLifeMs({ outcome }: RefreshAnswer): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? holdRefusalMs : holdFailureMs
}

/**
 * One refresh at a time for each refresh token: requests that come while it is under way, or within 30 seconds after it
 * was renewed, share its answer. What is shared is the answer to that very token, never another session's.
 */
export function createRefresher(
  accounts: Pick<Accounts, 'refresh'>,
  now: () => number,
  share: RefreshShare = (_key, ask) => ask(),
): Refresher {
  const flight = createSingleFlight<RefreshAnswer>((answer) => answer.atMs + answerLifeMs(answer), now)
  return async (session, { isSecond } = { isSecond: false }) => {
    const { refreshToken } = session
    const key = hashToken(refreshToken)
    const accepts = ({ outcome }: RefreshAnswer) => !isSecond || outcome.kind !== 'grant_refused'
    const ask = async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() })
    const { outcome, atMs } = await flight(key, () => share(key, ask, accepts), accepts)
    if (outcome.kind === 'tokens') return { kind: 'renewed', session: renewSession(session, outcome.tokens, atMs) }
    return outcome.kind === 'grant_refused' ? { ...outcome, kind: 'refused' } : outcome
  }
}

/** Names a token without telling it. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Tells one token from another in an address or a marker, and tells nothing of it. */
export const nameOf = (token: string) => hashToken(token).slice(0, 16)
