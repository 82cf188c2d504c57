import type { Config } from '@/lib/config/read'
import { type Accounts, createAccounts } from '@/lib/spotify/accounts'
import { type Cooldown, createCooldown } from '@/lib/spotify/cooldown'
import { absoluteUrl, callbackPath } from '@/lib/urls'
import { BoundedMap } from './bounded-map'
import { createShare } from './coordinate'
import { createEndedSessions, type EndedSessions } from './ended'
import type { ExchangeEnd } from './exchange'
import type { RedisStore } from './redis-store'
import { createRefresher, nameOf, type Refresher } from './refresh'
import type { Session } from './session'
import { ShortMemory } from './short-memory'
import { createSingleFlight, type SingleFlight } from './single-flight'
import { createUsedAttempts, type UsedAttempts } from './used-attempts'

const exchangeHoldMs = 5_000
/** A page and what it loads; one session takes about 3 kB. */
const openedLimits = { lifeMs: 60_000, count: 1_000 }
/** A list of fifty takes about 50 kB. */
const keptLimits = { lifeMs: 30_000, count: 400 }

/** What the parts of a session's life need from outside. */
export type SessionContext = {
  config: Config
  accounts: Accounts
  cooldown: Cooldown
  refresh: Refresher
  ended: EndedSessions
  /** The sessions of the latest requests, by the text of their cookies. */
  opened: ShortMemory<Session>
  /** What Spotify answered to pages just now. */
  kept: ShortMemory<unknown>
  usedAttempts: UsedAttempts
  /** One exchange for a callback that arrives several times at once. */
  exchangeOnce: SingleFlight<ExchangeEnd>
  /** Where the latest sign-ins led, by session. */
  landings: Map<string, string>
  /** Where there are several instances. */
  store?: RedisStore | undefined
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
}

type Surroundings = Pick<SessionContext, 'config' | 'fetch' | 'now' | 'pause' | 'store'>

export function createContext({ config, fetch, now, pause, store }: Surroundings): SessionContext {
  // Spotify counts for each app.
  const cooldown = createCooldown(now, store?.board(`cooldown:${nameOf(config.apiUrl + config.clientId)}`))
  const accounts = createAccounts({
    url: config.accountsUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    redirectUri: absoluteUrl(config.appUrl, callbackPath),
    cooldown,
    fetch,
    now,
  })
  const share = store && createShare({ store, passwords: config.passwords, now, pause })
  const refresh = createRefresher(accounts, now, share)
  // Long enough for what arrives at once; a failed attempt is used up and needs no memory.
  const exchangeOnce = createSingleFlight<ExchangeEnd>(() => now() + exchangeHoldMs, now)
  const ended = createEndedSessions(store?.board('ended'))
  return {
    config,
    accounts,
    cooldown,
    refresh,
    ended,
    opened: new ShortMemory(openedLimits, now),
    kept: new ShortMemory(keptLimits, now),
    usedAttempts: createUsedAttempts(now, store),
    exchangeOnce,
    landings: new BoundedMap(),
    store,
    fetch,
    now,
    pause,
  }
}
