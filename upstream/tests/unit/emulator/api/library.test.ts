import { expect, test } from 'vitest'
import { scopes as known } from '@/lib/spotify/scopes'
import type { Emulator } from '../../../../../tests/emulator/emulator.ts'
import { askApi, origin, readAs, startEmulator } from '../support.ts'

const all = { scopes: known }
const track = `spotify:track:${'a'.repeat(22)}`

function send(emulator: Emulator, method: string, path: string, { scopes = known, body = null as unknown } = {}) {
  const { accessToken } = emulator.grantFor('mira', { scopes })
  return emulator.fetch(`${origin}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: body === null ? null : JSON.stringify(body),
  })
}

test.each(['tracks', 'albums', 'shows'])('saved %s are returned in pages of at most 50', async (kind) => {
  const { emulator } = startEmulator()
  const { body } = await readAs(emulator, 'mira', `/me/${kind}?limit=2`, all)
  expect(body).toMatchObject({ items: [{ added_at: expect.any(String) }, {}], limit: 2 })
  expect((await readAs(emulator, 'mira', `/me/${kind}?limit=51`, all)).status).toBe(400)
  expect((await readAs(emulator, 'mira', `/me/${kind}`)).status).toBe(403)
  expect((await readAs(emulator, 'nils', `/me/${kind}`, all)).body).toMatchObject({ items: [], total: 0 })
})

test('saving an item returns an empty response, and resetting the emulator undoes the change', async () => {
  const { emulator } = startEmulator()
  const saved = await send(emulator, 'PUT', `/me/library?uris=${track}`)
  expect([saved.status, await saved.text()]).toEqual([200, ''])
  const ask = async () => (await readAs(emulator, 'mira', `/me/library/contains?uris=${track}`, all)).body
  expect(await ask()).toEqual([true])
  emulator.reset()
  expect(await ask()).toEqual([false])
})

test.each([
  ['', 400],
  ['?uris=nonsense', 400],
  ['?uris=spotify:constructor:a', 400],
  [`?uris=${Array.from({ length: 41 }, () => track).join(',')}`, 400],
  [`?uris=${Array.from({ length: 40 }, () => track).join(',')}`, 200],
  [`?uris=spotify:artist:${'a'.repeat(22)}`, 400],
])('a library change with the query “%s” returns status %i', async (query, status) => {
  expect((await send(startEmulator().emulator, 'PUT', `/me/library${query}`)).status).toBe(status)
})

test('removing an item from the library requires the scope for that kind of item', async () => {
  const { emulator } = startEmulator()
  for (const [uri, scope] of [
    [track, 'user-library-modify'],
    ['spotify:user:some', 'user-follow-modify'],
    [`spotify:playlist:${'a'.repeat(22)}`, 'playlist-modify-public'],
  ] as const) {
    const others = known.filter((one) => one !== scope)
    expect((await send(emulator, 'DELETE', `/me/library?uris=${uri}`, { scopes: others })).status).toBe(403)
    expect((await send(emulator, 'DELETE', `/me/library?uris=${uri}`, { scopes: [scope] })).status).toBe(200)
  }
})

test('a search returns up to 10 results of each kind in development mode, and up to 50 with extended access', async () => {
  const { emulator } = startEmulator()
  const found = (person: 'mira' | 'otto', query: string) => readAs(emulator, person, `/search?q=e&type=track${query}`)
  expect((await found('mira', '')).body).toMatchObject({ tracks: { limit: 5 } })
  expect((await found('mira', '&limit=10')).status).toBe(200)
  expect(await found('mira', '&limit=11')).toEqual({
    status: 400,
    body: { error: { status: 400, message: 'Invalid limit' } },
  })
  expect((await found('otto', '')).body).toMatchObject({ tracks: { limit: 20 } })
  expect((await found('otto', '&limit=50')).status).toBe(200)
  for (const bad of [
    '/search?type=track',
    '/search?q=a',
    '/search?q=a&type=song',
    '/search?q=a&type=track&offset=1001',
  ])
    expect((await readAs(emulator, 'mira', bad)).status, bad).toBe(400)
})

test('endpoints that Spotify removed from development mode return status 403', async () => {
  const { emulator } = startEmulator()
  for (const [method, path] of [
    ['PUT', '/me/tracks'],
    ['DELETE', '/me/following'],
    ['GET', '/me/albums/contains'],
    ['POST', '/users/mira/playlists'],
    ['POST', `/playlists/${'a'.repeat(22)}/tracks`],
    ['GET', '/artists'],
    ['GET', '/markets'],
  ] as const) {
    const answer = await send(emulator, method, path)
    expect([answer.status, await answer.json()], path).toEqual([403, { error: { status: 403, message: 'Forbidden' } }])
  }
  expect((await askApi(emulator, '/markets')).status).toBe(401)
})

test('a new playlist is public by default, and a public playlist cannot be collaborative', async () => {
  const { emulator } = startEmulator()
  const made = await send(emulator, 'POST', '/me/playlists', { body: { name: 'A' } })
  expect([made.status, await made.json()]).toEqual([201, expect.objectContaining({ name: 'A', public: true })])
  const shared = { name: 'A', collaborative: true }
  expect((await send(emulator, 'POST', '/me/playlists', { body: shared })).status).toBe(400)
  expect((await send(emulator, 'POST', '/me/playlists', { body: { ...shared, public: false } })).status).toBe(201)
  expect((await send(emulator, 'POST', '/me/playlists', { body: { public: false } })).status).toBe(400)
  const scopes = ['playlist-modify-public'] as const
  const hidden = { name: 'A', public: false }
  expect((await send(emulator, 'POST', '/me/playlists', { body: hidden, scopes: [...scopes] })).status).toBe(403)
})
