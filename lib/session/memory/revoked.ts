import { maxSessionMs } from '@/lib/session/session'
import type { Broadcast } from './redis'
import { TtlCache } from './ttl-cache'

/** Sessions that have signed out, so that a late response can't restore one. */
export type RevokedSessions = {
  /** Whether this process knows that the session has signed out. */
  has(id: string): boolean
  /** Like `has`, but also asks Redis what other instances know. */
  check(id: string): Promise<boolean>
  add(id: string, untilMs: number): Promise<void>
}

const count = 10_000

export function createRevokedSessions(now: () => number, broadcast?: Broadcast): RevokedSessions {
  const ids = new TtlCache<true>({ lifeMs: maxSessionMs, count }, now)
  const has = (id: string) => ids.get(id) === true
  const remember = (id: string) => ids.set(id, true)
  broadcast?.subscribe(remember)
  return {
    has,
    async check(id) {
      if (!has(id) && (await broadcast?.has(id).catch(() => false))) remember(id)
      return has(id)
    },
    async add(id, untilMs) {
      remember(id)
      await broadcast?.publish(id, untilMs).catch(() => undefined)
    },
  }
}
