import { request as sendRequest } from 'node:http'
import { freePort } from '../../../../scripts/processes.ts'
import { apiAddresses, pageAddresses } from '../../../../tests/support/addresses.ts'
import { ask, row } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'

const everyAddress = [...pageAddresses, ...apiAddresses, '/api/reports', '/favicon.ico', '/_next/static/x.js']

test('TRACE requests are refused on every path and are not logged', async ({ servers }) => {
  const { origin, output } = servers.app
  const before = output().length
  for (const path of everyAddress) {
    const { status, headers } = await ask(origin, path, { method: 'TRACE', headers: { cookie: 'session=x' } })
    row(path, { status, sniff: headers['x-content-type-options'] }, { status: 400, sniff: 'nosniff' })
  }
  expect(output().slice(before)).toBe('')
})

test('a protocol upgrade request gets the path’s usual response', async ({ servers }) => {
  const { origin } = servers.app
  const answers = (path: string, headers = {}) =>
    Promise.race([
      ask(origin, path, { headers }).then(({ status }) => status),
      new Promise((resolve) => setTimeout(() => resolve('still open'), 60_000)),
    ])
  const socket = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' }
  for (const path of everyAddress) {
    const usual = await answers(path)
    for (const [upgrade, more] of [['websocket', socket] as const, ['h2c', { 'http2-settings': 'AAMAAABk' }] as const])
      row(`${upgrade} ${path}`, await answers(path, { ...more, connection: 'Upgrade', upgrade }), usual)
  }
})

test('an interrupted request body leaves no uncaught error in the log', async ({ servers }) => {
  const { origin, output } = servers.app
  const { hostname, port } = new URL(origin)
  const before = output().length
  for (const path of everyAddress)
    for (const type of ['text/plain', 'application/csp-report', 'multipart/form-data; boundary=x'])
      await new Promise<void>((resolve) => {
        const headers = { 'content-type': type, 'content-length': '100', expect: '100-continue' }
        const request = sendRequest({ hostname, port, path, method: 'POST', headers, agent: false })
        request.on('error', () => resolve())
        request.on('response', (response) => response.resume().on('end', resolve))
        // The server sends `continue` once it has received the request headers.
        request.on('continue', () => request.write('half', () => request.destroy(new Error('left'))))
        request.flushHeaders()
      })
  await ask(origin, '/api/health')
  const words = output().slice(before).split('\n')
  expect(words.filter((line) => line && !line.startsWith('{'))).toEqual([])
})

/**
 * A second HTTP server in the same process, like one that a fork might add. The server accepts all paths, TRACE requests and
 * WebSockets.
 */
const secondServer = `
  import { createServer } from 'node:http'
  createServer((request, response) => response.end(request.method + ' ' + request.url))
    .on('upgrade', (request, socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n\\r\\n'),
    )
    .listen(process.env.SECOND_PORT, '127.0.0.1')
`

test('the app does not affect a second HTTP server in the same process, or that server’s WebSockets', async () => {
  const port = await freePort()
  const servers = await startServers({
    SECOND_PORT: String(port),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(secondServer)}`,
  })
  const send = (path: string, method: string, headers = {}) =>
    new Promise((resolve, reject) => {
      const request = sendRequest({ port, path, method, headers, agent: false })
      request.on('upgrade', ({ statusCode }, socket) => resolve(socket.destroy() && statusCode))
      request.on('response', async (response) => resolve((await response.setEncoding('utf8').toArray()).join('')))
      request.on('error', reject).end()
    })
  expect(await send('/', 'GET', { connection: 'Upgrade', upgrade: 'websocket' })).toBe(101)
  expect(await send('/', 'TRACE')).toBe('TRACE /')
  expect(await send('http://other.example/', 'GET')).toBe('GET http://other.example/')
  // The app's own server still refuses TRACE.
  expect((await ask(servers.app.origin, '/', { method: 'TRACE' })).status).toBe(400)
  await servers.stop()
})
