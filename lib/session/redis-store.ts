import type { Board, Store } from './coordinate'

export type RedisStore = Store & {
  /** The same name, the same board. */
  board(name: string): Board
  /** Asks it, unless it has just not answered; waits for 0.3 seconds at most. */
  isReachable(): Promise<boolean>
}

/** What a visitor may wait for Redis, and how long it is left in peace after that. */
const commandMs = 300
const restMs = 1_000

const maxNotes = 10_000
/** No session lives longer, and nothing else is as long on a board. */
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

/** Redis for what instances share. `report` hears of each change between reachable and away, once. */
export function createRedisStore(url: string, now: () => number, report: Report): RedisStore {
  const commands = connect(url)
  const connected = commands.then((client) => client.connect())
  connected.catch(() => undefined)
  const listen = createListener(
    connected.then(() => commands),
    now,
  )
  let wasReachable = true
  let restUntilMs = 0

  function tell(reachable: boolean): void {
    if (reachable !== wasReachable) report(reachable)
    wasReachable = reachable
    restUntilMs = reachable ? 0 : now() + restMs
  }

  async function run<Value>(command: (client: Client) => Promise<Value>, mayRest = true): Promise<Value> {
    if (mayRest && now() < restUntilMs) throw new Error('Redis is away')
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
    board(name) {
      const key = `stagedoor:${name}`
      return {
        async post(note, untilMs) {
          const send = (client: Client) =>
            client
              .multi()
              // An instance whose answer comes late may post the shorter time of two.
              .zAdd(key, { score: untilMs, value: note }, { comparison: 'GT' })
              .zRemRangeByScore(key, 0, now())
              .pExpire(key, keepMs)
              .publish(key, `${untilMs} ${note}`)
              .exec()
          // Nobody posts it again, so it is worth a try even where the last command failed.
          await run(send, false)
        },
        has: async (note) => ((await run((client) => client.zScore(key, note))) ?? 0) > now(),
        onNote: (known) => listen(key, known),
      }
    },
  }
}

type Known = (note: string, untilMs: number) => void

/** Hears of each note as it is posted, and after each connection reads those that it may have missed. One connection for all boards. */
function createListener(connected: Promise<Client>, now: () => number): (key: string, known: Known) => void {
  const readers = new Map<string, Known>()

  async function readAll(client: Client): Promise<void> {
    for (const [key, known] of readers) {
      const newest = { BY: 'SCORE', REV: true, LIMIT: { offset: 0, count: maxNotes } } as const
      const notes = await client.zRangeWithScores(key, '+inf', now(), newest)
      // Who remembers as many drops the first.
      for (const { value, score } of notes.toReversed()) known(value, score)
    }
  }

  async function subscribe(): Promise<void> {
    const client = await connected
    const subscriber = client.duplicate()
    const read = () => void readAll(client).catch(() => undefined)
    subscriber.on('error', () => undefined)
    // Whichever of the two comes back last can read, and has not missed what is posted from then on.
    for (const connection of [client, subscriber]) connection.on('ready', read)
    await subscriber.connect()
    for (const [key, known] of readers)
      await subscriber.subscribe(key, (message) => {
        const [, untilMs, note] = message.match(/^(\d{1,15}) (.{1,200})$/) ?? []
        if (untilMs && note) known(note, Number(untilMs))
      })
    read()
  }

  return (key, known) => {
    readers.set(key, known)
    // Once: all who listen have said so by the time that it is connected.
    if (readers.size === 1) subscribe().catch(() => undefined)
  }
}

function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
