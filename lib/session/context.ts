import type { Config } from '@/lib/config/read'
import type { Result } from '@/lib/http/failures'
import { createAccounts, type TokenOutcome } from '@/lib/spotify/accounts'
import { type Api, createApi } from '@/lib/spotify/api'
import { createCooldown } from '@/lib/spotify/cooldown'
import { createSingleFlight, TtlCache } from './memory/cache'
import { fingerprint } from './seal'
import { holdMs, maxSessionMs, type Session } from './session'
import { absoluteUrl, callbackPath } from './urls'

/** Spotify's response to a refresh request, and the time when the response arrived. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

export const responseLifeSeconds = 30
/** Used attempts are remembered for a minute longer than an attempt is valid, because the instances' clocks may differ. */
export const usedAttemptMs = 660_000

export type Memory = ReturnType<typeof createMemory> & {
  /** Returns whether Redis responds. Missing if the app doesn't use Redis. */
  isRedisReachable?: () => Promise<boolean>
}

/** Returns the state that all requests in a process share. Caches are bounded, because a session takes 3 kB and a list 50 kB. */
export function createMemory(now: () => number) {
  const usedAttempts = new TtlCache<true>({ lifeMs: usedAttemptMs, count: 10_000 }, now)
  const revoked = new TtlCache<true>({ lifeMs: maxSessionMs, count: 10_000 }, now)
  return {
    /** Unsealed sessions, keyed by cookie value, so a page and its requests unseal the cookie only once. */
    openedSessions: new TtlCache<Session>({ lifeMs: 60_000, count: 1_000 }, now),
    /** Responses from Spotify, which pages can reuse. Each key begins with the session ID. */
    responseCache: new TtlCache<unknown>({ lifeMs: responseLifeSeconds * 1_000, count: 400 }, now),
    cooldown: createCooldown(now),
    /** Exchanges an authorization code only once, even if its callback arrives several times. */
    exchangeOnce: createSingleFlight<Result<Session>>(5_000, now),
    /** Sends one token request at a time for each refresh token. The key is the token's fingerprint. Callers share the response. */
    refreshOnce: createSingleFlight<RefreshResponse>(
      holdMs,
      now,
      (response) => response.atMs + refreshLifeMs(response),
    ),
    /** Marks a sign-in attempt as used. Returns `false` if it was already used. The key is the fingerprint of the `state`. */
    async claimAttempt(key: string) {
      if (usedAttempts.get(key)) return false
      usedAttempts.set(key, true)
      return true
    },
    /** Revoked sessions, which are rejected even if a late response has restored the session cookie. */
    revoked: {
      /** Returns whether this instance knows that the session was revoked. */
      has: (sessionId: string) => revoked.get(sessionId) === true,
      /** Like `has`, but also finds sessions that other instances have revoked. */
      check: async (sessionId: string) => revoked.get(sessionId) === true,
      add: async (sessionId: string) => revoked.set(sessionId, true),
    },
  }
}

/**
 * Returns how long, in milliseconds, a response is reused for requests that still send the old cookie. Tokens aren't reused after
 * they expire. Refusals and other failures are reused only briefly, for the requests of a single page view.
 */
export function refreshLifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? 10_000 : 1_000
}

type Dependencies = {
  config: Config
  memory: Memory
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
}

/** Everything that the session code depends on. All requests in a process share one context. */
export type SessionContext = ReturnType<typeof createContext>

export function createContext({ config, memory, fetch, now, pause }: Dependencies) {
  const accounts = createAccounts({
    url: config.accountsUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    redirectUri: absoluteUrl(config.appUrl, callbackPath),
    cooldown: memory.cooldown,
    fetch,
    now,
  })
  return {
    ...memory,
    config,
    accounts,
    fetch,
    now,
    pause,
    /** Requests new tokens through `refreshOnce`. If `isRetry` is `true`, a cached refusal isn't reused. */
    requestRefresh: (refreshToken: string, { isRetry }: { isRetry: boolean }) =>
      memory.refreshOnce(
        fingerprint(refreshToken),
        async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() }),
        ({ outcome }) => !isRetry || outcome.kind !== 'grant_refused',
      ),
  }
}

type ApiOptions = Pick<Session, 'accessToken' | 'grantedScopes'> & { signal?: AbortSignal | undefined }

/** Returns a client for Spotify's Web API that uses the session's access token. */
export function createSessionApi(context: SessionContext, { accessToken, grantedScopes, signal }: ApiOptions): Api {
  const { config, cooldown, fetch, now, pause } = context
  return createApi({ url: config.apiUrl, accessToken, grantedScopes, cooldown, fetch, now, pause, signal })
}
