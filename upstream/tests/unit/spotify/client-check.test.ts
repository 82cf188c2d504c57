import { describe, expect, test, vi } from 'vitest'
import { checkClient } from '@/lib/spotify/client-check'
import { fetchOf, jsonAnswer } from '../../../../tests/unit/spotify/support.ts'
import { clientId, clientSecret, createSetup, spotifyUrl } from '../../../../tests/unit/support.ts'

const ids = { url: spotifyUrl, clientId, clientSecret }

/** Returns the check's result for this response from Spotify. */
const checkWith = (answer: () => Response | Promise<Response>) => checkClient({ ...ids, fetch: fetchOf(answer).fetch })

describe('checkClient', () => {
  test('checking the credentials takes one request, whose URL and body do not contain the secret', async () => {
    const { emulator } = createSetup()
    const { fetch, calls } = fetchOf((request) => emulator.fetch(request))
    expect(await checkClient({ ...ids, fetch })).toEqual({ kind: 'accepted' })
    expect(calls).toHaveLength(1)
    expect(calls[0]?.url).toBe(`${spotifyUrl}/api/token`)
    expect(String(calls[0]?.init?.body)).toBe('grant_type=client_credentials')
    expect(emulator.requests()).toMatchObject([{ grantType: 'client_credentials', status: 200 }])
  })

  test('the check distinguishes a wrong Client ID (including swapped credentials) from a wrong secret', async () => {
    const { fetch } = createSetup().emulator
    const other = '0'.repeat(32)
    expect(await checkClient({ ...ids, clientId: other, fetch })).toEqual({ kind: 'wrong_id' })
    expect(await checkClient({ ...ids, clientSecret: other, fetch })).toEqual({ kind: 'wrong_secret' })
    const swapped = { clientId: clientSecret, clientSecret: clientId }
    expect(await checkClient({ ...ids, ...swapped, fetch })).toEqual({ kind: 'wrong_id' })
  })

  test.each([undefined, '', 'Invalid client credentials', 'invalid client', ' Invalid client', 'Invalid client.', 7])(
    'the check cannot tell whether the Client ID or the secret is wrong if Spotify’s message is %j',
    async (error_description) => {
      const refusal = () => jsonAnswer({ error: 'invalid_client', error_description }, 400)
      expect(await checkWith(refusal)).toEqual({ kind: 'wrong_either' })
    },
  )

  test.each([
    [
      'an unrelated error',
      () => jsonAnswer({ error: 'unauthorized_client', error_description: 'Invalid client' }, 400),
    ],
    ['an error in the Web API’s format', () => jsonAnswer({ error: { status: 400, message: 'Invalid client' } }, 400)],
    ['an outage', () => jsonAnswer({ error: 'invalid_client', error_description: 'Invalid client' }, 503)],
    ['a plain-text outage', () => new Response('upstream connect error', { status: 503 })],
    ['an HTML page', () => new Response('<p>Invalid client</p>', { headers: { 'content-type': 'text/html' } })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil' } })],
    ['a response without a token', () => jsonAnswer({})],
    ['a response that is too long', () => jsonAnswer({ access_token: 'x'.repeat(70_000), token_type: 'bearer' })],
  ])('the check does not blame the credentials after %s', async (_title, answer) => {
    const { status } = answer()
    expect(await checkWith(answer)).toEqual({ kind: 'unreadable', status })
  })

  test('the check recognizes a rate limit in both JSON and plain-text responses', async () => {
    expect(await checkWith(() => jsonAnswer({ error: { status: 429, message: 'x' } }, 429))).toEqual({
      kind: 'rate_limited',
    })
    expect(await checkWith(() => new Response('slow down', { status: 429 }))).toEqual({ kind: 'rate_limited' })
  })

  test('if Spotify does not respond, the check returns “unanswered”', async () => {
    const cut = () => Promise.reject(new TypeError('fetch failed'))
    expect(await checkWith(cut)).toEqual({ kind: 'unanswered' })
  })

  test('the check times out after at most eight seconds', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      expect(ms).toBeLessThanOrEqual(8_000)
      return AbortSignal.abort(new DOMException('late', 'TimeoutError'))
    })
    const { fetch } = fetchOf((request) => new Promise((_, reject) => reject(request.signal.reason)))
    expect(await checkClient({ ...ids, fetch })).toEqual({ kind: 'unanswered' })
    vi.restoreAllMocks()
  })
})
