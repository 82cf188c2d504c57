import { createServer, type Server } from 'node:http'
import { Agent, createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { knownApp } from '../../tests/emulator/accounts/known-app.ts'
import { createEmulator } from '../../tests/emulator/emulator.ts'

const hosts = ['accounts.spotify.com', 'api.spotify.com']

/**
 * Replaces Spotify's two hosts with the emulator in any process that sets `HTTPS_PROXY` to this port and trusts this certificate.
 * The unmodified clients call Spotify's real URLs but reach only the emulator.
 */
export async function startSpotify(proxyPort: number, secure: { key: string; cert: string }, redirectUris: string[]) {
  const emulator = createEmulator({ ...knownApp, origin: 'https://api.spotify.com', redirectUris })
  const tokenErrors: string[] = []
  const server = createSecureServer(
    secure,
    getRequestListener(async (request, env) => {
      const response = await emulator.fetch(request, env as HttpBindings)
      if (new URL(request.url).pathname === '/api/token') tokenErrors.push(errorIn(await response.clone().json()))
      return response
    }),
  )
  const proxy = createServer()
  proxy.on('connect', ({ url = '' }, socket, head) => {
    if (!hosts.some((host) => url === `${host}:443`)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.unshift(head)
    return void server.emit('connection', socket)
  })
  await Promise.all([listen(server, 0), listen(proxy, proxyPort)])
  leadAgents((server.address() as AddressInfo).port)
  /** `lastTokenError` returns the error from the last token response. */
  return { emulator, lastTokenError: () => tokenErrors.at(-1) }
}

const errorIn = ({ error, error_description }: Record<string, unknown>) => `${error}: ${error_description}`

/**
 * Redirects HTTPS agents to the emulator. superagent and wreck need this, because their agents ignore the proxy that `fetch`
 * and the browser use.
 */
function leadAgents(port: number): void {
  const { createConnection } = Agent.prototype
  Agent.prototype.createConnection = function (options, done) {
    const { host } = options
    if (!host || !hosts.includes(host)) return createConnection.call(this, options, done)
    return createConnection.call(this, { ...options, host: '127.0.0.1', port, servername: host }, done)
  }
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
