import type { Config } from '@/lib/config/read'
import { type Accounts, createAccounts } from '@/lib/spotify/accounts'
import { absoluteUrl, callbackPath } from '@/lib/urls'
import { createRefresher, type Refresher } from './refresh'

/** What the parts of a session's life need from outside. */
export type SessionContext = {
  config: Config
  accounts: Accounts
  refresh: Refresher
  fetch: typeof fetch
  now: () => number
}

export function createContext(config: Config, fetch: SessionContext['fetch'], now: () => number): SessionContext {
  const accounts = createAccounts({
    url: config.accountsUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    redirectUri: absoluteUrl(config.appUrl, callbackPath),
    fetch,
  })
  return { config, accounts, refresh: createRefresher(accounts, now), fetch, now }
}
