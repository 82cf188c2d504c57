import { maxSessionMs } from '@/lib/session/session'
import { TtlCache } from './ttl-cache'

export type RevokedSessions = ReturnType<typeof createRevokedSessions>

/** Returns a list of signed-out sessions, which keeps late responses from restoring them. */
export function createRevokedSessions(now: () => number) {
  const ids = new TtlCache<true>({ lifeMs: maxSessionMs, count: 10_000 }, now)
  return {
    /** Whether this process knows that the visitor has signed out of the session. */
    has: (id: string) => ids.get(id) === true,
    add: (id: string) => ids.set(id, true),
  }
}
