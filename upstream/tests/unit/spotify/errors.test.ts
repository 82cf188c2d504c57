import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApi } from '@/lib/spotify/api'
import { SpotifyError } from '@/lib/spotify/response'
import { fetchOf, jsonAnswer, outside } from '../../../../tests/unit/spotify/support.ts'
import { spotifyUrl } from '../../../../tests/unit/support.ts'

async function checkResponse(answer: Response): Promise<SpotifyError> {
  const { fetch } = fetchOf(() => answer.clone())
  const api = createApi({ ...outside(), url: spotifyUrl, accessToken: 'BQEmSecret', grantedScopes: [], fetch })
  const error = await api.get({ path: '/v1/me', shape: z.unknown() }).catch((reason: unknown) => reason)
  if (error instanceof SpotifyError) return error
  throw new Error(`Expected a SpotifyError, got ${error}`)
}
const json = (status: number, message: unknown, reason?: unknown) =>
  jsonAnswer({ error: { status, message, reason } }, status)
const text = (status: number, body: string) => new Response(body, { status })

describe('classifying a response by status, message and reason', () => {
  test.each([
    ['a 401 with any message', json(401, 'Whatever Spotify says next year'), 'unauthorized'],
    ['a plain-text 401', text(401, 'no'), 'unauthorized'],
    ['a 401 about scopes', json(401, 'Permissions missing'), 'missing_scope'],
    ['a plain-text 401 about scopes', text(401, 'Permissions missing'), 'unauthorized'],
    ['a 403 about scopes', json(403, 'Insufficient client scope'), 'missing_scope'],
    ['a 403 with a different message', json(403, 'The user is not registered; Premium required'), 'forbidden'],
    ['a 403 with no message', jsonAnswer({ error: {} }, 403), 'forbidden'],
    ['an empty 403', text(403, ''), 'forbidden'],
    [
      'a 403 with the 2021 message about unregistered users',
      text(403, 'User not registered in the Developer Dashboard'),
      'not_registered',
    ],
    [
      'a 403 with the 2024 message about unregistered users',
      text(403, 'Check settings on developer.spotify.com/dashboard, the user may not be registered.'),
      'not_registered',
    ],
    [
      'a plain-text 403 about Premium',
      text(403, 'Active premium subscription required for the owner of the app.'),
      'owner_premium',
    ],
    ['a plain-text 403 about something else', text(403, 'RBAC: access denied'), 'forbidden'],
    ['a plain-text 404', text(404, 'Service not found'), 'not_found'],
    ['a 400', json(400, 'invalid id'), 'invalid_request'],
    ['a 400 from a proxy', text(400, '<html>'), 'spotify_unavailable'],
    ['a 429 about the quota', json(429, 'Too many requests', 'QUOTA_EXCEEDED'), 'quota_exceeded'],
    ['a 429 with an unknown reason', json(429, 'QUOTA_EXCEEDED', 'SOMETHING_NEW'), 'rate_limited'],
    ['a plain-text 429', text(429, 'QUOTA_EXCEEDED'), 'rate_limited'],
    ['a 429 whose reason is not a string', json(429, 'x', ['QUOTA_EXCEEDED']), 'rate_limited'],
    ['a 500 about scopes', json(500, 'Insufficient client scope'), 'spotify_unavailable'],
    ['a 304', new Response(null, { status: 304 }), 'spotify_unavailable'],
    ['an error that is a string', jsonAnswer({ error: 'invalid_grant' }, 403), 'forbidden'],
    ['an error that is null', jsonAnswer({ error: null }, 403), 'forbidden'],
    ['a list', jsonAnswer([1], 403), 'forbidden'],
    ['JSON null', jsonAnswer(null, 403), 'forbidden'],
  ])('%s is classified correctly', async (_title, answer, code) => {
    expect((await checkResponse(answer)).code).toBe(code)
  })
})

describe('the wait specified by the Retry-After header', () => {
  const wait = async (header: string | null, status = 429) => {
    const headers = header === null ? undefined : { 'retry-after': header }
    return (await checkResponse(jsonAnswer({}, status, headers))).retryAfterSeconds
  }

  test.each([
    ['1', 1],
    ['5', 5],
    ['48925', 48_925],
    [' 7 ', 7],
    ['86400', 86_400],
    ['86401', 86_400],
    ['99999999999999999999', 86_400],
  ])('the Retry-After value %j results in a wait of %d seconds', async (header, seconds) => {
    expect(await wait(header)).toBe(seconds)
  })

  test.each([
    null,
    '',
    '0',
    '-1',
    '-60',
    '-3600',
    '-86400',
    '1.5',
    '3600.5',
    '+60',
    '1e3',
    '0x10',
    '60s',
    '60, 60',
    'NaN',
    'Infinity',
  ])('the Retry-After value %j is invalid, so the default of 30 seconds applies', async (header) => {
    expect(await wait(header)).toBe(30)
  })

  test.each(['soon', 'soon 2099', 'in 5 minutes'])(
    'the Retry-After value %j is not a valid date, so the default of 30 seconds applies',
    async (header) => {
      expect(await wait(header)).toBe(30)
    },
  )

  test('if Retry-After is a date, the wait lasts until that date, or for 30 seconds if the date is in the past', async () => {
    const at = (ms: number) => new Date(Date.now() + ms).toUTCString()
    expect(await wait(at(90_000))).toBeGreaterThanOrEqual(88)
    expect(await wait(at(90_000))).toBeLessThanOrEqual(91)
    expect(await wait(at(400 * 86_400_000))).toBe(86_400)
    expect(await wait(at(-90_000))).toBe(30)
  })

  test('the Retry-After header is ignored unless the status is 429', async () => {
    expect(await wait('5', 503)).toBeUndefined()
    expect(await wait('5', 401)).toBeUndefined()
  })
})

test('a SpotifyError contains a code, a status and a log message, but neither a token nor the response body', async () => {
  const error = await checkResponse(json(403, 'a private sentence'))
  expect(error).toMatchObject({
    name: 'SpotifyError',
    code: 'forbidden',
    status: 403,
    message: 'GET /v1/me returned status 403',
  })
  expect(JSON.stringify({ ...error, cause: error.cause, stack: error.stack })).not.toMatch(
    /private sentence|BQEmSecret/,
  )
})
