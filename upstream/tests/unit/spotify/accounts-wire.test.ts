import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAccounts } from '@/lib/spotify/accounts'
import { defaultScopes } from '@/lib/spotify/scopes'
import { fetchOf, jsonAnswer, outside } from '../../../../tests/unit/spotify/support.ts'
import { callbackUrl, clientId, clientSecret, createSetup, spotifyUrl } from '../../../../tests/unit/support.ts'

const settings = { url: spotifyUrl, clientId, clientSecret, redirectUri: callbackUrl }
const accounts = createAccounts({ ...outside(), ...settings, fetch })
const tokens = { access_token: 'a', token_type: 'Bearer' }

test('the authorization URL contains the required parameters and no secrets', async () => {
  const verifier = 'v'.repeat(64)
  const url = await accounts.authorizeUrl({ state: 'a+b&c', verifier, scopes: defaultScopes, showDialog: true })
  expect(url.origin + url.pathname).toBe(`${spotifyUrl}/authorize`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callbackUrl,
    scope: defaultScopes.join(' '),
    state: 'a+b&c',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    show_dialog: 'true',
  })
  for (const secret of [verifier, clientSecret]) expect(url.href).not.toContain(secret)
})

describe('requests to the token endpoint', () => {
  test('a token request has a timeout, does not follow redirects, and is not cached', async () => {
    const { fetch, calls } = fetchOf(() => jsonAnswer(tokens))
    await createAccounts({ ...outside(), ...settings, fetch }).refresh('old')
    const { url, init } = calls[0] ?? {}
    expect(url).toBe(`${spotifyUrl}/api/token`)
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual', cache: 'no-store' })
    expect(init?.signal).toBeInstanceOf(AbortSignal)
    expect(init?.signal?.aborted).toBe(false)
    expect(new Headers(init?.headers).get('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
    expect(new Headers(init?.headers).has('cookie')).toBe(false)
  })

  test('each token request has its own timeout', async () => {
    const { fetch, calls } = fetchOf(() => jsonAnswer(tokens))
    const { refresh } = createAccounts({ ...outside(), ...settings, fetch })
    await refresh('one')
    await refresh('two')
    expect(calls[0]?.init?.signal).not.toBe(calls[1]?.init?.signal)
  })

  test('a token request that fails or times out does not invalidate the grant', async () => {
    const errors = [new DOMException('timed out', 'TimeoutError'), new TypeError('fetch failed'), 'text', undefined]
    for (const error of errors) {
      const { fetch } = fetchOf(() => Promise.reject(error))
      expect((await createAccounts({ ...outside(), ...settings, fetch }).refresh('old')).kind).toBe('unavailable')
    }
  })

  test('the report of a network failure contains the error code, but not the underlying message', async () => {
    const cause = Object.assign(new Error('getaddrinfo of a host that nobody needs to know'), { code: 'ENOTFOUND' })
    const { fetch } = fetchOf(() => Promise.reject(new TypeError('fetch failed', { cause })))
    expect(await createAccounts({ ...outside(), ...settings, fetch }).refresh('old')).toEqual({
      kind: 'unavailable',
      detail: 'fetch failed: ENOTFOUND',
    })
  })

  test.each(['cut', 'cut_midway', 'redirect', 'huge', 'html', 'empty'] as const)(
    'a token request is not repeated after the fault %s, and the grant stays valid',
    async (name) => {
      const { emulator } = createSetup()
      const { refreshToken } = emulator.grantFor('mira')
      emulator.faults.set({ name, where: 'token' })
      const { fetch, calls } = fetchOf((request) => emulator.fetch(request))
      expect((await createAccounts({ ...outside(), ...settings, fetch }).refresh(refreshToken)).kind).toBe(
        'unavailable',
      )
      expect(calls).toHaveLength(1)
    },
  )

  test('an endless response from the token endpoint is cancelled early', async () => {
    let sent = 0
    const chunk = new Uint8Array(16_384)
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length
        controller.enqueue(chunk)
      },
    })
    const headers = { 'content-type': 'application/json' }
    const { fetch } = fetchOf(() => new Response(stream, { headers }))
    expect((await createAccounts({ ...outside(), ...settings, fetch }).refresh('old')).kind).toBe('unavailable')
    expect(sent).toBeLessThan(200_000)
  })
})

describe('reading the callback', () => {
  const read = (query: Record<string, string> | string, state = 'state') =>
    accounts.readCallback(new URLSearchParams(query), state)
  const good = { code: 'code', state: 'state' }

  test('reading a callback with a code and the correct state returns the code', () => {
    expect(read(good)).toEqual({ code: expect.any(URLSearchParams) })
    expect(read({ ...good, code: 'c'.repeat(2_000) })).toHaveProperty('code')
    expect(read({ ...good, iss: spotifyUrl, unknown: 'x' })).toHaveProperty('code')
  })

  test('reading a callback with an error returns that error', () => {
    expect(read({ error: 'access_denied', state: 'state' })).toEqual({ error: 'access_denied' })
    expect(read({ error: 'server_error', state: 'state', code: 'code' })).toEqual({ error: 'server_error' })
  })

  test.each(
    [
      'state=state',
      'code=&state=state',
      `code=${'c'.repeat(2_001)}&state=state`,
      'code=code',
      'code=code&state=other',
      'code=code&state=STATE',
      'code=code&state=state&state=state',
      'code=one&code=two&state=state',
      'error=access_denied',
      'error=access_denied&state=other',
      'code=code&state=state&iss=https%3A%2F%2Fevil',
      'code=code&state=state&access_token=evil',
      'code=code&state=state&id_token=evil',
      'code=code&state=state&token=evil',
      'state=state&access_token=evil',
      'state=state&response=e.v.il',
      '',
    ].map((query) => [query.slice(0, 60), query]),
  )('a malformed callback is rejected: %s', (_title, query) => {
    expect(read(query ?? '')).toBeNull()
  })
})
