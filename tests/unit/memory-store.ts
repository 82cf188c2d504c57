import type { RedisStore } from '@/lib/session/redis-store'
import type { Clock } from './support.ts'

type StoreCall = 'get' | 'set' | 'setIfAbsent' | 'deleteIfEqual' | 'announceEnded' | 'isEnded'

/** What several instances share, in memory. `before` runs ahead of each call: to throw there is to be away. */
export class MemoryStore implements RedisStore {
  readonly values = new Map<string, { value: string; untilMs: number }>()
  readonly calls: StoreCall[] = []
  readonly written: { key: string; value: string; lifeMs: number }[] = []
  before: (call: StoreCall) => void | Promise<void> = () => undefined
  readonly #clock: Clock
  readonly #ended = new Map<string, number>()
  readonly #listeners: ((id: string) => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  isReachable = () => true

  async get(key: string) {
    await this.#call('get')
    return this.#find(key)
  }

  async set(key: string, value: string, lifeMs: number) {
    await this.#call('set')
    this.#keep(key, value, lifeMs)
  }

  async setIfAbsent(key: string, value: string, lifeMs: number) {
    await this.#call('setIfAbsent')
    if (this.#find(key) !== null) return false
    this.#keep(key, value, lifeMs)
    return true
  }

  async deleteIfEqual(key: string, value: string) {
    await this.#call('deleteIfEqual')
    if (this.#find(key) === value) this.values.delete(key)
  }

  async announceEnded(id: string, untilMs: number) {
    await this.#call('announceEnded')
    this.#ended.set(id, untilMs)
    for (const known of this.#listeners) known(id)
  }

  async isEnded(id: string) {
    await this.#call('isEnded')
    return (this.#ended.get(id) ?? 0) > this.#clock.ms
  }

  onEnded(known: (id: string) => void) {
    this.#listeners.push(known)
  }

  /** As a restart does it. */
  empty() {
    this.values.clear()
    this.#ended.clear()
  }

  /** As a connection does it that hears nothing any more. */
  deafen() {
    this.#listeners.length = 0
  }

  async #call(call: StoreCall) {
    this.calls.push(call)
    await this.before(call)
  }

  #find(key: string): string | null {
    const found = this.values.get(key)
    return found && found.untilMs > this.#clock.ms ? found.value : null
  }

  #keep(key: string, value: string, lifeMs: number) {
    this.written.push({ key, value, lifeMs })
    this.values.set(key, { value, untilMs: this.#clock.ms + lifeMs })
  }
}
