import { maxSessionMs } from '@/lib/session/session'
import { TtlCache } from './ttl-cache'

export type RevokedSessions = ReturnType<typeof createRevokedSessions>

/** Returns a list of the sessions that have signed out, so that a late response can't restore one. */
export function createRevokedSessions(now: () => number) {
  const ids = new TtlCache<true>({ lifeMs: maxSessionMs, count: 10_000 }, now)
  return {
    /** Whether this process knows that the session has signed out. */
    has: (id: string) => ids.get(id) === true,
    add: (id: string) => ids.set(id, true),
  }
}
