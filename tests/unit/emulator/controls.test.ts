import { expect, test } from 'vitest'
import type { Emulator } from '../../emulator/emulator.ts'
import { askApi, askForTokens, authorizeQuery, origin, post, press, startEmulator } from './support.ts'

function send(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Response> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return emulator.fetch(`${origin}/_emulator${path}`, { method, ...init })
}

const read = async (emulator: Emulator, path: string) => (await send(emulator, 'GET', path)).json()

test('faults are switched on and off over HTTP', async () => {
  const { emulator } = startEmulator()
  expect((await send(emulator, 'POST', '/faults', { name: 'quota', person: 'ada', times: 3 })).status).toBe(200)
  await send(emulator, 'POST', '/faults', { name: 'cut', where: 'accounts' })
  expect((await read(emulator, '/state')).faults).toEqual([
    { name: 'quota', person: 'ada', times: 3, retryAfter: 48_925 },
    { name: 'cut', where: 'accounts' },
  ])
  await send(emulator, 'DELETE', '/faults/quota')
  expect((await read(emulator, '/state')).faults).toEqual([{ name: 'cut', where: 'accounts' }])
  await send(emulator, 'DELETE', '/faults')
  expect((await read(emulator, '/state')).faults).toEqual([])
})

test('a wrong order is answered with what is wrong and changes nothing', async () => {
  const { emulator } = startEmulator()
  const before = await read(emulator, '/state')
  const orders: [string, string, unknown?][] = [
    ['POST', '/faults', { name: 'slwo' }],
    ['POST', '/faults', []],
    ['DELETE', '/faults/slwo'],
    ['PUT', '/settings', { rotate: true }],
    ['PUT', '/settings', { accessTokenSeconds: 0 }],
    ['POST', '/revoke-consent', { person: 'nobody' }],
  ]
  for (const [method, path, body] of orders) {
    const response = await send(emulator, method, path, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.any(String) })
  }
  expect(await read(emulator, '/state')).toEqual(before)
})

test('settings change one at a time, and a reset restores them', async () => {
  const { emulator } = startEmulator()
  await send(emulator, 'PUT', '/settings', { rotation: true })
  await send(emulator, 'PUT', '/settings', { accessTokenSeconds: 61 })
  expect(emulator.settings).toEqual({ rotation: true, accessTokenSeconds: 61 })
  await send(emulator, 'POST', '/reset')
  expect(emulator.settings).toEqual({ rotation: false, accessTokenSeconds: 3600 })
})

test('tokens are expired and consent is revoked over HTTP', async () => {
  const { emulator } = startEmulator()
  const mira = emulator.grantFor('mira')
  const ada = emulator.grantFor('ada')
  const status = async (token: string) => (await askApi(emulator, '/me', token)).status
  await send(emulator, 'POST', '/expire-access-tokens', { person: 'mira' })
  expect([await status(mira.accessToken), await status(ada.accessToken)]).toEqual([401, 200])
  await send(emulator, 'POST', '/expire-access-tokens')
  expect(await status(ada.accessToken)).toBe(401)
  await send(emulator, 'POST', '/revoke-consent', {})
  const { body } = await askForTokens(emulator, { grant_type: 'refresh_token', refresh_token: ada.refreshToken })
  expect(body.error_description).toBe('Refresh token revoked')
})

test('calls to Spotify are listed in order, with who and what; the rest is not', async () => {
  const { emulator, clock } = startEmulator()
  await press(emulator, 'agree', authorizeQuery(), 'ada')
  const { accessToken, refreshToken } = emulator.grantFor('mira')
  await askForTokens(emulator, { grant_type: 'refresh_token', refresh_token: refreshToken })
  await askApi(emulator, '/me?a=1', accessToken)
  await emulator.fetch(`${origin}/`)
  await emulator.fetch(`${origin}/pictures/x`)
  await emulator.fetch(`${origin}/nowhere`)
  const at = clock.ms
  expect(await read(emulator, '/requests')).toEqual([
    { at, method: 'POST', path: '/authorize', query: {}, status: 303, person: 'ada' },
    { at, method: 'POST', path: '/api/token', query: {}, status: 200, person: 'mira', grantType: 'refresh_token' },
    { at, method: 'GET', path: '/v1/me', query: { a: '1' }, status: 200, person: 'mira' },
    { at, method: 'GET', path: '/nowhere', query: {}, status: 404 },
  ])
  await send(emulator, 'DELETE', '/requests')
  expect(await read(emulator, '/requests')).toEqual([])
})

test('only the last thousand calls are kept', async () => {
  const { emulator } = startEmulator()
  for (let index = 0; index < 1003; index += 1) await emulator.fetch(`${origin}/v1/me?n=${index}`)
  const kept = emulator.requests()
  expect(kept).toHaveLength(1000)
  expect(kept[0]?.query).toEqual({ n: '3' })
})

test('the panel switches faults and settings with plain forms', async () => {
  const { emulator } = startEmulator()
  const panel = async () => (await emulator.fetch(`${origin}/`)).text()
  expect(await panel()).toContain('Everything works.')
  const answer = await post(emulator, '/_emulator/faults', { name: 'slow', switch: 'on' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(await panel()).toContain('Switched on: Slow.')
  expect(await panel()).toContain('Switch off: Slow')
  await post(emulator, '/_emulator/faults', { name: 'slow', switch: 'off' })
  expect(emulator.faults.list()).toEqual([])
  await post(emulator, '/_emulator/settings', { rotation: 'on', accessTokenSeconds: '30' })
  expect(emulator.settings).toEqual({ rotation: true, accessTokenSeconds: 30 })
  await post(emulator, '/_emulator/settings', { accessTokenSeconds: '30' })
  expect(emulator.settings.rotation).toBe(false)
  expect((await post(emulator, '/_emulator/revoke-consent', { person: '' })).status).toBe(303)
})

test('nothing but the emulator can be reached through it', async () => {
  const { emulator } = startEmulator()
  await expect(emulator.fetch('https://elsewhere.example/v1/me')).rejects.toThrow('fetch failed')
})
