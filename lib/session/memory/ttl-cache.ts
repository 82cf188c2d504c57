type Entry<Value> = { value: Value; untilMs: number }

type Limits = { lifeMs: number; count: number }

const longestTimerMs = 3_600_000

/**
 * An in-memory cache. Entries expire after `lifeMs` milliseconds. If there are more than `count` entries, the oldest ones are
 * removed. Processes don't share entries, so never rely on an entry being in the cache.
 */
export class TtlCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>()
  readonly #limits: Limits
  readonly #now: () => number
  #timer: NodeJS.Timeout | undefined

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    return entry && entry.untilMs > this.#now() ? entry.value : undefined
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, untilMs: this.#now() + this.#limits.lifeMs })
    this.#sweep()
    this.#sweepLater()
  }

  delete(isGone: (key: string, value: Value) => boolean): void {
    for (const [key, { value }] of this.#entries) if (isGone(key, value)) this.#entries.delete(key)
  }

  /**
   * Removes expired entries, then the oldest entries until the cache is within its limit. Entries are in order of expiry, so the
   * sweep stops at the first entry that must be kept.
   */
  #sweep(): void {
    const nowMs = this.#now()
    for (const [key, { untilMs }] of this.#entries) {
      if (untilMs > nowMs && this.#entries.size <= this.#limits.count) return
      this.#entries.delete(key)
    }
  }

  /** Schedules a sweep. Values may contain tokens, so expired values are removed even if `set` isn't called again. */
  #sweepLater(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        this.#sweep()
        if (this.#entries.size > 0) this.#sweepLater()
      },
      Math.min(this.#limits.lifeMs, longestTimerMs),
    ).unref()
  }
}
