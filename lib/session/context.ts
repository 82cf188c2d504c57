import type { Config } from '@/lib/config/read'
import { absoluteUrl } from '@/lib/http/urls'
import { callbackPath } from '@/lib/session/urls'
import { type Accounts, createAccounts } from '@/lib/spotify/accounts'
import { type Api, createApi } from '@/lib/spotify/api'
import type { Memory, RefreshResponse } from './memory/memory'
import { fingerprint } from './seal'
import type { Session } from './session'

/** Everything that the session code depends on. Each process creates one context, which all requests share. */
export type SessionContext = Memory & {
  config: Config
  accounts: Accounts
  /**
   * Requests new tokens. Callers with the same refresh token share one request. If `isRetry` is `true`, a cached refusal isn't
   * reused.
   */
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
