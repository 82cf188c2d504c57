import type { z } from 'zod'
import type { Session } from '@/lib/session/session'
import type { Api, ApiRequest, ApiWrite, ReadApi } from '@/lib/spotify/api'
import type { RevokedSessions } from './revoked'
import type { TtlCache } from './ttl-cache'

type Memory = { responseCache: TtlCache<unknown>; revoked: RevokedSessions }

/**
 * For pages: a response stays for half a minute, for the same session only, so that going back and forth costs no call, and
 * neither does a second request while the first is under way. Failures are not kept.
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
          // Made by another request, perhaps with an older token: this one asks for itself.
        }
      }
      const response = api.get(request)
      // At once, so that a change or a sign-out that comes before the response removes it.
      if (!revoked.has(session.id)) responseCache.set(key, response)
      return response.catch((error) => {
        responseCache.delete((other, value) => other === key && value === response)
        throw error
      })
    },
  }
}

/**
 * For route handlers: what the browser reads replaces what pages would show, and adds nothing. A change drops everything kept
 * for the session, even if nobody knows whether it was made.
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

/** A playlist comes with the first of its items: once those are read again, it is stale. */
function toWholeKey({ id }: Session, { path, query }: Pick<ApiRequest<never>, 'path' | 'query'>): string | null {
  const [, playlist] = path.match(/^(.+)\/items$/) ?? []
  return playlist && query?.offset === 0 ? `${id} ${playlist}?` : null
}

/** Session ids have no spaces. */
const toKey = ({ id }: Session, { path, query = {} }: Pick<ApiRequest<never>, 'path' | 'query'>) =>
  `${id} ${path}?${Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')}`

export const isKeyOf = (sessionId: string, key: string) => key.startsWith(`${sessionId} `)
