import { expect, test } from 'vitest'
import type { Emulator } from '../../../../tests/emulator/emulator.ts'
import type { FaultInput } from '../../../../tests/emulator/faults/faults.ts'
import { askApi, askForTokens, authorizeQuery, callback, origin, post, startEmulator, visit } from './support.ts'

function startWith(fault: FaultInput): { emulator: Emulator; me: (signal?: AbortSignal) => Promise<Response> } {
  const { emulator } = startEmulator()
  const headers = { authorization: `Bearer ${emulator.grantFor('mira').accessToken}` }
  emulator.faults.set(fault)
  const me = (signal?: AbortSignal) => emulator.fetch(`${origin}/v1/me`, { headers, ...(signal ? { signal } : {}) })
  return { emulator, me }
}

const refreshForm = (emulator: Emulator) => ({
  grant_type: 'refresh_token',
  refresh_token: emulator.grantFor('mira').refreshToken,
})

const answers: [FaultInput, number, string, RegExp][] = [
  [{ name: 'server_error' }, 503, 'application/json', /"status":503/],
  [{ name: 'server_error', status: 502, body: 'text' }, 502, 'text/plain', /^upstream connect error/],
  [{ name: 'rate_limited' }, 429, 'application/json', /^\{"error":\{"status":429,"message":"Too many requests"\}\}$/],
  [{ name: 'quota' }, 429, 'application/json', /"reason":"QUOTA_EXCEEDED"/],
  [{ name: 'unauthorized' }, 401, 'application/json', /"Missing\/invalid\/expired access token"/],
  [
    { name: 'unauthorized', message: 'The access token expired' },
    401,
    'application/json',
    /"The access token expired"/,
  ],
  [{ name: 'bad_request' }, 400, 'application/json', /^\{"error":\{"status":400,"message":"Invalid limit"\}\}$/],
  [{ name: 'bad_request', message: 'Invalid base62 id' }, 400, 'application/json', /"Invalid base62 id"/],
  [{ name: 'html' }, 200, 'text/html', /^<!doctype html>/],
  [{ name: 'html', status: 502 }, 502, 'text/html', /^<!doctype html>/],
  [{ name: 'empty' }, 200, 'text/plain', /^$/],
  [{ name: 'not_registered' }, 403, 'text/plain', /^The user is not registered/],
  [{ name: 'owner_premium' }, 403, 'text/plain', /^Active premium subscription required .{100,}$/],
  [{ name: 'missing_scope' }, 403, 'application/json', /"Insufficient client scope"/],
  [{ name: 'forbidden' }, 403, 'application/json', /"Forbidden"/],
  [{ name: 'not_found' }, 404, 'application/json', /"Resource not found"/],
]

test.each(answers)(
  'the fault %o causes a response with status %i and the content type %s',
  async (fault, status, type, text) => {
    const { me } = startWith(fault)
    const response = await me()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(new RegExp(`^${type}`))
    expect(await response.text()).toMatch(text)
  },
)

test.each([
  [{ name: 'rate_limited' } as const, '5'],
  [{ name: 'rate_limited', retryAfter: 'soon' } as const, 'soon'],
  [{ name: 'rate_limited', retryAfter: null } as const, null],
  [{ name: 'quota' } as const, '48925'],
])('the fault %o sets the Retry-After header to %s', async (fault, header) => {
  const { me } = startWith(fault)
  expect((await me()).headers.get('retry-after')).toBe(header)
})

test('when a fault closes the connection, the emulator’s fetch function throws the same error as the global fetch', async () => {
  const { me, emulator } = startWith({ name: 'cut' })
  await expect(me()).rejects.toThrow(new TypeError('fetch failed'))
  expect(emulator.requests().at(-1)).toMatchObject({ path: '/v1/me', status: 0, faults: ['cut'] })
})

test('a truncated response causes an error while its body is being read', async () => {
  const { me } = startWith({ name: 'cut_midway' })
  const response = await me()
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow('terminated')
})

test('a slow response arrives after the configured delay, unless the client disconnects first', async () => {
  const { me } = startWith({ name: 'slow', delayMs: 40 })
  const start = performance.now()
  expect((await me()).status).toBe(200)
  expect(performance.now() - start).toBeGreaterThan(35)
  await expect(me(AbortSignal.timeout(5))).rejects.toThrow('timeout')
})

test('clearing the “slow” fault ends its delays', async () => {
  const { me, emulator } = startWith({ name: 'slow', delayMs: 3_600_000 })
  emulator.faults.set({ name: 'slow', where: '/v1/me', delayMs: 3_600_000 })
  const slow = me()
  await expect.poll(() => emulator.requests()).toHaveLength(1)
  emulator.faults.clear('quota')
  emulator.faults.clear('slow')
  expect((await slow).status).toBe(200)
})

test('the “slow” fault can be combined with another fault', async () => {
  const { me, emulator } = startWith({ name: 'slow', delayMs: 20 })
  emulator.faults.set({ name: 'server_error' })
  const start = performance.now()
  expect((await me()).status).toBe(503)
  expect(performance.now() - start).toBeGreaterThan(15)
})

test('resetting the emulator closes pending connections', async () => {
  const { me, emulator } = startWith({ name: 'slow', delayMs: 60_000 })
  const waiting = me()
  setTimeout(() => emulator.reset(), 5)
  await expect(waiting).rejects.toThrow('fetch failed')
})

test('a huge response has the configured number of bytes', async () => {
  const { me } = startWith({ name: 'huge', bytes: 200_000 })
  expect((await (await me()).text()).length).toBe(200_000 + '{"items":['.length)
})

