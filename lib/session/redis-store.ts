import type { Store } from './coordinate'
import type { EndedStore } from './ended'

export type RedisStore = Store & EndedStore & { isReachable: () => boolean }

/** What a visitor may wait for Redis, and how long it is left in peace after that. */
const commandMs = 300
const restMs = 1_000

const endedKey = 'stagedoor:ended'
const maxEnded = 10_000
/** No session lives longer. */
const keepMs = 200 * 86_400_000
const deleteIfEqual = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

type Client = Awaited<ReturnType<typeof connect>>

/** The client is loaded only here, and so only where `REDIS_URL` is set. It goes on trying to connect for ever. */
async function connect(url: string) {
  const { createClient } = await import('@redis/client')
  const reconnectStrategy = (tries: number) => Math.min(100 * 2 ** tries, 2_000)
  const client = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 1_000, reconnectStrategy } })
  // An unhandled `error` event would end the process; what matters of it is seen by the commands.
  client.on('error', () => undefined)
  return client
}

type Report = (isReachable: boolean) => void

/** Redis for `coordinate` and `ended`. `report` hears of each change between reachable and away, once. */
export function createRedisStore(url: string, now: () => number, report: Report): RedisStore {
  const commands = connect(url)
  const connected = commands.then((client) => client.connect())
  connected.catch(() => undefined)
  let isReachable = true
  let restUntilMs = 0

  function tell(reachable: boolean): void {
    if (reachable !== isReachable) report(reachable)
    isReachable = reachable
    restUntilMs = reachable ? 0 : now() + restMs
  }

  async function run<Value>(command: (client: Client) => Promise<Value>): Promise<Value> {
    if (now() < restUntilMs) throw new Error('Redis is away')
    try {
      const value = await within(commandMs, connected.then(() => commands).then(command))
      tell(true)
      return value
    } catch (error) {
      tell(false)
      throw error
    }
  }

  return {
    isReachable: () => isReachable,
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
    async announceEnded(id, untilMs) {
      await run(async (client) => {
        await client.zAdd(endedKey, { score: untilMs, value: id })
        await client.zRemRangeByScore(endedKey, 0, now())
        await client.pExpire(endedKey, keepMs)
        await client.publish(endedKey, id)
      })
    },
    isEnded: async (id) => ((await run((client) => client.zScore(endedKey, id))) ?? 0) > now(),
    onEnded(known) {
      listen(commands, now, known).catch(() => undefined)
    },
  }
}

/** Hears of each sign-out as it happens, and after each connection reads those that it may have missed. */
async function listen(commands: Promise<Client>, now: () => number, known: (id: string) => void): Promise<void> {
  const subscriber = (await commands).duplicate()
  subscriber.on('error', () => undefined)
  subscriber.on('ready', async () => {
    const client = await commands
    const limit = { offset: 0, count: maxEnded }
    const ids = await client.zRangeByScore(endedKey, now(), Number.POSITIVE_INFINITY, { LIMIT: limit }).catch(() => [])
    for (const id of ids) known(id)
  })
  await subscriber.connect()
  await subscriber.subscribe(endedKey, known)
}

function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
