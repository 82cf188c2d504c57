/** A rate limit or quota that Spotify has applied to a group of endpoints. */
export type Limit = { code: 'rate_limited' | 'quota_exceeded'; untilMs: number }

export type Cooldown = ReturnType<typeof createCooldown>

/** How many calls may wait for the same rate limit. They all resume at once, so too many would trigger another rate limit. */
const maxWaiting = 5

/**
 * Returns a store for rate limits, which callers check before each call. Each group of endpoints has its own limit, because Spotify
 * counts each group's calls separately. See https://developer.spotify.com/documentation/web-api/concepts/quota-modes
 */
export function createCooldown(now: () => number) {
  const limits = new Map<string, Limit>()
  const waiting = new Map<string, number>()

  return {
    /** Returns the active limit for this group, or `null` if there is none. */
    find(group: string): Limit | null {
      const limit = limits.get(group)
      return limit && limit.untilMs > now() ? limit : null
    },
    /** Stores a limit, unless the group already has a limit that lasts longer. */
    begin(group: string, limit: Limit): void {
      if (limit.untilMs > (limits.get(group)?.untilMs ?? 0)) limits.set(group, limit)
    },
    /** Registers a waiting call. Returns a function that removes the call, or `null` if too many calls are already waiting. */
    joinWaiting(group: string): (() => void) | null {
      const count = waiting.get(group) ?? 0
      if (count >= maxWaiting) return null
      waiting.set(group, count + 1)
      return () => void waiting.set(group, (waiting.get(group) ?? 1) - 1)
    },
  }
}

/** Returns a path's group, such as `playlists`, `me` or `top`. Spotify seems to count all calls in a group together. */
export function toGroup(path: string): string {
  const [, noun = '', detail] = path.match(/^\/v1\/([a-z-]+)(?:\/([a-z-]+))?/) ?? []
  return noun === 'me' && detail ? detail : noun
}

/** Returns the seconds until a limit expires, rounded up and at least 1. */
export const secondsLeft = ({ untilMs }: Limit, nowMs: number) => Math.max(1, Math.ceil((untilMs - nowMs) / 1_000))
