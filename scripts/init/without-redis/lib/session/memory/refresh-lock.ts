import { fingerprint } from '@/lib/session/seal'
import { holdMs } from '@/lib/session/session'
import type { Accounts, TokenOutcome } from '@/lib/spotify/accounts'
import { createSingleFlight } from './single-flight'

/** Spotify's response to a refresh token, and when it arrived. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/** Requests new tokens once for all callers that have the same refresh token. With `isRetry`, ignores an earlier refusal. */
export type RequestRefresh = (refreshToken: string, options: { isRetry: boolean }) => Promise<RefreshResponse>

/** Long enough to cover all requests of a page view. */
const holdRefusalMs = 10_000
/** Long enough for all requests of a page to share one wait during an outage. */
const holdFailureMs = 1_000

/**
 * Returns a function that sends one token request at a time per refresh token. Calls made during the request, or up to 30 seconds
 * after it succeeds, share its response.
 */
export function createRequestRefresh(accounts: Pick<Accounts, 'refresh'>, now: () => number): RequestRefresh {
  const flight = createSingleFlight<RefreshResponse>((response) => response.atMs + responseLifeMs(response), now)
  return (refreshToken, { isRetry }) => {
    const request = async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() })
    const accepts = ({ outcome }: RefreshResponse) => !isRetry || outcome.kind !== 'grant_refused'
    return flight(fingerprint(refreshToken), request, accepts)
  }
}

/** Returns how long to reuse a response for requests that still send the old cookie. Tokens are never reused after they expire. */
function responseLifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? holdRefusalMs : holdFailureMs
}
