import { expect, test } from 'vitest'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { origin, readAs, startEmulator } from '../support.ts'

type Content = { type: string; id: string | null; uri: string; is_local?: boolean; album?: unknown }
type Entry = {
  added_at: string | null
  added_by: unknown
  is_local: boolean
  item?: Content | null
  track?: Content | null
}
type Page = { href: string; total: number; limit: number; next: string | null; previous: string | null; items: Entry[] }
type Playlist = { items?: Page; tracks?: Page; followers?: unknown }

const forbidden = { status: 403, body: { error: { status: 403, message: 'Forbidden' } } }
const insufficient = { status: 403, body: { error: { status: 403, message: 'Insufficient client scope' } } }
const own = `/playlists/${playlistIds.miraPrivate}`

test('a playlist with 130 songs has three pages of up to 50 songs', async () => {
  const { emulator } = startEmulator()
  const ids: (string | null | undefined)[] = []
  let next: string | null = `${origin}/v1${own}/items?limit=50`
  while (next !== null) {
    const page: Page = (await readAs(emulator, 'mira', next.slice(`${origin}/v1`.length))).body as Page
    ids.push(...page.items.map(({ item }) => item?.id))
    next = page.next
  }
  expect(ids).toHaveLength(130)
  expect(new Set(ids).size).toBe(130)
  expect((await readAs(emulator, 'mira', `${own}/items?limit=51`)).status).toBe(400)
  expect((await readAs(emulator, 'mira', `${own}/items`)).body).toMatchObject({ limit: 20, total: 130 })
})

test('reading a playlist returns the first page of its items and a link to the next page', async () => {
  const { emulator } = startEmulator()
  const { items } = (await readAs(emulator, 'mira', own)).body as Playlist
  expect(items).toMatchObject({ total: 130, limit: 50, next: `${origin}/v1${own}/items?offset=50&limit=50` })
  expect(items?.items).toHaveLength(50)
})

test('in development mode, playlist entries have an “item” field, and songs lack the fields that Spotify removed', async () => {
  const { emulator } = startEmulator()
  const { items } = (await readAs(emulator, 'mira', `${own}/items?limit=1`)).body as Page
  expect(Object.keys(items[0] ?? {}).sort()).toEqual(['added_at', 'added_by', 'is_local', 'item'])
  expect(items[0]?.item).toHaveProperty('external_ids')
  for (const gone of ['popularity', 'available_markets', 'linked_from', 'preview_url']) {
    expect(items[0]?.item).not.toHaveProperty(gone)
  }
  expect(items[0]?.item?.album).not.toHaveProperty('available_markets')
})

test('with extended access, playlist entries have a “track” field, and songs have all their fields', async () => {
  const { emulator } = startEmulator()
  const path = `/playlists/${playlistIds.ottoFollowed}`
  const playlist = (await readAs(emulator, 'otto', path)).body as Playlist
  expect(playlist).not.toHaveProperty('items')
  expect(playlist.followers).toBeDefined()
  const entry = playlist.tracks?.items[0]
  expect(Object.keys(entry ?? {}).sort()).toEqual(['added_at', 'added_by', 'is_local', 'track'])
  expect(entry?.track).toHaveProperty('popularity')
  expect(entry?.track).toHaveProperty('available_markets')
  expect((await readAs(emulator, 'otto', `${path}/tracks?limit=100`)).body).toMatchObject({ total: 40, limit: 100 })
  expect((await readAs(emulator, 'otto', `${path}/items`)).status).toBe(200)
})

test('in development mode, requests for /playlists/{id}/tracks are rejected', async () => {
  const { emulator } = startEmulator()
  expect(await readAs(emulator, 'mira', `${own}/tracks`)).toEqual(forbidden)
})

test('in development mode, the items of another user’s playlist can be read only if the playlist is shared', async () => {
  const { emulator } = startEmulator()
  const followed = `/playlists/${playlistIds.miraFollowed}`
  const { status, body } = await readAs(emulator, 'mira', followed)
  expect(status).toBe(200)
  expect(body).not.toHaveProperty('items')
  expect(body).not.toHaveProperty('tracks')
  expect(await readAs(emulator, 'mira', `${followed}/items`)).toEqual(forbidden)
  expect((await readAs(emulator, 'mira', `/playlists/${playlistIds.miraShared}/items`)).status).toBe(200)
})

test('reading a private playlist or any playlist’s items requires a scope, but reading a public playlist’s details does not', async () => {
  const { emulator } = startEmulator()
  const without = (path: string) => readAs(emulator, 'mira', path, { scopes: [] })
  expect(await without(own)).toEqual(insufficient)
  expect(await without(`${own}/items`)).toEqual(insufficient)
  expect((await without(`/playlists/${playlistIds.miraPublic}`)).status).toBe(200)
  expect(await without(`/playlists/${playlistIds.miraPublic}/items`)).toEqual(insufficient)
})

test('the mixed playlist contains songs, episodes, local files and null entries', async () => {
  const { emulator } = startEmulator()
  const path = `/playlists/${playlistIds.miraMixed}/items?additional_types=track,episode`
  const { items, href } = (await readAs(emulator, 'mira', path)).body as Page
  expect(items.slice(0, 5).map(({ item }) => item?.type ?? null)).toEqual(['track', 'episode', 'track', null, 'track'])
  expect(items[1]?.item).not.toHaveProperty('artists')
  expect(items[2]).toMatchObject({ is_local: true, item: { id: null, is_local: true } })
  expect(items[2]?.item?.uri).toMatch(/^spotify:local:/)
  expect(items[4]).toMatchObject({ added_at: null, added_by: null })
  expect(href).toContain('additional_types=track%2Cepisode')
})

test('the mixed playlist also contains a withdrawn song and an entry dated 1 January 1970', async () => {
  const { emulator } = startEmulator()
  const path = `/playlists/${playlistIds.miraMixed}/items`
  const { items } = (await readAs(emulator, 'mira', path)).body as Page
  expect(items[8]?.item).toMatchObject({ name: '', artists: [{ name: '' }], duration_ms: 0, external_urls: {} })
  expect(items[9]).toMatchObject({ added_at: '1970-01-01T00:00:00Z', added_by: null })
})

test('episodes are null if the request has no additional_types parameter', async () => {
  const { emulator } = startEmulator()
  const { items } = (await readAs(emulator, 'mira', `/playlists/${playlistIds.miraMixed}/items`)).body as Page
  expect(items[1]?.item).toBeNull()
})

test('an empty playlist has one empty page', async () => {
  const { emulator } = startEmulator()
  const { body } = await readAs(emulator, 'mira', `/playlists/${playlistIds.miraEmpty}/items`)
  expect(body).toMatchObject({ items: [], total: 0, next: null, previous: null })
})

test('reading a playlist fails if its ID is malformed or unknown, or if the playlist is private and belongs to another user', async () => {
  const { emulator } = startEmulator()
  const notFound = { status: 404, body: { error: { status: 404, message: 'Resource not found' } } }
  for (const tail of ['', '/items']) {
    expect(await readAs(emulator, 'mira', `/playlists/nonsense${tail}`)).toEqual({
      status: 400,
      body: { error: { status: 400, message: 'invalid id' } },
    })
    expect(await readAs(emulator, 'mira', `/playlists/${'0'.repeat(22)}${tail}`)).toEqual(notFound)
    expect(await readAs(emulator, 'ada', own + tail)).toEqual(notFound)
  }
})
