/** Redis responds in order, so if a command gets no response for this long, the connection is dead. */
const silenceMs = 2_000
/** Detects a dead idle connection: the client reconnects if a ping gets no response. */
const pingInterval = 3_000
const socketTimeout = pingInterval + silenceMs

const maxMessages = 10_000

export type Client = Awaited<ReturnType<typeof open>>
type Listener = (message: string, untilMs: number) => void

/**
 * Opens two connections, one for commands and one for messages. Each is replaced when it closes or stops responding. Afterwards,
 * listeners also receive the messages published in the meantime.
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
