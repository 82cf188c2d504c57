type Entry<Value> = { value: Value; untilMs: number }

type Limits = { lifeMs: number; count: number }

/**
 * A bounded memory of the process: what it holds goes after `lifeMs`, and the oldest goes first where there is more than
 * `count`. Never a condition of being right: another process has another one.
 */
export class ShortMemory<Value> {
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

  /** All live equally long, so the first ones are the oldest. */
  #sweep(): void {
    const nowMs = this.#now()
    for (const [key, { untilMs }] of this.#entries) {
      if (untilMs > nowMs && this.#entries.size <= this.#limits.count) return
      this.#entries.delete(key)
    }
  }

  /** What is over does not stay until the next one comes. */
  #sweepLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#sweep()
      if (this.#entries.size > 0) this.#sweepLater()
    }, this.#limits.lifeMs).unref()
  }
}
