import { maxSessionMs } from '@/lib/session/session'
import { type Client, createConnections } from './redis-connections'

/** A small key-value store that all instances share. Each call has a time limit, and throws if the store is down. */
export type SharedStore = {
  get(key: string): Promise<string | null>
  set(key: string, value: string, lifeMs: number): Promise<void>
  /** Returns whether this call set the value. */
  setIfAbsent(key: string, value: string, lifeMs: number): Promise<boolean>
  deleteIfEqual(key: string, value: string): Promise<void>
}

/** Sends messages to all instances. Each message has an expiry. */
export type Broadcast = {
  /** Reaches running instances and those that start before the message expires. */
  publish(message: string, untilMs: number): Promise<void>
  has(message: string): Promise<boolean>
  /** Calls the listener for each message, including those published earlier. */
  subscribe(listener: (message: string, untilMs: number) => void): void
}

export type RedisStore = SharedStore & {
  /** Returns the broadcast with this name. */
  broadcast(name: string): Broadcast
  /** Waits for at most 0.3 seconds. Returns `false` immediately if Redis didn't respond to the previous command. */
  isReachable(): Promise<boolean>
}

/** How long a request waits for Redis, and how long no command is sent after that. */
const commandMs = 300
const restMs = 1_000

const deleteIfEqual = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

type Report = (isReachable: boolean) => void

/** Returns a store in Redis. Calls `report` whenever Redis goes down or comes back. */
export function createRedisStore(url: string, now: () => number, report: Report): RedisStore {
  const connections = createConnections(url, now)
  let wasReachable = true
  let restUntilMs = 0

  function note(isReachable: boolean): void {
    if (isReachable !== wasReachable) report(isReachable)
    wasReachable = isReachable
    restUntilMs = isReachable ? 0 : now() + restMs
  }

  async function run<Value>(command: (client: Client) => Promise<Value>, mayRest = true): Promise<Value> {
    if (mayRest && now() < restUntilMs) throw new Error('Redis is down')
    try {
      const value = await within(commandMs, connections.send(command))
      note(true)
      return value
    } catch (error) {
      note(false)
      throw error
    }
  }

  return {
    isReachable: () =>
      run((client) => client.ping()).then(
        () => true,
        () => false,
      ),
    get: (key) => run((client) => client.get(key)),
    set: async (key, value, lifeMs) => {
      await run((client) => client.set(key, value, { expiration: { type: 'PX', value: lifeMs } }))
    },
    setIfAbsent: async (key, value, lifeMs) => {
      const options = { condition: 'NX', expiration: { type: 'PX', value: lifeMs } } as const
      return (await run((client) => client.set(key, value, options))) !== null
    },
    deleteIfEqual: async (key, value) => {
      await run((client) => client.eval(deleteIfEqual, { keys: [key], arguments: [value] }))
    },
    broadcast(name) {
      const key = `stagedoor:${name}`
      return {
        async publish(message, untilMs) {
          const send = (client: Client) =>
            client
              .multi()
              // Keeps the later expiry if a message is published twice.
              .zAdd(key, { score: untilMs, value: message }, { comparison: 'GT' })
              .zRemRangeByScore(key, 0, now())
              .pExpire(key, maxSessionMs)
              .publish(key, `${untilMs} ${message}`)
              .exec()
          // Sent even if the last command failed, because the message won't be published again.
          await run(send, false)
        },
        has: async (message) => ((await run((client) => client.zScore(key, message))) ?? 0) > now(),
        subscribe: (listener) => connections.listen(key, listener),
      }
    },
  }
}

function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
