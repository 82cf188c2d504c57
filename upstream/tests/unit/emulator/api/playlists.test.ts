import { expect, test } from 'vitest'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import type { Emulator } from '../../../../../tests/emulator/emulator.ts'
import { origin, playlistScopes, readAs, startEmulator } from '../support.ts'

type Row = {
  description: string | null
  id: string
  name: string | null
  collaborative: boolean
  public: boolean | null
  owner: { id: string; display_name: string | null }
  images: unknown[] | null
  items?: { total?: number | null }
}
type Page = { total: number; next: string | null; previous: string | null; href: string; items: (Row | null)[] }

const rowKeys = [
  'collaborative',
  'description',
  'external_urls',
  'href',
  'id',
  'images',
  'name',
  'owner',
  'primary_color',
  'public',
  'snapshot_id',
  'type',
  'uri',
]

/** Follows the `next` links and returns the playlists on all pages. */
async function wholeList(emulator: Emulator, person: PersonId, scopes = playlistScopes): Promise<(Row | null)[]> {
  const rows: (Row | null)[] = []
  let next: string | null = `${origin}/v1/me/playlists?limit=50`
  while (next !== null) {
    const path = next.slice(`${origin}/v1`.length)
    const page = (await readAs(emulator, person, path, { scopes })).body as Page
    rows.push(...page.items)
    next = page.next
  }
  return rows
}

test.each([
  ['mira', 120],
  ['otto', 12],
  ['vera', 3000],
  ['nils', 0],
  ['ada', 3],
] as const)(
  'for the user %s, paging through the list of playlists returns %i playlists without duplicates',
  async (person, count) => {
    const { emulator } = startEmulator()
    const rows = await wholeList(emulator, person)
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map((row) => row?.id)).size).toBe(count)
  },
)

test('mira’s playlists include public, private and collaborative ones', async () => {
  const { emulator } = startEmulator()
  const rows = (await wholeList(emulator, 'mira')).filter((row) => row !== null)
  expect(rows.slice(0, 7).map(({ id }) => id)).toEqual(Object.values(playlistIds).slice(0, 7))
  expect(rows.some((row) => row.public === true && row.owner.id === 'mira')).toBe(true)
  expect(rows.some((row) => row.public === false && !row.collaborative)).toBe(true)
  expect(rows.some((row) => row.collaborative && row.owner.id === 'mira')).toBe(true)
  expect(rows.some((row) => row.collaborative && row.owner.id !== 'mira')).toBe(true)
  expect(rows.every(({ id }) => /^[0-9A-Za-z]{22}$/.test(id))).toBe(true)
})

test('the track count is in the “items” field in development mode, and in the “tracks” field with extended access', async () => {
  const { emulator } = startEmulator()
  const keysFor = async (person: PersonId) => {
    const page = (await readAs(emulator, person, '/me/playlists')).body as Page
    return Object.keys(page.items[0] ?? {}).sort()
  }
  expect(await keysFor('mira')).toEqual([...rowKeys, 'items'].sort())
  expect(await keysFor('otto')).toEqual([...rowKeys, 'tracks'].sort())
})

test('in a user’s list of playlists, the pages link to each other with absolute URLs', async () => {
  const { emulator } = startEmulator()
  const at = async (query: string) => (await readAs(emulator, 'mira', `/me/playlists${query}`)).body as Page
  const address = `${origin}/v1/me/playlists`
  expect(await at('')).toMatchObject({
    limit: 20,
    offset: 0,
    total: 120,
    previous: null,
    next: `${address}?offset=20&limit=20`,
  })
  expect(await at('?limit=50&offset=70')).toMatchObject({ next: null, previous: `${address}?offset=20&limit=50` })
  expect(await at('?limit=50&offset=500')).toMatchObject({ items: [], next: null, total: 120 })
})

