import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type ApiRequest, type ApiSettings, createApi } from '@/lib/spotify/api'
import { SpotifyError } from '@/lib/spotify/response'
import type { FaultInput } from '../../emulator/faults/faults.ts'
import { createSetup, playlistScopes, spotifyUrl } from '../support.ts'
import { fetchOf, jsonAnswer, outside } from './support.ts'

const accessToken = 'BQEmSecret'
const settings = { url: spotifyUrl, accessToken, grantedScopes: [] }
const shape = z.object({ id: z.string() })
const me = { path: '/v1/me', shape }

/** Returns the error that a call throws. Fails the test if the call succeeds or if the error is not a `SpotifyError`. */
async function failure(call: Promise<unknown>): Promise<SpotifyError> {
  const error = await call.then(
    () => 'Expected an error',
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(SpotifyError)
  return error
}
function apiOf(answer: (request: Request) => Response | Promise<Response>, changes: Partial<ApiSettings> = {}) {
  const { fetch, calls } = fetchOf(answer)
  return { api: createApi({ ...outside(), ...settings, fetch, ...changes }), calls }
}
function apiDuring(fault: FaultInput) {
  const { emulator } = createSetup()
  const grant = emulator.grantFor('mira', { scopes: playlistScopes })
  emulator.faults.set(fault)
  return createApi({ ...outside(), ...settings, accessToken: grant.accessToken, fetch: emulator.fetch })
}

describe('API calls', () => {
  test('an API call sends the token in a header, has a timeout, bypasses the cache and follows no redirects', async () => {
    const { api, calls } = apiOf(() => jsonAnswer({ id: 'mira' }))
    expect(await api.get({ ...me, query: { limit: 50, offset: 0, q: 'a b&c' } })).toEqual({ id: 'mira' })
    const { url, init } = calls[0] ?? {}
    expect(url).toBe(`${spotifyUrl}/v1/me?limit=50&offset=0&q=a+b%26c`)
    expect(url).not.toContain(accessToken)
    expect(init).toMatchObject({
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      cache: 'no-store',
      redirect: 'manual',
    })
    expect(init?.signal).toBeInstanceOf(AbortSignal)
    expect(init?.signal?.aborted).toBe(false)
  })

  test('a call that changes data sends its method and body', async () => {
    const { api, calls } = apiOf(() => jsonAnswer({ id: 'mira' }))
    expect(await api.send({ ...me, method: 'PUT', query: { a: 1 }, body: { name: 'ä' } })).toEqual({ id: 'mira' })
    expect(calls[0]).toMatchObject({
      url: `${spotifyUrl}/v1/me?a=1`,
      init: {
        method: 'PUT',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: '{"name":"ä"}',
        redirect: 'manual',
      },
    })
  })

  test('a call that changes data is retried only after a 429', async () => {
    const once = (first: Response) => {
      const answers = [first, jsonAnswer({ id: 'mira' })]
      return apiOf(() => answers.shift() ?? jsonAnswer({ id: 'mira' }))
    }
    const waits = once(jsonAnswer({ error: { status: 429 } }, 429, { 'retry-after': '1' }))
    expect(await waits.api.send({ ...me, method: 'POST' })).toEqual({ id: 'mira' })
    for (const status of [400, 401, 403, 404, 500, 502, 503]) {
      const { api, calls } = once(jsonAnswer({ error: { status } }, status))
      expect((await failure(api.send({ ...me, method: 'POST' }))).message).toBe(`POST /v1/me returned status ${status}`)
      expect(calls).toHaveLength(1)
    }
    const cut = apiOf(() => Promise.reject(new TypeError('fetch failed')))
    expect((await failure(cut.api.send({ ...me, method: 'DELETE' }))).code).toBe('spotify_unavailable')
    expect(cut.calls).toHaveLength(1)
  })

  test('an API call is aborted after eight seconds, and its timer stops when the response arrives', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    await apiOf(() => jsonAnswer({ id: 'mira' })).api.get(me)
    expect(vi.getTimerCount()).toBe(0)
    const { api } = apiOf(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    const result = failure(api.get(me))
    await vi.advanceTimersByTimeAsync(7_999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await result).toMatchObject({
      code: 'spotify_unavailable',
      message: expect.stringContaining('TimeoutError'),
    })
  })

  test('an API call is aborted if the visitor’s request is aborted', async () => {
    const visitor = new AbortController()
    const { api, calls } = apiOf(() => new Promise<Response>(() => undefined), { signal: visitor.signal })
    void api.get(me)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    visitor.abort()
    expect(calls[0]?.init?.signal?.aborted).toBe(true)
    expect(calls[0]?.init?.signal, 'the call also has its own timeout').not.toBe(visitor.signal)
    expect(
      (
        await failure(
          createApi({ ...outside(), ...settings, fetch: createSetup().emulator.fetch, signal: visitor.signal }).get(me),
        )
      ).code,
    ).toBe('spotify_unavailable')
  })

  test('an API call is not sent if the required scope has not been granted', async () => {
    const { api, calls } = apiOf(() => jsonAnswer({ id: 'mira' }))
    const error = await failure(api.get({ ...me, scope: 'user-top-read' }))
    expect(error.code).toBe('missing_scope')
    expect(calls).toEqual([])
    const granted = apiOf(() => jsonAnswer({ id: 'mira' }), { grantedScopes: ['user-top-read'] })
    expect(await granted.api.get({ ...me, scope: 'user-top-read' })).toEqual({ id: 'mira' })
  })

  test('an API call can use an absolute URL on the API’s origin', async () => {
    const { api, calls } = apiOf(() => jsonAnswer({ id: 'mira' }))
    await api.get({ ...me, path: `${spotifyUrl}/v1/me/playlists?offset=50&limit=50` })
    expect(calls[0]?.url).toBe(`${spotifyUrl}/v1/me/playlists?offset=50&limit=50`)
  })

  test.each([
    'https://evil.example/v1/me',
    'http://127.0.0.1:4001/v1/me',
    'https://127.0.0.1:4000/v1/me',
    'http://127.0.0.1:4000@evil.example/v1/me',
    'http://localhost:4000/v1/me',
    '//evil.example/v1/me',
    '/\\evil.example/v1/me',
    '\\\\evil.example/v1/me',
    '\t//evil.example/v1/me',
    'javascript:alert(1)',
    'data:application/json,{}',
    'file:///etc/passwd',
    'blob:http://127.0.0.1:4001/x',
  ])('the token is never sent to another URL: %j', async (path) => {
    const { api, calls } = apiOf(() => jsonAnswer({ id: 'mira' }))
    expect((await failure(api.get({ ...me, path }))).code).toBe('invalid_request')
    expect(calls).toEqual([])
  })

  test.each(['//', 'http://', 'https://[', 'http://127.0.0.1:4000.evil.example/', '//%'])(
    'an API call to an invalid URL is refused: %j',
    async (path) => {
      const { api, calls } = apiOf(() => jsonAnswer({ id: 'mira' }))
      expect((await failure(api.get({ ...me, path }))).code).toBe('invalid_request')
      expect(calls).toEqual([])
    },
  )

  test('an API call does not follow a redirect', async () => {
    const { emulator } = createSetup()
    const { fetch, calls } = fetchOf((request) => emulator.fetch(request))
    emulator.faults.set({ name: 'redirect', location: 'https://evil.example/v1/me' })
    const error = await failure(createApi({ ...outside(), ...settings, fetch }).get(me))
    expect(error).toMatchObject({ code: 'spotify_unavailable', status: 302 })
    expect(calls).toHaveLength(1)
  })
})

describe('API responses', () => {
  test('an empty response is accepted only if the call allows null', async () => {
    const nothing = { path: '/v1/me/player', shape: shape.nullable() } satisfies ApiRequest<z.ZodType>
    for (const answer of [new Response(null, { status: 204 }), new Response('')]) {
      expect(await apiOf(() => answer).api.get(nothing)).toBeNull()
    }
    expect((await failure(apiOf(() => new Response(null, { status: 204 })).api.get(me))).code).toBe(
      'spotify_unavailable',
    )
  })

  test('an API response is parsed as JSON whatever its content type', async () => {
    const { api } = apiOf(() => new Response('{"id":"mira"}', { headers: { 'content-type': 'text/html' } }))
    expect(await api.get(me)).toEqual({ id: 'mira' })
  })

  test.each(['', ' ', 'null', '[]', '{', '{"id":7}', '"mira"', '<html>', '\0', '{"id":"BQEmSecret"'])(
    'an API response in an unexpected format counts as an outage: %j',
    async (body) => {
      const error = await failure(apiOf(() => new Response(body)).api.get(me))
      expect(error).toMatchObject({ code: 'spotify_unavailable', status: 200 })
      expect(JSON.stringify([error.message, error.cause])).not.toContain(accessToken)
    },
  )

  test.each([
    [{ name: 'unauthorized' }, 'unauthorized', 401],
    [{ name: 'missing_scope' }, 'missing_scope', 403],
    [{ name: 'not_registered' }, 'not_registered', 403],
    [{ name: 'owner_premium' }, 'owner_premium', 403],
    [{ name: 'forbidden' }, 'forbidden', 403],
    [{ name: 'not_found' }, 'not_found', 404],
    [{ name: 'rate_limited' }, 'rate_limited', 429],
    [{ name: 'quota' }, 'quota_exceeded', 429],
    [{ name: 'server_error' }, 'spotify_unavailable', 503],
    [{ name: 'server_error', status: 500, body: 'text' }, 'spotify_unavailable', 500],
    [{ name: 'server_error', status: 502 }, 'spotify_unavailable', 502],
    [{ name: 'html' }, 'spotify_unavailable', 200],
    [{ name: 'html', status: 404 }, 'not_found', 404],
    [{ name: 'empty' }, 'spotify_unavailable', 200],
    [{ name: 'cut' }, 'spotify_unavailable', undefined],
    [{ name: 'cut_midway' }, 'spotify_unavailable', undefined],
    [{ name: 'huge' }, 'spotify_unavailable', undefined],
  ] as [FaultInput, string, number | undefined][])('the fault %j causes the error %s', async (fault, code, status) => {
    const error = await failure(apiDuring(fault).get(me))
    expect([error.code, error.status]).toEqual([code, status])
    expect(error.message).not.toContain('BQEm')
  })
})
