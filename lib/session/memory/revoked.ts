import { maxSessionMs } from '@/lib/session/session'
import type { Broadcast } from './redis'
import { TtlCache } from './ttl-cache'

export type RevokedSessions = ReturnType<typeof createRevokedSessions>

const count = 10_000

/**
 * Returns a store for the IDs of revoked sessions. The app uses this store to reject a revoked session even if a late response has
 * restored the session cookie.
 */
export function createRevokedSessions(now: () => number, broadcast?: Broadcast) {
  const ids = new TtlCache<true>({ lifeMs: maxSessionMs, count }, now)
  const has = (id: string) => {
    // Sign-outs in other instances matter only as long as this process reads sessions.
    broadcast?.listen()
    return ids.get(id) === true
  }
  const remember = (id: string) => ids.set(id, true)
  broadcast?.subscribe(remember)
  return {
    /** Returns whether this process knows that the session was revoked. */
    has,
    /** Like `has`, but also checks Redis for sessions that other instances have revoked. */
    async check(id: string): Promise<boolean> {
      if (!has(id) && (await broadcast?.has(id).catch(() => false))) remember(id)
      return has(id)
    },
    async add(id: string, untilMs: number): Promise<void> {
      remember(id)
      await broadcast?.publish(id, untilMs).catch(() => undefined)
    },
  }
}
