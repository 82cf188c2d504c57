import { describe, expect, test } from 'vitest'
import { webApi } from '../../emulator/api.ts'
import { createEmulator } from '../../emulator/emulator.ts'
import type { FaultInput } from '../../emulator/faults.ts'
import { playlistsOf } from '../../emulator/library.ts'
import { people } from '../../emulator/people.ts'
import { descriptionFile, hasDescription, judgeByDescription } from '../../support/description.ts'
import { exceptions, uncovered } from '../../support/description-exceptions.ts'
import { judge } from '../../support/description-watch.ts'
import { clientId, clientSecret, origin, playlistScopes } from './support.ts'

if (!hasDescription)
  console.warn(`SKIPPED: the emulator against Spotify's description, which is not at ${descriptionFile}`)

const nobodysPlaylist = `/playlists/${'0'.repeat(22)}`

/** What everybody asks, with all scopes and with none: a path, or another method before it. */
function callsOf(person: (typeof people)[number]): string[] {
  const playlists = playlistsOf(person.id).flatMap((row) => (row ? [`/playlists/${row.id}`] : []))
  const contents = playlists
    .slice(0, 12)
    .flatMap((path) => [path, `${path}/items`, `${path}/tracks`])
    .flatMap((path) => [path, `${path}?additional_types=track,episode`])
  return ['/me', '/me/playlists?limit=50', '/me/playlists?limit=500', '/playlists/half', nobodysPlaylist, ...contents]
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
  const ask = async (call: string, token: string) => {
    const [path = '', method = 'GET'] = call.split(' ').reverse()
    asked.add(`${method} ${new URL(`${origin}/v1${path}`).pathname}`)
    const headers = { authorization: `Bearer ${token}` }
    lines.push(...(await judge(emulator, await emulator.fetch(`${origin}/v1${path}`, { method, headers }))))
  }
  for (const person of people)
    for (const scopes of [[...playlistScopes, 'user-read-private', 'user-read-email'], []]) {
      const { accessToken } = emulator.grantFor(person.id, { scopes })
      for (const call of callsOf(person)) await ask(call, accessToken)
    }
  await ask('/me', 'nobody')
  for (const fault of faults) {
    emulator.faults.set({ ...fault, where: 'api', times: 1 })
    await ask('/me', emulator.grantFor('mira').accessToken)
  }
  return { lines: [...new Set(lines)], asked: [...asked] }
}

describe.skipIf(!hasDescription)('the emulator answers as Spotify describes it', async () => {
  const { lines, asked } = hasDescription ? await askEverything() : { lines: [], asked: [] }

  test('to everybody, everywhere, but for the exceptions', () => {
    expect(uncovered(lines)).toEqual([])
  })

  test('and every address that it has was asked', () => {
    const { routes } = webApi(Object.create(null))
    const unasked = routes.filter(({ method, path }) => {
      const pattern = new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`)
      return !asked.some((each) => pattern.test(each))
    })
    expect(routes.length).toBeGreaterThan(4)
    expect(unasked.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test.each(exceptions)('and this exception is still needed: $reason', ({ covers }) => {
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
  ])('what is wrong is seen: %s %i %s', (path, status, text, line) => {
    expect(judgeByDescription({ method: 'GET', path, status, text })).toContain(line)
  })
})
