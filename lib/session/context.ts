import type { Config } from '@/lib/config/read'
import type { Result } from '@/lib/http/failures'
import { type Accounts, createAccounts, type TokenOutcome } from '@/lib/spotify/accounts'
import { type Api, createApi } from '@/lib/spotify/api'
import { type Cooldown, createCooldown } from '@/lib/spotify/cooldown'
import { createSingleFlight, type SingleFlight, TtlCache } from './memory/cache'
import { fingerprint } from './seal'
import { holdMs, maxSessionMs, type Session } from './session'
import { absoluteUrl, callbackPath } from './urls'

/** Spotify's response to a refresh request, and the time when the response arrived. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/** What requests share. Unless the instances of the app use Redis, each instance has a memory of its own. */
export type Memory = {
  /** Unsealed sessions from recent requests, keyed by cookie value. */
  openedSessions: TtlCache<Session>
  /** Recent responses from Spotify, which pages can reuse. Each key begins with the session ID. */
  responseCache: TtlCache<unknown>
  cooldown: Cooldown
  /** Exchanges an authorization code only once, even if its callback arrives several times. */
  exchangeOnce: SingleFlight<Result<Session>>
  /**
   * Sends one token request at a time for each refresh token, whose fingerprint is the key. Calls made during the request, or up to
   * 30 seconds after it succeeds, share its response.
   */
  refreshOnce: SingleFlight<RefreshResponse>
  /** Marks a sign-in attempt as used. Returns whether the attempt was unused. The key is the fingerprint of the `state`. */
  claimAttempt(key: string): Promise<boolean>
  /** Revoked sessions, which are rejected even if a late response has restored the session cookie. */
  revoked: {
    /** Returns whether this instance knows that the session was revoked. */
    has(sessionId: string): boolean
    /** Like `has`, but also finds sessions that other instances have revoked. */
    check(sessionId: string): Promise<boolean>
    add(sessionId: string): Promise<void>
  }
  /** Returns whether Redis responds. Missing if the app doesn't use Redis. */
  isRedisReachable?: () => Promise<boolean>
}

export const responseLifeSeconds = 30
/** Used attempts are remembered for a minute longer than an attempt is valid, because the instances' clocks may differ. */
export const usedAttemptMs = 660_000

/** Returns the memory of one instance. Each cache has a size limit: a session takes up about 3 kB, and a list's response 50 kB. */
export function createMemory(now: () => number): Memory {
  const usedAttempts = new TtlCache<true>({ lifeMs: usedAttemptMs, count: 10_000 }, now)
  const revoked = new TtlCache<true>({ lifeMs: maxSessionMs, count: 10_000 }, now)
  return {
    // Long enough to cover a page and the requests that the page makes.
    openedSessions: new TtlCache({ lifeMs: 60_000, count: 1_000 }, now),
    responseCache: new TtlCache({ lifeMs: responseLifeSeconds * 1_000, count: 400 }, now),
    cooldown: createCooldown(now),
    exchangeOnce: createSingleFlight(5_000, now),
    refreshOnce: createSingleFlight(holdMs, now, (response) => response.atMs + refreshLifeMs(response)),
    async claimAttempt(key) {
      if (usedAttempts.get(key)) return false
      usedAttempts.set(key, true)
      return true
    },
    revoked: {
      has: (sessionId) => revoked.get(sessionId) === true,
      check: async (sessionId) => revoked.get(sessionId) === true,
      add: async (sessionId) => revoked.set(sessionId, true),
    },
  }
}

/**
 * Returns how long, in milliseconds, a response is reused for requests that still send the old cookie. Tokens aren't reused after
 * they expire. Refusals and other failures are reused only for the requests of one page view.
 */
export function refreshLifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? 10_000 : 1_000
}

/** Everything that the session code depends on. All requests in a process share one context. */
export type SessionContext = Memory & {
  config: Config
  accounts: Accounts
  /** Requests new tokens through `refreshOnce`. If `isRetry` is `true`, a cached refusal isn't reused. */
  requestRefresh: (refreshToken: string, options: { isRetry: boolean }) => Promise<RefreshResponse>
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
}

type Dependencies = Pick<SessionContext, 'config' | 'fetch' | 'now' | 'pause'> & { memory: Memory }

export function createContext({ config, memory, fetch, now, pause }: Dependencies): SessionContext {
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
    requestRefresh: (refreshToken, { isRetry }) =>
      memory.refreshOnce(
        fingerprint(refreshToken),
        async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() }),
        ({ outcome }) => !isRetry || outcome.kind !== 'grant_refused',
      ),
    fetch,
    now,
    pause,
  }
}

type ApiOptions = Pick<Session, 'accessToken' | 'grantedScopes'> & { signal?: AbortSignal | undefined }

/** Returns a client for Spotify's Web API that uses the session's access token. */
export function createSessionApi(context: SessionContext, { accessToken, grantedScopes, signal }: ApiOptions): Api {
  const { config, cooldown, fetch, now, pause } = context
  return createApi({ url: config.apiUrl, accessToken, grantedScopes, cooldown, fetch, now, pause, signal })
}
