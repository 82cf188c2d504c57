import { maxSessionMs } from '@/lib/session/session'

/** A key-value store that all instances share. Calls throw an error if the store is down or doesn't respond in time. */
export type SharedStore = {
  get(key: string): Promise<string | null>
  set(key: string, value: string, lifeMs: number): Promise<void>
  /** Sets the value only if the key has no value yet. Returns whether the value was set. */
  setIfAbsent(key: string, value: string, lifeMs: number): Promise<boolean>
  deleteIfEqual(key: string, value: string): Promise<void>
}

/** Sends messages to all instances. Each message has an expiry time. */
export type Broadcast = {
  /** Sends a message to all running instances, and to all instances that start before the message expires at `untilMs`. */
  publish(message: string, untilMs: number): Promise<void>
  /** Returns whether the message was published and hasn't expired. */
  has(message: string): Promise<boolean>
  /** Calls the listener for each new message and for earlier messages that haven't expired. */
  subscribe(listener: (message: string, untilMs: number) => void): void
}

export type RedisStore = SharedStore & {
  /** Returns the broadcast with this name. */
  broadcast(name: string): Broadcast
  /**
   * Returns whether Redis responds within 0.3 seconds. Returns `false` immediately if the previous command failed less than a
   * second ago.
   */
  isReachable(): Promise<boolean>
}

/** If a command gets no response for this long, the connection is considered dead, because Redis responds to commands in order. */
const silenceMs = 2_000
/**
 * How often the client sends a ping to find out whether an idle connection is dead. The client reconnects if a ping gets no
 * response.
 */
const pingInterval = 3_000
const socketTimeout = pingInterval + silenceMs

const maxMessages = 10_000

/**
 * A command fails if it gets no response within `commandMs` milliseconds. During the next `restMs` milliseconds, all commands
 * except `publish` fail immediately.
 */
const commandMs = 300
const restMs = 1_000

const deleteIfEqual = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

type Report = (isReachable: boolean) => void
type Client = Awaited<ReturnType<typeof open>>
type Listener = (message: string, untilMs: number) => void

/** Returns a store that uses Redis. Calls `report` when Redis goes down and when it becomes reachable again. */
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
              // Keeps the later expiry time if a message is published twice.
              .zAdd(key, { score: untilMs, value: message }, { comparison: 'GT' })
              .zRemRangeByScore(key, 0, now())
              .pExpire(key, maxSessionMs)
              .publish(key, `${untilMs} ${message}`)
              .exec()
          // Messages are sent even if the previous command failed, because each message is published only once.
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
    const timer = setTimeout(() => reject(new Error(`Redis did not respond within ${ms} ms`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/**
 * Opens two connections, one for commands and one for messages. A connection is replaced when it closes or stops responding.
 * Listeners then also receive the messages that were published while the connection was down.
 */
function createConnections(url: string, now: () => number) {
  const listeners = new Map<string, { listener: Listener; onMessage: (text: string) => void }>()
  const onReady = () => void catchUp().catch(() => undefined)
  const start = () => {
    const client = open(url, onReady)
    client.catch(() => undefined)
    return client
  }
  let commands = start()
  const messages = start()

  async function send<Value>(command: (client: Client) => Promise<Value>): Promise<Value> {
    const client = await commands
    const response = command(client)
    // Every command restarts the client's `socketTimeout`, so on a busy site, that timeout would never detect a dead connection.
    const timer = setTimeout(() => replace(client), silenceMs)
    return response.finally(() => clearTimeout(timer))
  }

  function replace(client: Client): void {
    // Another command may already have replaced the connection.
    if (!client.isOpen) return
    client.destroy()
    commands = start()
  }

  /**
   * Subscribes to all channels and reads the messages that were published earlier. This function runs whenever one of the two
   * connections becomes ready. Once this function has run for both connections, listeners have received all messages.
   */
  async function catchUp(): Promise<void> {
    const subscriber = await messages
    // The client skips channels that it has already subscribed to.
    for (const [key, { onMessage }] of listeners) await subscriber.subscribe(key, onMessage)
    for (const [key, { listener }] of listeners) {
      const newest = { BY: 'SCORE', REV: true, LIMIT: { offset: 0, count: maxMessages } } as const
      const latest = await send((client) => client.zRangeWithScores(key, '+inf', now(), newest))
      // Listeners get the newest message last, because a listener with limited memory drops the messages that it received first.
      for (const { value, score } of latest.toReversed()) listener(value, score)
    }
  }

  /**
   * Adds a listener for a channel. Call this function before the connections become ready, so that `catchUp` can subscribe to the
   * channel.
   */
  function listen(key: string, listener: Listener): void {
    const onMessage = (text: string) => {
      const [, untilMs, message] = text.match(/^(\d{1,15}) (.{1,200})$/) ?? []
      if (untilMs && message) listener(message, Number(untilMs))
    }
    listeners.set(key, { listener, onMessage })
  }

  return { send, listen }
}

/**
 * Returns a connected Redis client. If the client loses its connection, it tries to reconnect until it succeeds. Imports
 * `@redis/client` dynamically, so the package is loaded only if `REDIS_URL` is set.
 */
async function open(url: string, onReady: () => void) {
  const { createClient } = await import('@redis/client')
  const reconnectStrategy = (tries: number) => Math.min(100 * 2 ** tries, 2_000)
  const socket = { connectTimeout: 1_000, socketTimeout, reconnectStrategy }
  const client = createClient({ url, disableOfflineQueue: true, pingInterval, socket })
  // Without this listener, an `error` event would end the process. The `run` function handles failed commands.
  client.on('error', () => undefined)
  client.on('ready', onReady)
  return client.connect()
}
