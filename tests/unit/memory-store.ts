import type { Board } from '@/lib/session/coordinate'
import type { RedisStore } from '@/lib/session/redis-store'
import type { Clock } from './support.ts'

type StoreCall = 'get' | 'set' | 'setIfAbsent' | 'deleteIfEqual' | 'post' | 'has'

/** What several instances share, in memory. `before` runs ahead of each call: to throw there is to be away. */
export class MemoryStore implements RedisStore {
  readonly values = new Map<string, { value: string; untilMs: number }>()
  readonly calls: StoreCall[] = []
  readonly written: { key: string; value: string; lifeMs: number }[] = []
  before: (call: StoreCall) => void | Promise<void> = () => undefined
  readonly #clock: Clock
  readonly #notes = new Map<string, number>()
  readonly #listeners: { name: string; known: (note: string, untilMs: number) => void }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  isReachable = async () => true

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

  board(name: string): Board {
    const key = (note: string) => `${name} ${note}`
    return {
      post: async (note, untilMs) => {
        await this.#call('post')
        this.#notes.set(key(note), untilMs)
        for (const listener of this.#listeners) if (listener.name === name) listener.known(note, untilMs)
      },
      has: async (note) => {
        await this.#call('has')
        return (this.#notes.get(key(note)) ?? 0) > this.#clock.ms
      },
      onNote: (known) => void this.#listeners.push({ name, known }),
    }
  }

  /** As a restart does it. */
  empty() {
    this.values.clear()
    this.#notes.clear()
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