test.each(['limit=0', 'limit=51', 'limit=-1', 'limit=ten', 'limit=', 'limit=1.5'])(
  'listing playlists with the query %s fails with status 400',
  async (query) => {
    const { emulator } = startEmulator()
    const { status, body } = await readAs(emulator, 'mira', `/me/playlists?${query}`)
    expect(status).toBe(400)
    expect(body).toEqual({ error: { status: 400, message: 'Invalid limit' } })
  },
)

test('an offset below 0 or above 100,000 is rejected', async () => {
  const { emulator } = startEmulator()
  for (const offset of [-1, 100_001]) {
    expect((await readAs(emulator, 'mira', `/me/playlists?offset=${offset}`)).status).toBe(400)
  }
})

test('listing playlists requires one scope, and including playlists shared by other users requires a second scope', async () => {
  const { emulator } = startEmulator()
  const refused = await readAs(emulator, 'mira', '/me/playlists', { scopes: ['playlist-read-collaborative'] })
  expect(refused).toEqual({ status: 403, body: { error: { status: 403, message: 'Insufficient client scope' } } })
  const rows = await wholeList(emulator, 'mira', ['playlist-read-private'])
  expect(rows.some((row) => row?.id === playlistIds.miraShared)).toBe(false)
  expect(rows.some((row) => row?.id === playlistIds.miraCollaborative)).toBe(true)
})

test('the user “nulls” has some playlists that are null and others that have null or missing fields', async () => {
  const { emulator } = startEmulator()
  const rows = await wholeList(emulator, 'nulls')
  const found = rows.filter((row) => row !== null)
  expect(rows).toContain(null)
  expect(new Set(found.map(({ id }) => id)).size).toBeLessThan(found.length)
  expect(found.some(({ images }) => images === null)).toBe(true)
  expect(found.some(({ name }) => name === null)).toBe(true)
  expect(found.some((row) => row.public === null)).toBe(true)
  expect(found.some(({ owner }) => owner.display_name === null && owner.id !== 'nulls')).toBe(true)
  expect(found.some(({ items }) => items?.total === null)).toBe(true)
  expect(found.some(({ items }) => items !== undefined && !('total' in items))).toBe(true)
  expect(found.some(({ items }) => items === undefined)).toBe(true)
})

test('the user “bare” has playlists without pictures, and the user “long” has playlists with unusual names', async () => {
  const { emulator } = startEmulator()
  const pictures = (await wholeList(emulator, 'bare')).map((row) => row?.images)
  expect(pictures).toContain(null)
  expect(pictures.every((images) => images === null || images?.length === 0)).toBe(true)
  const names = (await wholeList(emulator, 'long')).map((row) => row?.name ?? '')
  expect(names.some((name) => name.length > 150)).toBe(true)
  expect(names.some((name) => /[\u0590-\u05FF]/.test(name))).toBe(true)
  expect(names.some((name) => /[\u0600-\u06FF]/.test(name))).toBe(true)
  expect(names).toContain('<script>alert("playlist")</script>')
})

test('one playlist description contains links and HTML entities, and a new playlist’s description is returned HTML-escaped', async () => {
  const { emulator } = startEmulator()
  const [first] = await wholeList(emulator, 'odd')
  expect(first?.description).toMatch(/<a href="spotify:playlist:\w+">.*&amp;/)
  const { accessToken } = emulator.grantFor('ada', { scopes: ['playlist-modify-private'] })
  const made = await emulator.fetch(`${origin}/v1/me/playlists`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '<b>', description: "<b>R&B</b> it's", public: false }),
  })
  expect(await made.json()).toMatchObject({
    name: '<b>',
    description: '&lt;b&gt;R&amp;B&lt;&#x2F;b&gt; it&#x27;s',
  })
})

test('every emulator instance generates the same playlists', async () => {
  const first = await wholeList(startEmulator().emulator, 'ada')
  expect(await wholeList(startEmulator().emulator, 'ada')).toEqual(first)
})
