import type { z } from 'zod'
import type { Api, ApiRequest, ApiWrite, ReadApi } from '@/lib/spotify/api'
import type { SessionContext } from './context'
import type { Session } from './session'

type Memory = Pick<SessionContext, 'kept' | 'ended'>

/**
 * What Spotify answered to a page stays for half a minute, for the same session alone: going back and forth costs no call.
 * A failure is never kept.
 */
export function keepAnswers(
  api: ReadApi,
  { kept, ended }: Memory,
  session: Session,
  { mayReuse }: { mayReuse: boolean },
): ReadApi {
  return {
    url: api.url,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const key = toKey(session, request)
      const held = mayReuse ? kept.get(key) : undefined
      if (held !== undefined) return held as z.output<Shape>
      const change = kept.get(changeKey(session))
      const value = await api.get(request)
      // Signed out meanwhile, or something was changed: then it goes with the page and stays nowhere.
      if (!ended.has(session.id) && kept.get(changeKey(session)) === change) kept.set(key, value)
      return value
    },
  }
}

/**
 * What the browser reads anew takes the place of what pages would show; nothing more is kept for it. A change, even one whose
 * end nobody knows, makes all that is kept for the session old.
 */
export function replaceKept(api: Api, { kept }: Memory, session: Session): Api {
  return {
    ...api,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const value = await api.get(request)
      const key = toKey(session, request)
      if (kept.get(key) !== undefined) kept.set(key, value)
      const whole = toWholeKey(session, request)
      if (whole) kept.delete((key) => key.startsWith(whole))
      return value
    },
    send: <Shape extends z.ZodType>(request: ApiWrite<Shape>) =>
      api.send(request).finally(() => {
        kept.delete((key) => isKeyOf(session.id, key))
        kept.set(changeKey(session), Symbol())
      }),
  }
}

const changeKey = ({ id }: Session) => `${id} change`

/** A playlist comes with the first of its items: where those are read anew, it is old. */
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
