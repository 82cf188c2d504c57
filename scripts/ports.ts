import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Returns `preferred` if that port is free on 127.0.0.1, or a random free port otherwise. */
export async function freePort(preferred = anyPort()): Promise<number> {
  for (let port = preferred, tries = 0; tries < 100; port = anyPort(), tries++) if (await isFree(port)) return port
  throw new Error('Could not find a free port on 127.0.0.1')
}

/**
 * Returns a random port below the ephemeral range, because the system could assign an ephemeral port to another process before the
 * caller starts listening.
 */
const anyPort = () => randomInt(20_000, 32_768)

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
