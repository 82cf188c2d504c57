import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** The preferred port of 127.0.0.1 if it is free, else any free one. */
export async function freePort(preferred = anyPort()): Promise<number> {
  for (let port = preferred, tries = 0; tries < 100; port = anyPort(), tries++) if (await isFree(port)) return port
  throw new Error('No free port on 127.0.0.1')
}

/** Below those that the system gives to whoever asks for any: they could go to another before the caller listens. */
const anyPort = () => randomInt(20_000, 32_768)

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
