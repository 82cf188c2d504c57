import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAccounts } from '@/lib/spotify/accounts'
import { createApi } from '@/lib/spotify/api'
import { readPlaylist, readPlaylists } from '@/lib/spotify/playlists'
import { SpotifyError } from '@/lib/spotify/response'
import { defaultScopes } from '@/lib/spotify/scopes'
import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { fetchOf, jsonAnswer } from '../../../../tests/unit/spotify/support.ts'
import { callbackUrl, clientId, clientSecret, createSetup, spotifyUrl } from '../../../../tests/unit/support.ts'

type Answer = (request: Request) => Response | Promise<Response>

const text = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers })
const apiError = (status: number, message: string, more: Record<string, string> = {}) =>
  jsonAnswer({ error: { status, message, ...more } }, status)

function apiOf(answer: Answer) {
  const { fetch, calls } = fetchOf(answer)
  const { context } = createSetup()
  return {
    api: createApi({ ...context, url: spotifyUrl, accessToken: 'BQEmSecret', grantedScopes: defaultScopes, fetch }),
    calls,
  }
}
async function refusal(answer: Answer): Promise<SpotifyError> {
  const { api } = apiOf(answer)
  const error = await api.get({ path: '/v1/me', shape: z.object({ id: z.string() }) }).catch((reason) => reason)
  expect(error).toBeInstanceOf(SpotifyError)
  return error
}
function accountsOf(answer: Answer) {
  const { fetch, calls } = fetchOf(answer)
  const { context } = createSetup()
  const settings = { ...context, url: spotifyUrl, clientId, clientSecret, redirectUri: callbackUrl }
  const accounts = createAccounts({ ...settings, fetch })
  return { accounts, calls }
}
function exchangeBy({ accounts }: ReturnType<typeof accountsOf>) {
  const read = accounts.readCallback(new URLSearchParams({ code: 'AQCo', state: 'state' }), 'state')
  if (!read || !('code' in read)) throw new Error('the callback is malformed')
  return accounts.exchangeCode(read.code, 'v'.repeat(43))
}
const tokens = { access_token: 'BQEmSecret', token_type: 'Bearer', expires_in: 3_600, refresh_token: 'AQEmSecret' }

describe('401 responses', () => {
  const header = (error: string) => ({ 'www-authenticate': `Bearer realm="spotify", error="${error}"` })

  test.each([
    ['in 2026', 'Missing/invalid/expired access token', header('invalid_token')],
    ['in 2026, without a token', 'Missing/invalid/expired access token', header('missing_token')],
    ['before 2026', 'The access token expired', {}],
    ['before 2026, for a wrong token', 'Invalid access token', {}],
    ['before 2026, without a token', 'No token provided', {}],
  ])('a 401 response is recognized by its status (%s: %s)', async (_year, message, headers) => {
    const answer = () => jsonAnswer({ error: { status: 401, message } }, 401, headers as Record<string, string>)
    expect((await refusal(answer)).code).toBe('unauthorized')
    expect((await refusal(() => text(401, message))).code).toBe('unauthorized')
  })
})

describe('403 responses', () => {
  const premium =
    'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.'

  test.each([
    ['plain text from 2021 to 2023', 'User not registered in the Developer Dashboard', 'not_registered'],
    [
      'plain text from 2024 and 2025',
      'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
      'not_registered',
    ],
    [
      'plain text from 2026',
      'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
      'not_registered',
    ],
    ['plain text from 2026 about the owner', premium, 'owner_premium'],
  ])('a 403 response with %s results in the error code %s', async (_year, body, code) => {
    expect((await refusal(() => text(403, body))).code).toBe(code)
    expect((await refusal(() => text(403, `${body}\n`, { 'content-type': 'text/plain' }))).code).toBe(code)
    // Spotify sends this text either with the wrong content type or with no content type.
    expect((await refusal(() => text(403, body, { 'content-type': 'application/json' }))).code).toBe(code)
  })

  test('this file’s copy of Spotify’s Premium message has all 159 characters', () => {
    expect(premium).toHaveLength(159)
  })

  test.each([
    ['a removed endpoint or the items of a followed playlist', apiError(403, 'Forbidden'), 'forbidden'],
    ['a missing scope', apiError(403, 'Insufficient client scope'), 'missing_scope'],
    [
      'a player that requires the visitor, not the owner, to have Premium',
      apiError(403, 'Player command failed: Premium required', { reason: 'PREMIUM_REQUIRED' }),
      'forbidden',
    ],
  ])('a 403 response with JSON results in the correct error code: %s', async (_title, answer, code) => {
    expect((await refusal(() => answer)).code).toBe(code)
  })
})

