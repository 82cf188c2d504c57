import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Closes the connections of this process's servers on SIGINT and SIGTERM, each one after its request in progress. Next (16.4.6)
 * waits for all of them before it exits, but Node (24) closes none that has not sent a request yet, and keeps serving requests
 * on the others.
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
    // Not at once: a request may have arrived that has not been read yet.
    setInterval(() => {
      for (const [socket, response] of connections) if (response?.writableFinished !== false) socket.destroy()
    }, 1_000)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, shutDown)
}
