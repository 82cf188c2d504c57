import type { z } from 'zod'
import type { Session } from '@/lib/session/session'
import type { Api, ApiRequest, ApiWrite, ReadApi } from '@/lib/spotify/api'
import type { RevokedSessions } from './revoked'
import type { TtlCache } from './ttl-cache'

type Memory = { responseCache: TtlCache<unknown>; revoked: RevokedSessions }

/**
 * For pages: reuses a session's responses for 30 seconds, so that navigating back and forth makes no calls, and shares calls in
 * progress. Failures aren't cached.
 */
export function withResponseCache(
  api: ReadApi,
  { responseCache, revoked }: Memory,
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
          // That call belongs to another request, which may have used an older token. Try again with this token.
        }
      }
      const response = api.get(request)
      // Stored before the response arrives, so that a change or sign-out in the meantime removes it.
      if (!revoked.has(session.id)) responseCache.set(key, response)
      return response.catch((error) => {
        responseCache.delete((other, value) => other === key && value === response)
        throw error
      })
    },
  }
}

/**
 * For route handlers: always reads from Spotify, and updates the cache for pages. A change removes all responses of the session,
 * even if it's unknown whether Spotify made the change.
 */
export function refreshingCache(api: Api, { responseCache }: Memory, session: Session): Api {
  return {
    ...api,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const value = await api.get(request)
      const key = toKey(session, request)
      if (responseCache.get(key) !== undefined) responseCache.set(key, value)
      const whole = toWholeKey(session, request)
      if (whole) responseCache.delete((key) => key.startsWith(whole))
      return value
    },
    send: <Shape extends z.ZodType>(request: ApiWrite<Shape>) =>
      api.send(request).finally(() => {
        responseCache.delete((key) => isKeyOf(session.id, key))
      }),
  }
}

/**
 * Returns the cache key of the playlist that these items belong to. A cached playlist includes its first items, so it is stale once
 * they are read again.
 */
function toWholeKey({ id }: Session, { path, query }: Pick<ApiRequest<never>, 'path' | 'query'>): string | null {
  const [, playlist] = path.match(/^(.+)\/items$/) ?? []
  return playlist && query?.offset === 0 ? `${id} ${playlist}?` : null
}

/** Keys are unambiguous because session IDs contain no spaces. */
const toKey = ({ id }: Session, { path, query = {} }: Pick<ApiRequest<never>, 'path' | 'query'>) =>
  `${id} ${path}?${Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')}`

export const isKeyOf = (sessionId: string, key: string) => key.startsWith(`${sessionId} `)
