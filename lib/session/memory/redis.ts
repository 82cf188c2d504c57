import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { maxSessionMs } from '@/lib/session/session'

/** Sends messages to all instances. Each message has an expiry time. */
export type Broadcast = {
  /** Sends a message to all running instances, and to all instances that start before the message expires at `untilMs`. */
  publish(message: string, untilMs: number): Promise<void>
  /** Returns whether the message was published and hasn't expired. */
  has(message: string): Promise<boolean>
  /** Calls the listener for each new message and for earlier messages that haven't expired. */
  subscribe(listener: Listener): void
  /** Keeps the connection open so that messages arrive. Call this function regularly for as long as you need messages. */
  listen(): void
}

/** A key-value store that all instances share. Calls throw an error if the store is down or doesn't respond in time. */
export type RedisStore = {
  get(key: string): Promise<string | null>
  set(key: string, value: string, lifeMs: number): Promise<void>
  /** Sets the value only if the key has no value yet. Returns whether the value was set. */
  setIfAbsent(key: string, value: string, lifeMs: number): Promise<boolean>
  deleteIfEqual(key: string, value: string): Promise<void>
  /** Returns the broadcast with this name. */
  broadcast(name: string): Broadcast
  /**
   * Returns whether Redis responds within 0.3 seconds. Returns `false` immediately if the previous command failed less than a
   * second ago.
   */
  isReachable(): Promise<boolean>
}

/**
 * The connection closes when no data has been sent or received for this long. If the process was frozen in the meantime, the
 * connection may be dead without being closed, so a command sent after this time always opens a new connection.
 */
const idleMs = 10_000
/** While visitors view pages, the app sends a ping if there has been no command for this long. */
const pingMs = 3_000
/** If a command gets no response for this long, the connection is considered dead, because Redis responds to commands in order. */
const silenceMs = 2_000

const maxMessages = 10_000

/**
 * A command fails if it gets no response within `commandMs` milliseconds, or if a new connection takes longer than `connectMs`
 * milliseconds. After a failure, all commands except `publish` fail immediately for `restMs` milliseconds.
 */
const commandMs = 300
const connectMs = 1_000
const restMs = 1_000

const deleteIfEqual = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

type Report = (isReachable: boolean) => void
type Client = Awaited<ReturnType<typeof open>>
type Command<Value> = (client: Client) => Promise<Value>
type Listener = (message: string, untilMs: number) => void

/**
 * Returns a store that uses one connection to Redis, for both commands and messages. Calls `report` when Redis goes down and when
 * it becomes reachable again.
 */
export function createRedisStore(url: string, now: () => number, report: Report): RedisStore {
  const listeners = new Map<string, Listener>()
  let connection: Promise<Client> | null = null
  let usedAtMs = 0
  let wasReachable = true
  let restUntilMs = 0

  function connect(): Promise<Client> {
    if (connection && now() - usedAtMs >= idleMs) close(connection)
    usedAtMs = now()
    if (connection) return connection
    const opened = open(url)
    connection = opened
    opened.then(
      (client) => {
        client.once('terminated', () => close(opened))
        readMessages(client).catch(() => undefined)
      },
      () => close(opened),
    )
    return opened
  }

  function close(opened: Promise<Client>): void {
    if (connection === opened) connection = null
    opened.then((client) => client.destroy()).catch(() => undefined)
  }

  /** Subscribes to new messages, and then reads the messages that were published earlier. */
  async function readMessages(client: Client): Promise<void> {
    for (const [key, listener] of listeners) {
      await client.subscribe(key, (text) => {
        const [, untilMs, message] = text.match(/^(\d{1,15}) (.{1,200})$/) ?? []
        if (untilMs && message) listener(message, Number(untilMs))
      })
      const newest = { BY: 'SCORE', REV: true, LIMIT: { offset: 0, count: maxMessages } } as const
      const latest = await client.zRangeWithScores(key, '+inf', now(), newest)
      // Listeners get the newest message last, because a listener with limited memory drops the messages that it received first.
      for (const { value, score } of latest.toReversed()) listener(value, score)
    }
  }

  async function send<Value>(command: Command<Value>, mayRepeat = true): Promise<Value> {
    const opened = connect()
    // The time limit doesn't include the time that a new process needs to load the package.
    await loadPackage()
    const client = await within(connectMs, opened)
    const response = command(client)
    within(
      silenceMs,
      response.catch(() => undefined),
    ).catch(() => close(opened))
    try {
      return await within(commandMs, response)
    } catch (error) {
      // If the connection was lost, for example while the process was frozen, repeats the command on a new connection.
      if (client.isReady || !mayRepeat) throw error
      return send(command, false)
    }
  }

  function note(isReachable: boolean): void {
    if (isReachable !== wasReachable) report(isReachable)
    wasReachable = isReachable
    restUntilMs = isReachable ? 0 : now() + restMs
  }

  async function run<Value>(command: Command<Value>, mayRest = true): Promise<Value> {
    if (mayRest && now() < restUntilMs) throw new Error('Redis is down')
    try {
      const value = await send(command)
      note(true)
      return value
    } catch (error) {
      note(false)
      throw error
    }
  }

  const isReachable = async () => (await run((client) => client.ping()).catch(() => null)) !== null

  return {
    isReachable,
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
        subscribe: (listener) => void listeners.set(key, listener),
        listen() {
          if (now() - usedAtMs >= pingMs) void isReachable()
        },
      }
    },
  }
}

/**
 * Throws an error if the promise isn't settled within this time. Counts the time in three steps, each of which ends only after the
 * process has read the data that has arrived. A busy process may need longer than `ms` to send a command or to read the response.
 */
function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const settled = new AbortController()
  const fail = async () => {
    for (let step = 0; step < 3; step++) {
      await sleep(ms / 3, undefined, { signal: settled.signal })
      await nextTurn()
    }
    throw new Error(`Redis did not respond within ${ms} ms`)
  }
  return Promise.race([promise, fail()]).finally(() => settled.abort())
}

/** The package is loaded only if `REDIS_URL` is set. */
const loadPackage = () => import('@redis/client')

/** Returns a connected client. */
async function open(url: string) {
  const { createClient } = await loadPackage()
  // The package's own time limit is longer, because it ends even if a busy process hasn't read the data that has arrived.
  const socket = { connectTimeout: 3 * connectMs, socketTimeout: idleMs, reconnectStrategy: false } as const
  const client = createClient({ url, disableOfflineQueue: true, socket })
  // Without this listener, an `error` event would end the process. The `run` function handles failed commands.
  client.on('error', () => undefined)
  // Lets the process exit while the connection is open.
  client.unref()
  return client.connect()
}
