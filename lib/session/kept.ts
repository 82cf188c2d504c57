import type { z } from 'zod'
import type { Api, ApiRequest } from '@/lib/spotify/api'
import type { SessionContext } from './context'

type Memory = Pick<SessionContext, 'kept' | 'ended'>

/**
 * What Spotify answered to a page stays for half a minute, for the same session alone: going back and forth costs no call.
 * A failure is never kept.
 */
export function keepAnswers(
  api: Api,
  { kept, ended }: Memory,
  sessionId: string,
  { mayReuse }: { mayReuse: boolean },
): Api {
  return {
    ...api,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const key = toKey(sessionId, request)
      const held = mayReuse ? kept.get(key) : undefined
      if (held !== undefined) return held as z.output<Shape>
      const value = await api.get(request)
      // Signed out meanwhile: then it goes with the page and stays nowhere.
      if (!ended.has(sessionId)) kept.set(key, value)
      return value
    },
  }
}

/** What the browser reads anew takes the place of what pages would show; nothing more is kept for it. */
export function replaceKept(api: Api, { kept }: Memory, sessionId: string): Api {
  return {
    ...api,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const value = await api.get(request)
      const key = toKey(sessionId, request)
      if (kept.get(key) !== undefined) kept.set(key, value)
      return value
    },
  }
}

/** Session ids have no spaces. */
const toKey = (sessionId: string, { path, query = {} }: Pick<ApiRequest<never>, 'path' | 'query'>) =>
  `${sessionId} ${path}?${Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')}`

export const isKeyOf = (sessionId: string, key: string) => key.startsWith(`${sessionId} `)
