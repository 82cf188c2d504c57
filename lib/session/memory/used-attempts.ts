import { attemptLifeSeconds } from '@/lib/session/attempt'
import { fingerprint } from '@/lib/session/fingerprint'
import type { SharedStore } from './redis'
import { TtlCache } from './ttl-cache'

/** Which sign-ins have had their callback: each makes one token request at most, however many codes somebody invents. */
export type UsedAttempts = {
  /** Whether this is the first use of the attempt with this `state`, in this process and, with a store, in all. */
  use(state: string): Promise<boolean>
}

/** An attempt is accepted for a minute longer than it lives, since clocks differ. */
const lifeMs = (attemptLifeSeconds + 60) * 1_000
const count = 10_000

export function createUsedAttempts(now: () => number, store?: SharedStore): UsedAttempts {
  const used = new TtlCache<true>({ lifeMs, count }, now)
  return {
    async use(state) {
      const key = fingerprint(state)
      if (used.get(key)) return false
      used.set(key, true)
      // If the store is down, each process counts for itself.
      return store?.setIfAbsent(`stagedoor:attempt:${key}`, '1', lifeMs).catch(() => true) ?? true
    },
  }
}
