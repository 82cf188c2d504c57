import type { z } from 'zod'
import type { Session } from '@/lib/session/session'
import type { Api, ApiRequest, ApiWrite, ReadApi } from '@/lib/spotify/api'
import type { Memory } from './memory'

/**
 * Returns an API client for pages. The client reuses a session's responses for 30 seconds, so navigating back and forth requires no
 * further calls to Spotify. Simultaneous reads of the same data share one call. Failures aren't cached. If `mayReuse` is `false`,
 * every read calls Spotify.
 */
export function withResponseCache(
  api: ReadApi,
  { responseCache, revoked }: Pick<Memory, 'responseCache' | 'revoked'>,
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
          // The failed call came from another request, which may have used an older token, so this request sends its own call.
        }
      }
      const response = api.get(request)
      // The call is cached before its response arrives, so a change or sign-out in the meantime can remove the call from the cache.
      if (!revoked.has(session.id)) responseCache.set(key, response)
      return response.catch((error) => {
        responseCache.delete((other, value) => other === key && value === response)
        throw error
      })
    },
  }
}

/** Returns an API client that calls `onChange` whenever it sends a change, even if it is unclear whether Spotify made the change. */
export const withChangeListener = (api: Api, onChange: () => void): Api => ({
  ...api,
  send<Shape extends z.ZodType>(request: ApiWrite<Shape>) {
    onChange()
    return api.send(request)
  },
})

/** Returns the cache key of a request. Session IDs contain no spaces, so two sessions never share a key. */
const toKey = ({ id }: Session, { path, query = {} }: Pick<ApiRequest<never>, 'path' | 'query'>) =>
  `${id} ${path}?${Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')}`

export const isKeyOf = (sessionId: string, key: string) => key.startsWith(`${sessionId} `)
