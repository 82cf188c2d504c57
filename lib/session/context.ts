import type { Config } from '@/lib/config/read'
import type { Result } from '@/lib/http/result'
import { absoluteUrl } from '@/lib/http/urls'
import { callbackPath } from '@/lib/session/urls'
import { type Accounts, createAccounts } from '@/lib/spotify/accounts'
import { type Api, createApi } from '@/lib/spotify/api'
import { type Cooldown, createCooldown } from '@/lib/spotify/cooldown'
import type { RedisStore } from './memory/redis'
import { createRequestRefresh, type RequestRefresh } from './memory/refresh-lock'
import { responseLifeSeconds } from './memory/response-cache'
import { createRevokedSessions, type RevokedSessions } from './memory/revoked'
import { createSingleFlight, type SingleFlight } from './memory/single-flight'
import { TtlCache } from './memory/ttl-cache'
import { fingerprint } from './seal'
import type { Session } from './session'

/** How long the result of a code exchange is kept, in case the same callback arrives more than once. */
const exchangeHoldMs = 5_000
/**
 * Limits for the cache of unsealed sessions. An entry is kept long enough to cover a page and the requests that the page makes. A
 * session takes up about 3 kB.
 */
const openedLimits = { lifeMs: 60_000, count: 1_000 }
/** Limits for the cache of Spotify's responses. A response with one page of a list takes up about 50 kB. */
const responseLimits = { lifeMs: responseLifeSeconds * 1_000, count: 400 }
/**
 * Limits for the list of used attempts. An entry is kept for a minute longer than an attempt is valid, because the clocks of
 * different instances may differ.
 */
export const usedAttemptLimits = { lifeMs: 660_000, count: 10_000 }

/** Everything that the session code depends on. Each process creates one context, which all requests share. */
export type SessionContext = {
  config: Config
  accounts: Accounts
  cooldown: Cooldown
  requestRefresh: RequestRefresh
  revoked: RevokedSessions
  /** Unsealed sessions from recent requests, keyed by cookie value. */
  openedSessions: TtlCache<Session>
  /** Recent responses from Spotify, which pages can reuse. */
  responseCache: TtlCache<unknown>
  /** Sign-in attempts whose callbacks have arrived, keyed by the fingerprints of their `state` values. */
  usedAttempts: TtlCache<true>
  /** Exchanges an authorization code only once, even if its callback arrives several times in quick succession. */
  exchangeOnce: SingleFlight<Result<Session>>
  /** The Redis store that instances share; `undefined` if `REDIS_URL` is not set. */
  store?: RedisStore | undefined
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
}

type Dependencies = Pick<SessionContext, 'config' | 'fetch' | 'now' | 'pause' | 'store'>

export function createContext({ config, fetch, now, pause, store }: Dependencies): SessionContext {
  // Spotify applies rate limits to each app separately, so the name of the broadcast depends on the Client ID.
  const cooldown = createCooldown(now, store?.broadcast(`cooldown:${fingerprint(config.apiUrl + config.clientId)}`))
  const accounts = createAccounts({
    url: config.accountsUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    redirectUri: absoluteUrl(config.appUrl, callbackPath),
    cooldown,
    fetch,
    now,
  })
  return {
    config,
    accounts,
    cooldown,
    requestRefresh: createRequestRefresh({ accounts, passwords: config.passwords, now, pause, store }),
    revoked: createRevokedSessions(now, store?.broadcast('ended')),
    openedSessions: new TtlCache(openedLimits, now),
    responseCache: new TtlCache(responseLimits, now),
    usedAttempts: new TtlCache(usedAttemptLimits, now),
    exchangeOnce: createSingleFlight(() => now() + exchangeHoldMs, now),
    store,
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
