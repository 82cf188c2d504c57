import { createMemory } from '@/lib/session/context'
import type { Broadcast, RedisStore } from '@/lib/session/memory/redis'
import { shareMemory } from '@/lib/session/memory/shared'
import type { Clock, TestSetup } from '../../tests/unit/support.ts'
import { anotherInstance } from './another-instance.ts'

type StoreCall = 'get' | 'set' | 'setIfAbsent' | 'deleteIfEqual' | 'publish' | 'has'

/**
 * An in-memory replacement for Redis that several app instances can share. `before` runs before each call and can throw an error
 * to simulate an outage.
 */
export class MemoryStore implements RedisStore {
  readonly values = new Map<string, { value: string; untilMs: number }>()
  readonly calls: StoreCall[] = []
  readonly written: { key: string; value: string; lifeMs: number }[] = []
  before: (call: StoreCall) => void | Promise<void> = () => undefined
  readonly #clock: Clock
  readonly #messages = new Map<string, number>()
  readonly #listeners: { name: string; listener: (message: string, untilMs: number) => void }[] = []

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

  broadcast(name: string): Broadcast {
    const key = (message: string) => `${name} ${message}`
    return {
      publish: async (message, untilMs) => {
        await this.#call('publish')
        this.#messages.set(key(message), untilMs)
        for (const each of this.#listeners) if (each.name === name) each.listener(message, untilMs)
      },
      has: async (message) => {
        await this.#call('has')
        return (this.#messages.get(key(message)) ?? 0) > this.#clock.ms
      },
      subscribe: (listener) => void this.#listeners.push({ name, listener }),
      listen: () => undefined,
    }
  }

  /** Removes all data, as a restart would. */
  empty() {
    this.values.clear()
    this.#messages.clear()
  }

  /** Removes all subscribers, as a lost connection would. */
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

type Changes = Parameters<typeof anotherInstance>[1]

/** Simulates another process of the app that uses the same store. */
export function instanceWith(store: MemoryStore, setup: TestSetup, changes: Changes = {}): TestSetup {
  const { config, now, pause } = setup.context
  const dependencies = { config: { ...config, ...changes.config }, now, pause }
  return anotherInstance(setup, { ...changes, memory: shareMemory(createMemory(now), store, dependencies) })
}
