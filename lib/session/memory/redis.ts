import { maxSessionMs } from '@/lib/session/session'

/** A small store that all instances share. Each call is bounded in time and throws if the store is down. */
export type SharedStore = {
  get(key: string): Promise<string | null>
  set(key: string, value: string, lifeMs: number): Promise<void>
  /** Whether the value is there now because of this call. */
  setIfAbsent(key: string, value: string, lifeMs: number): Promise<boolean>
  deleteIfEqual(key: string, value: string): Promise<void>
}

/** Messages to all instances, each until its time is over. */
export type Broadcast = {
  /** Reaches the instances that run, and those that start later. */
  publish(message: string, untilMs: number): Promise<void>
  has(message: string): Promise<boolean>
  /** Calls back for each message that is or becomes known. */
  subscribe(listener: (message: string, untilMs: number) => void): void
}

export type RedisStore = SharedStore & {
  /** The same name, the same messages. */
  broadcast(name: string): Broadcast
  /** Asks Redis, unless it did not respond a moment ago; waits for 0.3 seconds at most. */
  isReachable(): Promise<boolean>
}

/** How long a visitor may wait for Redis, and how long it is not asked again after that. */
const commandMs = 300
const restMs = 1_000

/** A connection is dead if a command has had no answer for this long: Redis answers in order. */
const silenceMs = 2_000
/** Finds a dead connection that nobody uses: the client reopens it when a ping has no answer. */
const pingInterval = 3_000
const socketTimeout = pingInterval + silenceMs

const maxMessages = 10_000
const deleteIfEqual = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

type Client = Awaited<ReturnType<typeof open>>
type Report = (isReachable: boolean) => void

/** Redis for what instances share. Calls `report` once for each change between reachable and down. */
export function createRedisStore(url: string, now: () => number, report: Report): RedisStore {
  const connections = createConnections(url, now)
  let wasReachable = true
  let restUntilMs = 0

  function tell(reachable: boolean): void {
    if (reachable !== wasReachable) report(reachable)
    wasReachable = reachable
    restUntilMs = reachable ? 0 : now() + restMs
  }

  async function run<Value>(command: (client: Client) => Promise<Value>, mayRest = true): Promise<Value> {
    if (mayRest && now() < restUntilMs) throw new Error('Redis is down')
    try {
      const value = await within(commandMs, connections.send(command))
      tell(true)
      return value
    } catch (error) {
      tell(false)
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
              // Of two times for one message the longer counts, whichever arrives last.
              .zAdd(key, { score: untilMs, value: message }, { comparison: 'GT' })
              .zRemRangeByScore(key, 0, now())
              .pExpire(key, maxSessionMs)
              .publish(key, `${untilMs} ${message}`)
              .exec()
          // Nobody publishes it again, so it is worth a try even if the last command failed.
          await run(send, false)
        },
        has: async (message) => ((await run((client) => client.zScore(key, message))) ?? 0) > now(),
        subscribe: (listener) => connections.listen(key, listener),
      }
    },
  }
}

type Listener = (message: string, untilMs: number) => void

/**
 * The two connections of this process, one for commands and one for messages. Each is replaced when it breaks or dies silently;
 * afterwards `listen` also reports the messages that were published in between.
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
    const answer = command(client)
    // Each command restarts the client's own `socketTimeout`, so on a busy site that never ends.
    const timer = setTimeout(() => replace(client), silenceMs)
    return answer.finally(() => clearTimeout(timer))
  }

  function replace(client: Client): void {
    // Several commands may wait on one connection.
    if (!client.isOpen) return
    client.destroy()
    commands = start()
  }

  /** Runs whenever one of the two is ready: the last one misses nothing that is published from then on. */
  async function catchUp(): Promise<void> {
    const subscriber = await messages
    // The client skips channels that it is subscribed to.
    for (const [key, { onMessage }] of listeners) await subscriber.subscribe(key, onMessage)
    for (const [key, { listener }] of listeners) {
      const newest = { BY: 'SCORE', REV: true, LIMIT: { offset: 0, count: maxMessages } } as const
      const latest = await send((client) => client.zRangeWithScores(key, '+inf', now(), newest))
      // A listener that remembers as many drops the first ones.
      for (const { value, score } of latest.toReversed()) listener(value, score)
    }
  }

  /** To be called right after creation: channels are subscribed to once a connection is ready. */
  function listen(key: string, listener: Listener): void {
    const onMessage = (text: string) => {
      const [, untilMs, message] = text.match(/^(\d{1,15}) (.{1,200})$/) ?? []
      if (untilMs && message) listener(message, Number(untilMs))
    }
    listeners.set(key, { listener, onMessage })
  }

  return { send, listen }
}

/** A connected client. The package is loaded only here, so only if `REDIS_URL` is set. It reconnects forever. */
async function open(url: string, onReady: () => void) {
  const { createClient } = await import('@redis/client')
  const reconnectStrategy = (tries: number) => Math.min(100 * 2 ** tries, 2_000)
  const socket = { connectTimeout: 1_000, socketTimeout, reconnectStrategy }
  const client = createClient({ url, disableOfflineQueue: true, pingInterval, socket })
  // An unhandled `error` event would end the process; `run` sees the failed commands.
  client.on('error', () => undefined)
  client.on('ready', onReady)
  return client.connect()
}

function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
