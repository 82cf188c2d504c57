/** Redis responds in order, so a command without a response for this long means a dead connection. */
const silenceMs = 2_000
/** Finds a dead idle connection: the client reopens it when a ping gets no response. */
const pingInterval = 3_000
const socketTimeout = pingInterval + silenceMs

const maxMessages = 10_000

export type Client = Awaited<ReturnType<typeof open>>
type Listener = (message: string, untilMs: number) => void

/**
 * The two connections of this process, one for commands and one for messages. Each is replaced when it breaks or dies silently;
 * afterwards `listen` also reports the messages that were published in between.
 */
export function createConnections(url: string, now: () => number) {
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
    // Each command restarts the client's own `socketTimeout`, which never runs out on a busy site.
    const timer = setTimeout(() => replace(client), silenceMs)
    return response.finally(() => clearTimeout(timer))
  }

  function replace(client: Client): void {
    // Several commands may wait on one connection.
    if (!client.isOpen) return
    client.destroy()
    commands = start()
  }

  /** Runs each time that one of the two is ready. After the last one, no message is missed. */
  async function catchUp(): Promise<void> {
    const subscriber = await messages
    // The client skips channels that it is subscribed to.
    for (const [key, { onMessage }] of listeners) await subscriber.subscribe(key, onMessage)
    for (const [key, { listener }] of listeners) {
      const newest = { BY: 'SCORE', REV: true, LIMIT: { offset: 0, count: maxMessages } } as const
      const latest = await send((client) => client.zRangeWithScores(key, '+inf', now(), newest))
      // The newest last: a bounded listener drops the first ones.
      for (const { value, score } of latest.toReversed()) listener(value, score)
    }
  }

  /** Call it right after creation: channels are subscribed to once a connection is ready. */
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
