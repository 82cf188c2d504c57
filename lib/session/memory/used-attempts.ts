import { attemptLifeSeconds } from '@/lib/session/attempt'
import { fingerprint } from '@/lib/session/fingerprint'
import type { SharedStore } from './redis'
import { TtlCache } from './ttl-cache'

/**
 * Attempts whose callback has arrived. Each attempt sends at most one token request, no matter how many codes an attacker tries.
 */
export type UsedAttempts = {
  /** Returns whether this is the first use of the attempt with this `state`, in this process and, with Redis, in all instances. */
  use(state: string): Promise<boolean>
}

/** A minute longer than an attempt lasts, since clocks differ. */
const lifeMs = (attemptLifeSeconds + 60) * 1_000
const count = 10_000

export function createUsedAttempts(now: () => number, store?: SharedStore): UsedAttempts {
  const used = new TtlCache<true>({ lifeMs, count }, now)
  return {
    async use(state) {
      const key = fingerprint(state)
      if (used.get(key)) return false
      used.set(key, true)
      // If Redis is down, each process keeps its own record.
      return store?.setIfAbsent(`stagedoor:attempt:${key}`, '1', lifeMs).catch(() => true) ?? true
    },
  }
}
