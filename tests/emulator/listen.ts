import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'

type ListenOptions = Omit<EmulatorOptions, 'origin'> & {
  /** The port to listen on (default: any free port). */
  port?: number
}

export type Listening = { origin: string; emulator: Emulator; close(): Promise<void> }

/** Starts the emulator on a loopback address, so other machines cannot reach it. */
export async function listen({ port = 0, ...options }: ListenOptions): Promise<Listening> {
  let origin = ''
  const emulator = createEmulator({ ...options, origin: () => origin })
  const listener = getRequestListener((request, env) => emulator.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  })
  const server = createServer(listener)
  origin = `http://127.0.0.1:${await portOf(server, port)}`
  return { origin, emulator, close: () => close(server, emulator) }
}

function portOf(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server, emulator: Emulator): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    emulator.stop()
    // Closes all connections; otherwise, a browser would keep its connections open for another minute.
    server.closeAllConnections()
  })
}