test.each([
  [apiError(400, 'invalid id'), 'invalid_request'],
  [apiError(400, 'Invalid limit'), 'invalid_request'],
  [apiError(404, 'Resource not found'), 'not_found'],
  [apiError(429, 'Too many requests', { reason: 'QUOTA_EXCEEDED' }), 'quota_exceeded'],
  [text(429, 'Too many requests', { 'retry-after': '86207' }), 'rate_limited'],
  [text(502, 'upstream connect error or disconnect/reset before headers'), 'spotify_unavailable'],
  [text(503, ''), 'spotify_unavailable'],
])('an unsuccessful API response results in the correct error code: case %#', async (answer, code) => {
  expect((await refusal(() => answer)).code).toBe(code)
})

test('a 200 or 204 response without JSON is treated as an outage', async () => {
  for (const answer of [text(200, ''), new Response(null, { status: 204 }), text(200, 'Service Unavailable')])
    expect((await refusal(() => answer)).code).toBe('spotify_unavailable')
})

describe('errors from the token endpoint', () => {
  test.each([
    [400, 'invalid_grant', 'Invalid authorization code', 'grant_refused'],
    [400, 'invalid_grant', 'Authorization code expired', 'grant_refused'],
    [400, 'invalid_grant', 'Invalid redirect URI', 'grant_refused'],
    [400, 'invalid_grant', 'code_verifier was incorrect', 'grant_refused'],
    [400, 'invalid_grant', 'code_verifier was invalid', 'grant_refused'],
    [400, 'invalid_grant', 'Invalid refresh token', 'grant_refused'],
    [400, 'invalid_grant', 'Refresh token revoked', 'grant_refused'],
    [400, 'invalid_grant', 'Refresh token expired', 'grant_refused'],
    [400, 'invalid_client', 'Invalid client', 'client_refused'],
    [400, 'invalid_client', 'Invalid client secret', 'client_refused'],
    [400, 'invalid_client', undefined, 'client_refused'],
    [400, 'invalid_request', 'code_verifier required', 'unavailable'],
    [400, 'invalid_request', 'code must be supplied', 'unavailable'],
    [400, 'unsupported_grant_type', 'grant_type parameter is missing', 'unavailable'],
    [415, 'server_error', 'Unexpected status: 415', 'unavailable'],
    [503, 'server_error', undefined, 'unavailable'],
  ])(
    'a token response with status %d and error %s (%s) results in %s, and the error description is not passed on',
    async (status, error, description, kind) => {
      const service = accountsOf(() => jsonAnswer({ error, error_description: description }, status))
      for (const outcome of [await service.accounts.refresh('AQEmOld'), await exchangeBy(service)]) {
        expect(outcome.kind).toBe(kind)
        if (description) expect(JSON.stringify(outcome)).not.toContain(description)
      }
    },
  )

  test('a plain-text error from the token endpoint is treated as an outage', async () => {
    const { accounts } = accountsOf(() => text(503, 'upstream connect error or disconnect/reset before headers'))
    expect((await accounts.refresh('AQEmOld')).kind).toBe('unavailable')
  })

  test('token requests are sent as forms, so Spotify never rejects their content type', async () => {
    const service = accountsOf(() => jsonAnswer(tokens))
    const { accounts, calls } = service
    await exchangeBy(service)
    await accounts.refresh('AQEmOld')
    for (const { url, init } of calls) {
      const sent = new Request(url, init)
      expect(sent.method).toBe('POST')
      expect(sent.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded\b/)
      expect(new URLSearchParams(await sent.text()).get('grant_type')).toMatch(/^(authorization_code|refresh_token)$/)
    }
    expect(calls).toHaveLength(2)
  })
})

describe('a playlist’s item count', () => {
  const playlist = { id: playlistIds.miraPrivate, name: 'Night ferry' }

  test.each([
    ['in development mode', { items: { total: 7 } }, 7],
    ['with extended access', { tracks: { total: 7 } }, 7],
    ['with a null “tracks” next to “items”', { items: { total: 7 }, tracks: null }, 7],
    ['with neither “items” nor “tracks”', {}, null],
    ['with both fields set to null', { items: null, tracks: null }, null],
    ['with a null count', { tracks: { total: null } }, null],
    ['with a count of 0', { items: { total: 0 } }, 0],
  ])('a playlist %s has the correct item count, or null if Spotify sends no count', async (_title, counts, count) => {
    const { api } = apiOf(() => jsonAnswer({ items: [{ ...playlist, ...counts }], total: 1 }))
    expect((await readPlaylists(api, { limit: 50, offset: 0 })).items[0]?.itemCount).toBe(count)
  })

  test('a followed playlist whose items Spotify omits is not treated as empty', async () => {
    for (const hidden of [{}, { items: null }, { items: { total: 40 } }]) {
      const { api } = apiOf(() => jsonAnswer({ ...playlist, ...hidden }))
      expect((await readPlaylist(api, playlist.id)).items).toBeNull()
    }
  })
})
