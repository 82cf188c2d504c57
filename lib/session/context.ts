import type { Config } from '@/lib/config/read'
import { type Accounts, createAccounts } from '@/lib/spotify/accounts'
import { absoluteUrl, callbackPath } from '@/lib/urls'
import { createShare } from './coordinate'
import { createEndedSessions, type EndedSessions } from './ended'
import type { RedisStore } from './redis-store'
import { createRefresher, type Refresher } from './refresh'

/** What the parts of a session's life need from outside. */
export type SessionContext = {
  config: Config
  accounts: Accounts
  refresh: Refresher
  ended: EndedSessions
  /** Where there are several instances. */
  store?: RedisStore | undefined
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
}

type Surroundings = Pick<SessionContext, 'config' | 'fetch' | 'now' | 'pause' | 'store'>

export function createContext({ config, fetch, now, pause, store }: Surroundings): SessionContext {
  const accounts = createAccounts({
    url: config.accountsUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    redirectUri: absoluteUrl(config.appUrl, callbackPath),
    fetch,
  })
  const share = store && createShare({ store, passwords: config.passwords, now, pause })
  const refresh = createRefresher(accounts, now, share)
  return { config, accounts, refresh, ended: createEndedSessions(store), store, fetch, now, pause }
}