test('an endless response continues until the client disconnects', async () => {
  const { me } = startWith({ name: 'drip', everyMs: 2 })
  const response = await me(AbortSignal.timeout(30))
  await expect(response.text()).rejects.toThrow('timeout')
})

test('a redirect is returned, rejected or followed, depending on the request’s redirect mode', async () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'redirect', where: 'token' })
  const ask = (redirect: RequestRedirect) => emulator.fetch(`${origin}/api/token`, { method: 'POST', redirect })
  expect((await ask('manual')).headers.get('location')).toBe(`${origin}/elsewhere`)
  await expect(ask('error')).rejects.toThrow('fetch failed')
  expect(emulator.requests().map(({ path }) => path)).not.toContain('/elsewhere')
  expect((await ask('follow')).status).toBe(404)
  expect(emulator.requests().at(-1)?.path).toBe('/elsewhere')
})

test('the refresh_refused fault does not affect code exchanges', async () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'refresh_refused', description: 'Refresh token expired' })
  const { status, body } = await askForTokens(emulator, refreshForm(emulator))
  expect(status).toBe(400)
  expect(body).toEqual({ error: 'invalid_grant', error_description: 'Refresh token expired' })
  const form = { grant_type: 'authorization_code', redirect_uri: callback, code: emulator.codeFor('mira') }
  expect((await askForTokens(emulator, form)).status).toBe(200)
})

test.each([
  ['Invalid authorization code', {}],
  ['Authorization code expired', { description: 'Authorization code expired' }],
  ['code_verifier was incorrect', { description: 'code_verifier was incorrect' }],
])('the fault code_refused with the description “%s” does not affect refreshes', async (error_description, details) => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'code_refused', ...details })
  const form = { grant_type: 'authorization_code', redirect_uri: callback, code: emulator.codeFor('mira') }
  const { status, body } = await askForTokens(emulator, form)
  expect(status).toBe(400)
  expect(body).toEqual({ error: 'invalid_grant', error_description })
  expect((await askForTokens(emulator, refreshForm(emulator))).status).toBe(200)
})

test('the client_refused fault affects the client credentials grant', async () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'client_refused' })
  const { body } = await askForTokens(emulator, { grant_type: 'client_credentials' })
  expect(body).toEqual({ error: 'invalid_client', error_description: 'Invalid client secret' })
})

test('the token endpoint reports errors in the accounts service’s format', async () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'server_error', where: 'accounts', status: 500 })
  expect(await askForTokens(emulator, refreshForm(emulator))).toEqual({ status: 500, body: { error: 'server_error' } })
  expect((await visit(emulator, authorizeQuery())).status).toBe(500)
})

test('the callback_error fault redirects with an error, but only to a registered redirect URI', async () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'callback_error' })
  const response = await visit(emulator, authorizeQuery())
  expect(response.headers.get('location')).toBe(`${callback}?error=server_error&state=st`)
  const foreign = authorizeQuery({ redirect_uri: 'https://elsewhere.example/' })
  expect((await visit(emulator, foreign)).headers.get('location')).toBeNull()
})

test('if rotation is on, a refresh revokes the old token even if the response is lost', async () => {
  const { emulator } = startEmulator()
  emulator.settings.rotation = true
  emulator.faults.set({ name: 'cut_midway', where: 'token', times: 1 })
  const form = refreshForm(emulator)
  const headers = { authorization: `Basic ${btoa('a-client-id:a-client-secret')}` }
  const lost = await post(emulator, '/api/token', form, headers)
  await expect(lost.text()).rejects.toThrow('terminated')
  expect((await askForTokens(emulator, form)).body.error_description).toBe('Refresh token revoked')
})

test('a fault applies only to the configured path and user, and only as many times as configured', async () => {
  const { emulator } = startEmulator()
  const mira = emulator.grantFor('mira', { scopes: ['playlist-read-private'] }).accessToken
  const ada = emulator.grantFor('ada').accessToken
  emulator.faults.set({ name: 'forbidden', person: 'mira', where: '/v1/me/playlists', times: 2 })
  const status = async (path: string, token: string) => (await askApi(emulator, path, token)).status
  expect(await status('/me', mira)).toBe(200)
  expect(await status('/me/playlists', mira)).toBe(403)
  expect((await (await askApi(emulator, '/me/playlists', ada)).json()).error.message).not.toBe('Forbidden')
  expect(await status('/me/playlists', mira)).toBe(403)
  expect(await status('/me/playlists', mira)).toBe(200)
  expect(emulator.faults.list()).toEqual([])
})

test('setting a fault that is already active replaces it, and faults can be cleared individually or all at once', () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'slow', delayMs: 1 })
  emulator.faults.set({ name: 'slow', delayMs: 2 })
  emulator.faults.set({ name: 'quota' })
  expect(emulator.faults.list().map((fault) => fault.name)).toEqual(['slow', 'quota'])
  emulator.faults.clear('slow')
  expect(emulator.faults.list()).toEqual([{ name: 'quota', retryAfter: 48_925 }])
  emulator.faults.clear()
  expect(emulator.faults.list()).toEqual([])
})

test('a fault with an unknown name, parameter or target is rejected', () => {
  const { emulator } = startEmulator()
  expect(() => emulator.faults.set({ name: 'slwo' } as unknown as FaultInput)).toThrow()
  expect(() => emulator.faults.set({ name: 'slow', delay: 5 } as FaultInput)).toThrow()
  expect(() => emulator.faults.set({ name: 'cut', where: 'apis' } as FaultInput)).toThrow()
})
