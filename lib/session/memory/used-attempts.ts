import { attemptLifeSeconds } from '@/lib/session/attempt'
import { fingerprint } from '@/lib/session/fingerprint'
import type { SharedStore } from './redis'
import { TtlCache } from './ttl-cache'

/** Attempts whose callback has arrived. Each makes one token request at most, however many codes an attacker tries. */
export type UsedAttempts = {
  /** Whether this is the first use of the attempt with this `state`: in this process and, with Redis, in all instances. */
  use(state: string): Promise<boolean>
}

/** A minute longer than an attempt lives, since clocks differ. */
const lifeMs = (attemptLifeSeconds + 60) * 1_000
const count = 10_000

export function createUsedAttempts(now: () => number, store?: SharedStore): UsedAttempts {
  const used = new TtlCache<true>({ lifeMs, count }, now)
  return {
    async use(state) {
      const key = fingerprint(state)
      if (used.get(key)) return false
      used.set(key, true)
      // If Redis is down, each process counts alone.
      return store?.setIfAbsent(`stagedoor:attempt:${key}`, '1', lifeMs).catch(() => true) ?? true
    },
  }
}
