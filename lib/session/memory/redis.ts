import { maxSessionMs } from '@/lib/session/session'

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

/** Redis responds in order, so if a command gets no response for this long, the connection is dead. */
const silenceMs = 2_000
/** Detects a dead idle connection: the client reconnects if a ping gets no response. */
const pingInterval = 3_000
const socketTimeout = pingInterval + silenceMs

const maxMessages = 10_000

/** How long a request waits for Redis, and how long no command is sent after that. */
const commandMs = 300
const restMs = 1_000

const deleteIfEqual = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

type Report = (isReachable: boolean) => void
type Client = Awaited<ReturnType<typeof open>>
type Listener = (message: string, untilMs: number) => void

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

/**
 * Opens two connections, one for commands and one for messages. Each is replaced when it closes or stops responding. Afterwards,
 * listeners also receive the messages published in the meantime.
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
    // Every command restarts the client's `socketTimeout`, so on a busy site it would never expire.
    const timer = setTimeout(() => replace(client), silenceMs)
    return response.finally(() => clearTimeout(timer))
  }

  function replace(client: Client): void {
    // Another command on this connection may have replaced it already.
    if (!client.isOpen) return
    client.destroy()
    commands = start()
  }

  /** Runs whenever one of the two connections becomes ready. Once it has run for both, no message is missing. */
  async function catchUp(): Promise<void> {
    const subscriber = await messages
    // The client skips channels that it has already subscribed to.
    for (const [key, { onMessage }] of listeners) await subscriber.subscribe(key, onMessage)
    for (const [key, { listener }] of listeners) {
      const newest = { BY: 'SCORE', REV: true, LIMIT: { offset: 0, count: maxMessages } } as const
      const latest = await send((client) => client.zRangeWithScores(key, '+inf', now(), newest))
      // Calls back with the newest message last, because a bounded listener drops the oldest ones.
      for (const { value, score } of latest.toReversed()) listener(value, score)
    }
  }

  /** Call this right after creation: channels are subscribed to when a connection becomes ready. */
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
 * Returns a connected client that reconnects indefinitely. The package is imported here, so that it loads only if `REDIS_URL` is
 * set.
 */
async function open(url: string, onReady: () => void) {
  const { createClient } = await import('@redis/client')
  const reconnectStrategy = (tries: number) => Math.min(100 * 2 ** tries, 2_000)
  const socket = { connectTimeout: 1_000, socketTimeout, reconnectStrategy }
  const client = createClient({ url, disableOfflineQueue: true, pingInterval, socket })
  // An unhandled `error` event would end the process. `run` handles failed commands.
  client.on('error', () => undefined)
  client.on('ready', onReady)
  return client.connect()
}
