import { expect, test } from 'vitest'
import type { Emulator } from '../../../../tests/emulator/emulator.ts'
import {
  askApi,
  askForTokens,
  authorizeQuery,
  callback,
  origin,
  playlistScopes,
  post,
  press,
  startEmulator,
  visit,
} from './support.ts'

function send(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Response> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return emulator.fetch(`${origin}/_emulator${path}`, { method, ...init })
}

const read = async (emulator: Emulator, path: string) => (await send(emulator, 'GET', path)).json()

test('the emulator’s control endpoints can switch faults on and off', async () => {
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

test('an invalid control request returns an error and changes nothing', async () => {
  const { emulator } = startEmulator()
  const before = await read(emulator, '/state')
  const orders: [string, string, unknown?][] = [
    ['POST', '/faults', { name: 'slwo' }],
    ['POST', '/faults', []],
    ['DELETE', '/faults/slwo'],
    ['PUT', '/settings', { rotate: true }],
    ['PUT', '/settings', { accessTokenSeconds: 0 }],
    ['PUT', '/settings', { withheldScopes: ['bogus'] }],
    ['PUT', '/settings', { expiresIn: 7 }],
    ['PUT', '/settings', { playing: 'loud' }],
    ['POST', '/revoke-consent', { person: 'nobody' }],
  ]
  for (const [method, path, body] of orders) {
    const response = await send(emulator, method, path, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.any(String) })
  }
  expect(await read(emulator, '/state')).toEqual(before)
})

test('each setting can be changed separately, and resetting the emulator restores all defaults', async () => {
  const { emulator } = startEmulator()
  await send(emulator, 'PUT', '/settings', { rotation: true })
  await send(emulator, 'PUT', '/settings', { accessTokenSeconds: 61 })
  await send(emulator, 'PUT', '/settings', { withheldScopes: ['streaming'] })
  await send(emulator, 'PUT', '/settings', { expiresIn: { says: null } })
  await send(emulator, 'PUT', '/settings', { readablePictures: false })
  await send(emulator, 'PUT', '/settings', { playing: 'ad' })
  const changed = {
    rotation: true,
    accessTokenSeconds: 61,
    withheldScopes: ['streaming'],
    expiresIn: { says: null },
    readablePictures: false,
    playing: 'ad',
  }
  expect(emulator.settings).toEqual(changed)
  expect((await read(emulator, '/state')).settings).toEqual(changed)
  await send(emulator, 'POST', '/reset')
  const fresh = {
    rotation: false,
    accessTokenSeconds: 3600,
    withheldScopes: [],
    expiresIn: 'true',
    readablePictures: true,
    playing: 'usual',
  }
  expect(emulator.settings).toEqual(fresh)
})

test('the emulator’s control endpoints can invalidate access tokens and revoke consent', async () => {
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

test('only calls to Spotify are logged, in order and with each call’s user and grant type', async () => {
  const { emulator, clock } = startEmulator()
  await press(emulator, 'agree', authorizeQuery(), 'ada')
  const { accessToken, refreshToken } = emulator.grantFor('mira')
  await askForTokens(emulator, { grant_type: 'refresh_token', refresh_token: refreshToken })
  await askApi(emulator, '/me?a=1', accessToken)
  await emulator.fetch(`${origin}/`)
  await emulator.fetch(`${origin}/pictures/x`)
  await emulator.fetch(`${origin}/nowhere`)
  const common = { at: clock.ms, query: {}, traceId: expect.stringMatching(/^[0-9a-f]{16}$/) }
  expect(await read(emulator, '/requests')).toEqual([
    { ...common, method: 'POST', path: '/authorize', status: 303, person: 'ada' },
    { ...common, method: 'POST', path: '/api/token', status: 200, person: 'mira', grantType: 'refresh_token' },
    { ...common, method: 'GET', path: '/v1/me', query: { a: '1' }, status: 200, person: 'mira' },
    { ...common, method: 'GET', path: '/nowhere', status: 404 },
  ])
  await send(emulator, 'DELETE', '/requests')
  expect(await read(emulator, '/requests')).toEqual([])
})

test('every response from the accounts service or the Web API has a trace ID, which also appears in the request log', async () => {
  const { emulator } = startEmulator()
  const { accessToken } = emulator.grantFor('mira')
  emulator.faults.set({ name: 'rate_limited', where: '/v1/me', times: 1 })
  const answers = [
    await visit(emulator, authorizeQuery()),
    await press(emulator, 'cancel', authorizeQuery()),
    await post(emulator, '/api/token', {}),
    await askApi(emulator, '/me', accessToken),
    await askApi(emulator, '/me', accessToken),
    await askApi(emulator, '/me'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 303, 400, 429, 200, 401])
  const numbers = answers.map(({ headers }) => headers.get('sp-trace-id'))
  expect(new Set(numbers).size).toBe(6)
  expect(emulator.requests().map(({ traceId }) => traceId)).toEqual(numbers)
  expect((await emulator.fetch(`${origin}/`)).headers.get('sp-trace-id')).toBeNull()
})

test('a withheld scope is neither granted to new tokens nor listed in the token response', async () => {
  const { emulator } = startEmulator()
  emulator.settings.withheldScopes = ['playlist-read-private']
  const code = emulator.codeFor('mira', { scopes: playlistScopes })
  const form = { grant_type: 'authorization_code', redirect_uri: callback, code }
  const { body } = await askForTokens(emulator, form)
  expect(body.scope).toBe('playlist-read-collaborative')
  const list = await askApi(emulator, '/me/playlists', body.access_token)
  expect((await list.json()).error.message).toBe('Insufficient client scope')
  const renewal = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
  expect((await askForTokens(emulator, renewal)).body.scope).toBe('playlist-read-collaborative')
  emulator.reset()
  expect(emulator.grantFor('mira', { scopes: playlistScopes }).scope).toBe(playlistScopes.join(' '))
})

test.each([
  ['a correct', 'true', { expires_in: 3600 }],
  ['no', 'absent', {}],
  ['a non-numeric', { says: 'soon' }, { expires_in: 'soon' }],
  ['a null', { says: null }, { expires_in: null }],
] as const)('a token response can contain %s expires_in value', async (_, expiresIn, said) => {
  const { emulator } = startEmulator()
  emulator.settings.expiresIn = expiresIn
  const { body } = await askForTokens(emulator, { grant_type: 'client_credentials' })
  const { access_token, token_type, ...rest } = body
  expect(rest).toEqual(said)
  // The setting affects only the `expires_in` field, not the token's actual lifetime.
  expect((await askApi(emulator, '/me', access_token)).status).toBe(403)
})

test('the request log keeps only the last 1,000 calls', async () => {
  const { emulator } = startEmulator()
  for (let index = 0; index < 1003; index += 1) await emulator.fetch(`${origin}/v1/me?n=${index}`)
  const kept = emulator.requests()
  expect(kept).toHaveLength(1000)
  expect(kept[0]?.query).toEqual({ n: '3' })
})

test('the emulator’s fetch function cannot reach other hosts', async () => {
  const { emulator } = startEmulator()
  await expect(emulator.fetch('https://elsewhere.example/v1/me')).rejects.toThrow('fetch failed')
})
