import { fingerprint } from '@/lib/session/seal'
import { holdMs } from '@/lib/session/session'
import type { Accounts, TokenOutcome } from '@/lib/spotify/accounts'
import { createSingleFlight } from './single-flight'

/** Spotify's response to a refresh request, and the time when the response arrived. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/**
 * Requests new tokens. Callers with the same refresh token share one request. If `isRetry` is `true`, a cached refusal isn't
 * reused.
 */
export type RequestRefresh = (refreshToken: string, options: { isRetry: boolean }) => Promise<RefreshResponse>

/** How long a refusal is cached: long enough to cover all the requests in one page view. */
const holdRefusalMs = 10_000
/**
 * How long a failure other than a refusal is cached: long enough that, during an outage, all the requests in one page view share
 * one timeout.
 */
const holdFailureMs = 1_000

/**
 * Returns a function that sends one token request at a time for each refresh token. Calls made during a request, or up to 30
 * seconds after the request succeeds, share that request's response.
 */
export function createRequestRefresh(accounts: Pick<Accounts, 'refresh'>, now: () => number): RequestRefresh {
  const flight = createSingleFlight<RefreshResponse>((response) => response.atMs + responseLifeMs(response), now)
  return (refreshToken, { isRetry }) => {
    const request = async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() })
    const accepts = ({ outcome }: RefreshResponse) => !isRetry || outcome.kind !== 'grant_refused'
    return flight(fingerprint(refreshToken), request, accepts)
  }
}

/**
 * Returns how long, in milliseconds, a response is reused for requests that still send the old cookie. Tokens aren't reused after
 * they expire.
 */
function responseLifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? holdRefusalMs : holdFailureMs
}
