import { BoundedMap } from './bounded-map'
import type { Board } from './coordinate'

/** Ids of sessions that were signed out, so that a late answer brings none of them back. */
export type EndedSessions = {
  /** Known to this instance. Costs nothing. */
  has(id: string): boolean
  /** Known to any instance, where there is a board that all see. */
  isEnded(id: string): Promise<boolean>
  add(id: string, untilMs: number): Promise<void>
}

export function createEndedSessions(board?: Board): EndedSessions {
  const ids = new BoundedMap<true>()
  const remember = (id: string) => void ids.set(id, true)
  board?.onNote(remember)
  return {
    has: (id) => ids.has(id),
    async isEnded(id) {
      if (!ids.has(id) && (await board?.has(id).catch(() => false))) remember(id)
      return ids.has(id)
    },
    async add(id, untilMs) {
      remember(id)
      await board?.post(id, untilMs).catch(() => undefined)
    },
  }
}

const markerShape = /^[\w-]{16}(?:\.[\w-]{16}){0,3}$/
const maxMarked = 4

/** The marker cookie names the sessions and refused tokens that ended in this browser, the newest first. */
export const parseMarker = (value: string | undefined): string[] =>
  value && markerShape.test(value) ? value.split('.') : []

export const toMarker = (ids: string[]): string => [...new Set(ids)].slice(0, maxMarked).join('.')
