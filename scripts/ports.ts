import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Returns `preferred` if this port on 127.0.0.1 is free, or another free port. */
export async function freePort(preferred = anyPort()): Promise<number> {
  for (let port = preferred, tries = 0; tries < 100; port = anyPort(), tries++) if (await isFree(port)) return port
  throw new Error('Could not find a free port on 127.0.0.1')
}

/**
 * Returns a port below the ephemeral range. The system could assign a port of that range to another process before the caller
 * listens.
 */
const anyPort = () => randomInt(20_000, 32_768)

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
