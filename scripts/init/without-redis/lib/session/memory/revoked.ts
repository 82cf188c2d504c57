import { maxSessionMs } from '@/lib/session/session'
import { TtlCache } from './ttl-cache'

export type RevokedSessions = ReturnType<typeof createRevokedSessions>

/**
 * Returns a store for the IDs of revoked sessions. The app uses this store to reject a revoked session even if a late response has
 * restored the session cookie.
 */
export function createRevokedSessions(now: () => number) {
  const ids = new TtlCache<true>({ lifeMs: maxSessionMs, count: 10_000 }, now)
  return {
    /** Returns whether this process knows that the session was revoked. */
    has: (id: string) => ids.get(id) === true,
    add: (id: string) => ids.set(id, true),
  }
}
