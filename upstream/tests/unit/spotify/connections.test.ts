import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createAccounts } from '@/lib/spotify/accounts'
import { createApi } from '@/lib/spotify/api'
import { outside } from '../../../../tests/unit/spotify/support.ts'
import { callbackUrl, clientId, clientSecret } from '../../../../tests/unit/support.ts'
import { createRelay, type Relay } from '../../../support/services/relay.ts'

type Respond = (request: IncomingMessage & { nth: number }, response: ServerResponse) => void

const open: { close(): unknown }[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const server of open.splice(0)) await server.close()
})

/**
 * Starts a real HTTP server. Each entry in `requests` contains a request's method, the number of its connection, and its position
 * among the requests on that connection.
 */
async function startSpotify(respond: Respond) {
  const requests: string[] = []
  const connections = new Map<Socket, { id: number; count: number }>()
  const server = createServer((request, response) => {
    const connection = connections.get(request.socket) ?? { id: connections.size + 1, count: 0 }
    connections.set(request.socket, connection)
    connection.count++
    requests.push(`${request.method} ${connection.id}.${connection.count}`)
    request.resume()
    respond(Object.assign(request, { nth: requests.length }), response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
  return { server, requests, port: (server.address() as AddressInfo).port }
}

async function startRelay(port: number): Promise<Relay> {
  const relay = await createRelay(port)
  // The relay must be closed before the server, because the server waits until the relay's connections are closed.
  open.unshift(relay)
  return relay
}

const me = { path: '/v1/me', shape: z.object({ id: z.string() }) }
const apiAt = (port: number, signal?: AbortSignal) =>
  createApi({ ...outside(), url: `http://127.0.0.1:${port}`, accessToken: 'a', grantedScopes: [], fetch, signal })
const accountsAt = (port: number) =>
  createAccounts({
    ...outside(),
    url: `http://127.0.0.1:${port}`,
    clientId,
    clientSecret,
    redirectUri: callbackUrl,
    fetch,
  })
const tokens = { access_token: 'a', token_type: 'Bearer', expires_in: 3_600 }
const json = (response: ServerResponse, body: unknown) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
/** Waits until `fetch` has returned the connection to its pool, which happens shortly after the body has been read. */
const pooled = () => new Promise((resolve) => setTimeout(resolve, 20))

const closings = {
  'is closed': (socket: Socket) => socket.destroy(),
  'is reset': (socket: Socket) => socket.resetAndDestroy(),
}

for (const [title, end] of Object.entries(closings)) {
  test(`a GET is repeated once if its keep-alive connection ${title} before the response arrives`, async () => {
    const { port, requests } = await startSpotify(({ nth, socket }, response) =>
      nth === 2 ? end(socket) : json(response, { id: 'mira' }),
    )
    const api = apiAt(port)
    await api.get(me)
    await pooled()
    expect(await api.get(me)).toEqual({ id: 'mira' })
    expect(requests).toEqual(['GET 1.1', 'GET 1.2', 'GET 2.1'])
  })

  test(`a GET fails if its connection ${title} twice`, async () => {
    const { port, requests } = await startSpotify(({ socket }) => end(socket))
    await expect(apiAt(port).get(me)).rejects.toMatchObject({ code: 'spotify_unavailable' })
    expect(requests).toEqual(['GET 1.1', 'GET 2.1'])
  })

  test.each(['POST', 'PUT', 'DELETE'] as const)(
    `a %s request is not repeated if its connection ${title}`,
    async (method) => {
      const { port, requests } = await startSpotify(({ socket }) => end(socket))
      const request = apiAt(port).send({ ...me, method, body: { name: 'a' } })
      await expect(request).rejects.toMatchObject({ code: 'spotify_unavailable' })
      expect(requests).toEqual([`${method} 1.1`])
    },
  )

  test(`a GET is not repeated if its connection ${title} while the response is arriving`, async () => {
    const { port, requests } = await startSpotify(({ socket }, response) => {
      response.writeHead(200, { 'content-length': '50' })
      response.write('{"id":', () => end(socket))
    })
    await expect(apiAt(port).get(me)).rejects.toMatchObject({ code: 'spotify_unavailable' })
    expect(requests).toEqual(['GET 1.1'])
  })

  test(`a token request is not repeated if its connection ${title}`, async () => {
    const { port, requests } = await startSpotify(({ socket }) => end(socket))
    expect(await accountsAt(port).refresh('old')).toMatchObject({ kind: 'unavailable' })
    expect(requests).toEqual(['POST 1.1'])
  })
}

test('a GET is not repeated if it times out or the visitor leaves', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { port, requests, server } = await startSpotify(() => undefined)
  const late = apiAt(port).get(me)
  await once(server, 'request')
  vi.advanceTimersByTime(8_000)
  await expect(late).rejects.toMatchObject({ code: 'spotify_unavailable' })
  expect(requests).toHaveLength(1)

  const visitor = new AbortController()
  const left = apiAt(port, visitor.signal).get(me)
  await once(server, 'request')
  visitor.abort()
  await expect(left).rejects.toMatchObject({ code: 'spotify_unavailable' })
  expect(requests).toHaveLength(2)
})

test('all concurrent GETs succeed, even if several connections have been lost', async () => {
  const { port } = await startSpotify((_request, response) => json(response, { id: 'mira' }))
  const relay = await startRelay(port)
  const api = apiAt(relay.port)
  const getMany = (count: number) => Promise.all(Array.from({ length: count }, () => api.get(me)))
  for (const count of [1, 3, 5]) {
    await getMany(5)
    await pooled()
    relay.forget()
    expect(await getMany(count)).toHaveLength(count)
    expect(await getMany(5)).toHaveLength(5)
  }
})

test('each token request uses a new connection', async () => {
  const { port, requests } = await startSpotify((_request, response) => json(response, tokens))
  const accounts = accountsAt(port)
  for (let turn = 0; turn < 3; turn++) {
    expect(await accounts.refresh('old')).toMatchObject({ kind: 'tokens' })
    await pooled()
  }
  expect(requests).toEqual(['POST 1.1', 'POST 2.1', 'POST 3.1'])
})
