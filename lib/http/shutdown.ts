import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * On SIGINT or SIGTERM, closes each connection to this process as soon as the request on that connection is complete. When Next.js
 * (16.4.6) shuts down, it waits until all connections are closed. While a server is closing, Node.js (24) doesn't close connections
 * on which no request has arrived yet, and keeps accepting requests on all other open connections.
 */
export function closeConnectionsOnShutdown(): void {
  const connections = new Map<Socket, ServerResponse | null>()
  let isShuttingDown = false

  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket }
    connections.set(socket, null)
    socket.once('close', () => connections.delete(socket))
  })
  subscribe('http.server.request.start', (message) => {
    const { socket, response } = message as { socket: Socket; response: ServerResponse }
    if (isShuttingDown) response.setHeader('connection', 'close')
    if (connections.has(socket)) connections.set(socket, response)
  })

  const shutDown = () => {
    if (isShuttingDown) return
    isShuttingDown = true
    for (const response of connections.values()) if (!response?.headersSent) response?.setHeader('connection', 'close')
    // Idle connections are closed only after a delay, in case a request has arrived that Node.js hasn't read yet.
    setInterval(() => {
      for (const [socket, response] of connections) if (response?.writableFinished !== false) socket.destroy()
    }, 1_000)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, shutDown)
}
