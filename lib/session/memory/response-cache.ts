import type { z } from 'zod'
import { responseLifeSeconds, type SessionContext } from '@/lib/session/context'
import { type CookieJar, cookieNames, cookieOptions } from '@/lib/session/cookies'
import type { Session } from '@/lib/session/session'
import type { Api, ApiRequest, ApiWrite, ReadApi } from '@/lib/spotify/api'

/**
 * Returns an API client for pages, which reuses a session's responses for 30 seconds. Simultaneous reads of the same data share one
 * call. Failures aren't cached. If `mayReuse` is `false`, every read calls Spotify.
 */
export function withResponseCache(
  api: ReadApi,
  { responseCache, revoked }: Pick<SessionContext, 'responseCache' | 'revoked'>,
  session: Session,
  { mayReuse }: { mayReuse: boolean },
): ReadApi {
  return {
    url: api.url,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const key = toKey(session, request)
      const known = mayReuse ? responseCache.get(key) : undefined
      if (known !== undefined) {
        try {
          return (await known) as z.output<Shape>
        } catch {
          // The failed call may have used an older token, so this request makes its own call.
        }
      }
      const response = api.get(request)
      // The call is cached before its response arrives, so a sign-out in the meantime can remove it from the cache.
      if (!revoked.has(session.id)) responseCache.set(key, response)
      return response.catch((error) => {
        responseCache.delete((other, value) => other === key && value === response)
        throw error
      })
    },
  }
}

/** Returns the cache key of a request. Session IDs contain no spaces, so two sessions never share a key. */
const toKey = ({ id }: Session, { path, query = {} }: Pick<ApiRequest<never>, 'path' | 'query'>) =>
  `${id} ${path}?${Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')}`

/** Returns an API client that calls `onChange` before it sends a change. */
export const withChangeListener = (api: Api, onChange: () => void): Api => ({
  ...api,
  send<Shape extends z.ZodType>(request: ApiWrite<Shape>) {
    onChange()
    return api.send(request)
  },
})

/** Makes pages call Spotify until all cached responses have expired. Uses a cookie, which also reaches pages in other processes. */
export function skipResponseCache({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(appUrl).fresh, '1', cookieOptions(appUrl, responseLifeSeconds))
}

export const skipsResponseCache = ({ config: { appUrl } }: SessionContext, jar: Pick<CookieJar, 'get'>): boolean =>
  jar.get(cookieNames(appUrl).fresh) !== undefined
