type Limits = { lifeMs: number; count: number }

/** An in-memory cache. Entries expire after `lifeMs` milliseconds. If there are more than `count`, the oldest are removed. */
export class TtlCache<Value> {
  readonly #entries = new Map<string, { value: Value; untilMs: number }>()
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

  /** Removes expired and surplus entries. Entries are in order of expiry, so the loop stops at the first entry to keep. */
  #sweep(): void {
    const nowMs = this.#now()
    for (const [key, { untilMs }] of this.#entries) {
      if (untilMs > nowMs && this.#entries.size <= this.#limits.count) return
      this.#entries.delete(key)
    }
  }

  /** Values may contain tokens, so a timer removes expired ones even if `set` isn't called again. */
  #sweepLater(): void {
    const sweep = () => {
      this.#timer = undefined
      this.#sweep()
      if (this.#entries.size > 0) this.#sweepLater()
    }
    this.#timer ??= setTimeout(sweep, Math.min(this.#limits.lifeMs, 3_600_000)).unref()
  }
}

export type SingleFlight<Value> = (
  key: string,
  task: () => Promise<Value>,
  /** Returns whether this caller can use another caller's result. If it can't, the task runs again. */
  accepts?: (value: Value) => boolean,
) => Promise<Value>

/**
 * Returns a function that runs a task only once for all callers with the same key. Callers share the running task, and then its
 * result for `lifeMs` milliseconds or until the time that `heldUntilMs` returns, whichever comes first.
 */
export function createSingleFlight<Value>(
  lifeMs: number,
  now: () => number,
  heldUntilMs: (value: Value) => number = () => Number.POSITIVE_INFINITY,
): SingleFlight<Value> {
  const running = new Map<string, Promise<Value>>()
  const results = new TtlCache<{ value: Value; untilMs: number }>({ lifeMs, count: 10_000 }, now)

  function start(key: string, task: () => Promise<Value>): Promise<Value> {
    const flight = task()
      .then((value) => {
        results.set(key, { value, untilMs: heldUntilMs(value) })
        return value
      })
      .finally(() => running.delete(key))
    running.set(key, flight)
    return flight
  }

  return async (key, task, accepts = () => true) => {
    const current = running.get(key)
    const known = current ? { value: await current, untilMs: Number.POSITIVE_INFINITY } : results.get(key)
    if (known && known.untilMs > now() && accepts(known.value)) return known.value
    // The first caller that can't use the result runs the task again, and the others share the new result.
    return running.get(key) ?? start(key, task)
  }
}
