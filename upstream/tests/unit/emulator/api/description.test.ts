import { describe, expect, test } from 'vitest'
import { scopes as allScopes } from '@/lib/spotify/scopes'
import { webApi } from '../../../../../tests/emulator/api/api.ts'
import { playlistsOf } from '../../../../../tests/emulator/data/library.ts'
import { people } from '../../../../../tests/emulator/data/people.ts'
import { createEmulator } from '../../../../../tests/emulator/emulator.ts'
import type { FaultInput } from '../../../../../tests/emulator/faults/faults.ts'
import { removed } from '../../../../../tests/emulator/more/removed-endpoints.ts'
import {
  checkAgainstDescription,
  descriptionFile,
  hasDescription,
} from '../../../../support/description/description.ts'
import { exceptions, uncovered } from '../../../../support/description/exceptions.ts'
import { checkResponse } from '../../../../support/description/watch-answers.ts'
import { clientId, clientSecret, origin } from '../support.ts'

if (!hasDescription)
  console.warn(`SKIPPED: the comparison of the emulator with Spotify's description, which is not at ${descriptionFile}`)

const nobodysId = '0'.repeat(22)
const nobodysPlaylist = `/playlists/${nobodysId}`
const uris = `uris=spotify:track:${nobodysId},spotify:album:${nobodysId}`

const listening = [
  '/me/top/artists',
  '/me/top/tracks?time_range=short_term&limit=50',
  '/me/top/tracks?limit=51',
  '/me/player/recently-played',
  '/me/player/recently-played?limit=50',
  '/me/player/currently-playing',
  '/me/player/currently-playing?additional_types=track,episode',
]

const library = [
  '/me/tracks?limit=50',
  '/me/albums?limit=50',
  '/me/shows?limit=50',
  '/me/following?type=artist',
  '/me/following?type=artist&limit=2',
  `PUT /me/library?${uris}`,
  `/me/library/contains?${uris}`,
  '/me/library/contains',
  `DELETE /me/library?${uris}`,
  'DELETE /me/library',
  '/search?q=ferry&type=track,artist,album,playlist,show,episode,audiobook',
  '/search?q=ferry',
]

/** Calls that create, change and empty a playlist. `NEW` stands for the path of the created playlist. */
const changes: [call: string, body: object][] = [
  ['POST /me/playlists', { name: 'New', public: false }],
  ['POST /me/playlists', {}],
  ['PUT NEW', { name: 'Newer' }],
  ['POST NEW/items', { uris: [`spotify:track:${nobodysId}`, `spotify:episode:${nobodysId}`] }],
  ['PUT NEW/items', { range_start: 0, insert_before: 2 }],
  ['PUT NEW/items', {}],
  ['GET NEW/items?additional_types=track,episode', {}],
  ['DELETE NEW/items', { items: [{ uri: `spotify:track:${nobodysId}` }] }],
]

/**
 * Returns the calls that the test makes as this user. The test makes each call twice: once with all scopes and once with no scopes.
 * Calls without a method are GET requests.
 */
function callsOf(person: (typeof people)[number]): string[] {
  const playlists = playlistsOf(person.id).flatMap((row) => (row ? [`/playlists/${row.id}`] : []))
  const contents = playlists
    .slice(0, 12)
    .flatMap((path) => [path, `${path}/items`, `${path}/tracks`])
    .flatMap((path) => [path, `${path}?additional_types=track,episode`])
  const lists = ['/me', '/me/playlists?limit=50', '/me/playlists?limit=500', '/playlists/half', nobodysPlaylist]
  const gone = removed.map(([method, path]) => `${method} ${path.replace(':id', nobodysId)}`)
  return [...lists, ...contents, ...listening, ...library, ...gone]
}

const faults: FaultInput[] = [
  { name: 'server_error' },
  { name: 'server_error', body: 'text' },
  { name: 'rate_limited' },
  { name: 'quota' },
  { name: 'unauthorized' },
  { name: 'bad_request' },
  { name: 'owner_premium' },
  { name: 'forbidden' },
  { name: 'not_found' },
]

async function askEverything() {
  const emulator = createEmulator({ origin, clientId, clientSecret, redirectUris: [] })
  const lines: string[] = []
  const asked = new Set<string>()
  const ask = async (call: string, token: string, body?: object) => {
    const [path = '', method = 'GET'] = call.split(' ').reverse()
    asked.add(`${method} ${new URL(`${origin}/v1${path}`).pathname}`)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = { method, headers, ...(body && method !== 'GET' && { body: JSON.stringify(body) }) }
    const response = await emulator.fetch(`${origin}/v1${path}`, sent)
    lines.push(...(await checkResponse(emulator, response)))
    return response
  }
  const change = async (token: string) => {
    let made = nobodysPlaylist
    for (const [call, body] of changes) {
      const response = await ask(call.replace('NEW', made), token, body)
      if (call === 'POST /me/playlists' && response.ok) made = `/playlists/${(await response.json()).id}`
    }
  }
  for (const person of people)
    for (const scopes of [allScopes, []]) {
      const { accessToken } = emulator.grantFor(person.id, { scopes })
      for (const call of callsOf(person)) await ask(call, accessToken)
      await change(accessToken)
    }
  await ask('/me', 'nobody')
  for (const fault of faults) {
    emulator.faults.set({ ...fault, where: 'api', times: 1 })
    await ask('/me', emulator.grantFor('mira').accessToken)
  }
  return { lines: [...new Set(lines)], asked: [...asked] }
}

describe.skipIf(!hasDescription)('comparison with Spotify’s OpenAPI description', async () => {
  const { lines, asked } = hasDescription ? await askEverything() : { lines: [], asked: [] }

  test('the emulator’s responses match Spotify’s OpenAPI description, except for the listed differences', () => {
    expect(uncovered(lines)).toEqual([])
  })

  test('the comparison with Spotify’s OpenAPI description covers every Web API endpoint in the emulator', () => {
    const { routes } = webApi(Object.create(null))
    const unasked = routes.filter(({ method, path }) => {
      const pattern = new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`)
      return !asked.some((each) => pattern.test(each))
    })
    expect(routes.length).toBeGreaterThan(4)
    expect(unasked.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test.each(exceptions)('the exception to Spotify’s OpenAPI description is still needed: $reason', ({ covers }) => {
    expect(lines.filter((line) => covers.test(line))).not.toEqual([])
  })

  test.each([
    ['/v1/me', 200, '{"id":7}', 'GET /me 200 /id: must be string'],
    ['/v1/me', 200, '<p>', 'GET /me 200: must be JSON'],
    ['/v1/me', 418, '{"error":{"status":418}}', 'GET /me 418: is not named'],
    ['/v1/me', 418, '{"error":{"status":418}}', "GET /me 418 /error: must have required property 'message'"],
    ['/v1/them', 200, '{}', 'GET /v1/them: is not named'],
    ['/v1/me/playlists', 200, '{"items":[]}', "GET /me/playlists 200: must have required property 'total'"],
    [
      '/v1/playlists/1/items',
      200,
      '{"items":[{"item":{"type":"episode","show":[]}}]}',
      'GET /playlists/{playlist_id}/items 200 /items/*/item/show: must be object',
    ],
  ])('a response that violates Spotify’s OpenAPI description is detected: %s %i %s', (path, status, text, line) => {
    expect(checkAgainstDescription({ method: 'GET', path, status, text })).toContain(line)
  })
})
