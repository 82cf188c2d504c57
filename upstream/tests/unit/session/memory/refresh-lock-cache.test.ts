import { describe, expect, test } from 'vitest'
import { createSetup, sessionOf, tokenRequests } from '../../../../../tests/unit/support.ts'
import { kindOf, tokensOf } from './refresh-response.ts'

const first = { isRetry: false }
const repeat = <Value>(times: number, make: (index: number) => Value) =>
  Array.from({ length: times }, (_, i) => make(i))

function createRequest() {
  const setup = createSetup()
  const { refreshToken, accessToken } = sessionOf(setup)
  const request = (options = first) => setup.context.requestRefresh(refreshToken, options)
  return { setup, request, refreshToken, accessToken }
}

describe('50 concurrent requests with the same refresh token', () => {
  test.each([false, true])(
    '50 concurrent requests cause only one token request and share its response (rotation: %s)',
    async (rotation) => {
      const { setup, request, accessToken } = createRequest()
      setup.emulator.settings.rotation = rotation
      const responses = await Promise.all(repeat(50, () => request()))
      expect(tokenRequests(setup)).toBe(1)
      const tokens = responses.map((response) => tokensOf(response).accessToken)
      expect(new Set(tokens).size).toBe(1)
      expect(tokens[0]).not.toBe(accessToken)
    },
  )

  test.each([
    { fault: { name: 'refresh_refused' }, kind: 'grant_refused', heldMs: 10_000 },
    { fault: { name: 'server_error', where: 'token' }, kind: 'unavailable', heldMs: 1_000 },
    { fault: { name: 'client_refused' }, kind: 'client_refused', heldMs: 1_000 },
  ] as const)(
    'after the fault $fault.name, 50 concurrent requests share one response, which is reused for $heldMs ms before Spotify is called again',
    async ({ fault, kind, heldMs }) => {
      const { setup, request } = createRequest()
      setup.emulator.faults.set(fault)
      const responses = await Promise.all(repeat(50, () => request()))
      expect(responses.map(kindOf)).toEqual(repeat(50, () => kind))
      setup.emulator.faults.clear()
      setup.clock.ms += heldMs - 1
      expect(kindOf(await request())).toBe(kind)
      expect(tokenRequests(setup)).toBe(1)
      setup.clock.ms += 1
      expect(kindOf(await request())).toBe('tokens')
    },
  )
})

test('for 30 seconds after a rotation, requests with the old refresh token get the cached response', async () => {
  const { setup, request } = createRequest()
  setup.emulator.settings.rotation = true
  const held = await request()
  setup.clock.ms += 29_999
  expect(await request()).toEqual(held)
  expect(tokenRequests(setup)).toBe(1)
  setup.clock.ms += 1
  expect(kindOf(await request())).toBe('grant_refused')
  expect(tokenRequests(setup)).toBe(2)
})

test('a slow token response is cached for 30 seconds after it arrives', async () => {
  const { setup, request } = createRequest()
  const slow = request()
  setup.clock.ms += 7_000
  const held = await slow
  expect(held.atMs).toBe(setup.clock.ms)
  setup.clock.ms += 29_999
  expect(tokensOf(await request()).accessToken).toBe(tokensOf(held).accessToken)
})

test('a retry ignores a cached refusal, and later requests share the response to the retry', async () => {
  const { setup, request } = createRequest()
  setup.emulator.faults.set({ name: 'refresh_refused', times: 1 })
  expect(kindOf(await request())).toBe('grant_refused')
  expect(kindOf(await request())).toBe('grant_refused')
  const retries = await Promise.all(repeat(5, () => request({ isRetry: true })))
  expect(retries.map(kindOf)).toEqual(repeat(5, () => 'tokens'))
  expect(kindOf(await request())).toBe('tokens')
  expect(tokenRequests(setup)).toBe(2)
})

test('a token request that failed during an outage is retried, even after a refresh with a different token', async () => {
  const { setup, request } = createRequest()
  await setup.context.requestRefresh(sessionOf(setup, 'otto').refreshToken, first)
  setup.emulator.faults.set({ name: 'server_error', where: 'token' })
  expect(kindOf(await request())).toBe('unavailable')
  setup.emulator.faults.clear()
  setup.clock.ms += 1_000
  expect(kindOf(await request())).toBe('tokens')
})

test('a token response is not cached for longer than its access token is valid', async () => {
  const { setup, request } = createRequest()
  setup.emulator.settings.accessTokenSeconds = 2
  const held = await request()
  setup.clock.ms += 1_999
  expect(await request()).toEqual(held)
  setup.clock.ms += 1
  expect(tokensOf(await request()).accessToken).not.toBe(tokensOf(held).accessToken)
})

test.each([
  { fault: { name: 'refresh_refused' }, kind: 'grant_refused' },
  { fault: { name: 'client_refused' }, kind: 'client_refused' },
  { fault: { name: 'server_error', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'server_error', where: 'token', status: 500, body: 'text' }, kind: 'unavailable' },
  { fault: { name: 'rate_limited', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'html', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'cut', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'redirect', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'empty', where: 'token' }, kind: 'unavailable' },
] as const)(
  'the fault $fault.name $fault.status results in $kind, and the response reveals no token and is cached only briefly',
  async ({ fault, kind }) => {
    const { setup, request, accessToken, refreshToken } = createRequest()
    setup.emulator.faults.set(fault)
    const { outcome } = await request()
    expect(outcome).toMatchObject({ kind, detail: expect.any(String) })
    for (const token of [accessToken, refreshToken]) expect(JSON.stringify(outcome)).not.toContain(token)
    setup.emulator.faults.clear()
    setup.clock.ms += 10_000
    expect(kindOf(await request())).toBe('tokens')
  },
)
