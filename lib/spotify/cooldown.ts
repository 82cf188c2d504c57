/** Why Spotify takes no calls of a group for now, and until when. */
export type Limit = { code: 'rate_limited' | 'quota_exceeded'; untilMs: number }

/** How the instances of an app tell each other of a limit that one of them met. */
export type LimitBroadcast = {
  publish(message: string, untilMs: number): Promise<void>
  subscribe(listener: (message: string, untilMs: number) => void): void
}

export type Cooldown = {
  /** The limit that keeps calls of this group from being made. */
  find(group: string): Limit | null
  begin(group: string, limit: Limit): void
  /** A place among the few that wait for a limit's end, and how to leave it; `null` where none is left. */
  takePlace(group: string): (() => void) | null
}

/** All who wait go on at the same moment: a crowd of them would meet the next limit. */
const places = 5
/** By how much the clocks of two instances may differ. */
const clockSlackMs = 3_600_000

/** No limit that Spotify was seen to set is longer (86,400 seconds, 2024 to 2026). */
export const longestLimitMs = 86_400_000

/**
 * The limits that this app has met, so that none is met twice: one for each group of addresses, since Spotify counts them
 * apart (https://developer.spotify.com/documentation/web-api/concepts/quota-modes). If the broadcast is down, instances stop sharing them.
 */
export function createCooldown(now: () => number, broadcast?: LimitBroadcast): Cooldown {
  const limits = new Map<string, Limit>()
  const waiting = new Map<string, number>()

  function remember(group: string, limit: Limit): void {
    const known = limits.get(group)
    // A call that was under way may come back with the shorter of two limits.
    if (!known || known.untilMs < limit.untilMs) limits.set(group, limit)
  }

  broadcast?.subscribe((message, untilMs) => {
    const [, group, code] = message.match(/^([a-z-]{1,40}) (rate_limited|quota_exceeded)$/) ?? []
    // A message that ends later than any limit can would add a day with each restart.
    const isValid = untilMs <= now() + longestLimitMs + clockSlackMs
    if (group && code && isValid) remember(group, { code: code as Limit['code'], untilMs })
  })

  return {
    find(group) {
      const limit = limits.get(group)
      if (!limit || limit.untilMs > now()) return limit ?? null
      limits.delete(group)
      return null
    },
    begin(group, limit) {
      remember(group, limit)
      broadcast?.publish(`${group} ${limit.code}`, limit.untilMs).catch(() => undefined)
    },
    takePlace(group) {
      const taken = waiting.get(group) ?? 0
      if (taken >= places) return null
      waiting.set(group, taken + 1)
      return () => void waiting.set(group, (waiting.get(group) ?? 1) - 1)
    },
  }
}

/** What Spotify counts together, as far as one can tell from outside: `playlists`, `me`, `top`. */
export function toGroup(path: string): string {
  const [, noun = '', detail] = path.match(/^\/v1\/([a-z-]+)(?:\/([a-z-]+))?/) ?? []
  return noun === 'me' && detail ? detail : noun
}

/** Whole seconds until the limit is over, one at least. */
export const secondsLeft = ({ untilMs }: Limit, nowMs: number) => Math.max(1, Math.ceil((untilMs - nowMs) / 1_000))
