import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { listen } from '../../../../tests/emulator/emulator.ts'
import { callback, clientId, clientSecret } from './support.ts'

const options = { clientId, clientSecret, redirectUris: [callback] }

function get(url: string, agent: Agent, headers: Record<string, string> = {}): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, headers }, (response) => {
      response.on('error', (error) => resolve(error.message))
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.resume()
    })
    sent.on('error', (error) => resolve(error.message))
    sent.end()
  })
}

test('the emulator listens on 127.0.0.1, returns its own URL, and stops immediately even if connections are open', async () => {
  const { origin, emulator, close } = await listen(options)
  const agent = new Agent({ keepAlive: true })
  const headers = { authorization: `Bearer ${emulator.grantFor('mira').accessToken}` }
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await get(`${origin}/v1/me`, agent, headers)).toBe(200)
  emulator.faults.set({ name: 'slow', delayMs: 60_000 })
  const waiting = get(`${origin}/v1/me`, agent, headers)
  await expect.poll(() => emulator.requests().at(-1)?.faults).toEqual(['slow'])
  const start = performance.now()
  await close()
  expect(performance.now() - start).toBeLessThan(20_000)
  expect(await waiting).toBe('socket hang up')
  agent.destroy()
})

test('a client with an unfinished request does not prevent the emulator from stopping', async () => {
  const { origin, close } = await listen(options)
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /v1/me HTTP/1.1\r\nHost: half')
  await get(`${origin}/v1/me`, new Agent())
  const closed = once(socket, 'close')
  await close()
  await closed
})

test('when the emulator runs as an HTTP server, a fault can close a connection before or during a response', async () => {
  const { origin, emulator, close } = await listen(options)
  const agent = new Agent()
  const headers = { authorization: `Bearer ${emulator.grantFor('mira').accessToken}` }
  emulator.faults.set({ name: 'cut', times: 1 })
  expect(await get(`${origin}/v1/me`, agent, headers)).toBe('socket hang up')
  emulator.faults.set({ name: 'cut_midway', times: 1 })
  expect(await get(`${origin}/v1/me`, agent, headers)).toBe('aborted')
  expect(await get(`${origin}/v1/me`, agent, headers)).toBe(200)
  await close()
})

test('starting the emulator on a port that is already in use fails with EADDRINUSE', async () => {
  const first = await listen(options)
  const port = Number(new URL(first.origin).port)
  await expect(listen({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await first.close()
})
