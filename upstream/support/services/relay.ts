import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Relay = {
  port: number
  /** Silently drops all data on all currently open connections. Connections that are opened later are not affected. */
  silence: () => void
  /** Resets each open connection when the client next sends data, as a router that has lost track of the connection would. */
  forget: () => void
  /** Returns the number of connections that have been opened so far. */
  opened: () => number
  /** Returns the number of connections that are still open on the client's side. */
  open: () => number
  close: () => Promise<void>
}

/** Forwards TCP connections to a local port, as a router or load balancer would. */
export async function createRelay(targetPort: number): Promise<Relay> {
  const connections = new Map<Socket, Socket>()
  const silent = new Set<Socket>()
  const forgotten = new Set<Socket>()
  let opened = 0

  const server = createServer((client) => {
    opened++
    const target = connect(targetPort, '127.0.0.1')
    connections.set(client, target)
    client.on('data', (bytes) => {
      if (forgotten.has(client)) client.resetAndDestroy()
      else if (!silent.has(client)) target.write(bytes)
    })
    target.on('data', (bytes) => silent.has(client) || client.write(bytes))
    // If the target closes a silenced connection, the client's end stays open, as it would after a network failure.
    target.on('close', () => silent.has(client) || client.destroy())
    client.on('close', () => {
      connections.delete(client)
      target.destroy()
    })
    for (const socket of [client, target]) socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    silence() {
      for (const client of connections.keys()) silent.add(client)
    },
    forget() {
      for (const client of connections.keys()) forgotten.add(client)
    },
    opened: () => opened,
    open: () => connections.size,
    async close() {
      for (const client of connections.keys()) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
