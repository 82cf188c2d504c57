import { expect, test } from 'vitest'
import { search, searchKinds } from '@/lib/spotify/more/search'
import { apiIn, createApiSetup } from '../../../../../tests/unit/spotify/support.ts'

test.each(['mira', 'otto'] as const)(
  'a search by the user %s makes one call, requires no scope, and returns up to ten results of each kind',
  async (person) => {
    const { api, calls } = createApiSetup(person, [])
    const found = await search(api, { query: ' ferry ', kinds: searchKinds })
    const pages = Object.values(found)
    expect(pages.every((page) => page && page.items.length <= 10 && page.limit === 10)).toBe(true)
    expect(found.tracks?.items[0]).toMatchObject({ kind: 'track', name: expect.stringMatching(/ferry/i) })
    expect(found.artists?.items[0]?.name).toMatch(/ferry/i)
    expect(found.albums?.items[0]).toMatchObject({
      name: expect.stringMatching(/ferry/i),
      artists: [expect.any(String)],
    })
    expect(found.playlists?.items[0]).toMatchObject({ visibility: 'public', name: expect.stringMatching(/ferry/i) })
    expect(found.shows?.items[0]?.name).toMatch(/ferry/i)
    expect(found.episodes?.items[0]).toMatchObject({ kind: 'episode', name: expect.stringMatching(/ferry/i) })
    expect(calls()).toEqual([
      {
        path: '/v1/search',
        query: { q: 'ferry', type: searchKinds.join(','), limit: '10', offset: '0' },
      },
    ])
  },
)

test('the second page of search results starts where the first page ends', async () => {
  const { api } = createApiSetup('mira')
  const first = await search(api, { query: 'harbour', kinds: ['track'] })
  const next = await search(api, { query: 'harbour', kinds: ['track'], offset: 10 })
  expect(first.tracks?.total).toBeGreaterThan(10)
  expect(next.tracks?.items[0]?.uri).not.toBe(first.tracks?.items[0]?.uri)
  expect(next).toMatchObject({ artists: null, albums: null, playlists: null, shows: null, episodes: null })
})

test('null playlists are omitted from search results', async () => {
  const api = apiIn({ playlists: { total: 2, items: [null, { id: 'a', name: 'A' }] } })
  const { playlists } = await search(api, { query: 'a', kinds: ['playlist'] })
  expect(playlists).toMatchObject({ total: 2, items: [{ id: 'a', name: 'A' }] })
})

test('a search without matches returns an empty page', async () => {
  const { tracks } = await search(createApiSetup('mira').api, { query: 'zzzzzz', kinds: ['track'] })
  expect(tracks).toEqual({ items: [], total: 0, limit: 10, offset: 0 })
})

test.each([
  { query: '', kinds: searchKinds },
  { query: '  ', kinds: searchKinds },
  { query: 'a'.repeat(201), kinds: searchKinds },
  { query: 'a', kinds: [] },
  { query: 'a', kinds: searchKinds, offset: 1_001 },
])('a search with invalid parameters is not sent: %j', async (request) => {
  const { api, calls } = createApiSetup('mira')
  await expect(search(api, request)).rejects.toMatchObject({ code: 'invalid_request' })
  expect(calls()).toEqual([])
})

test('a rate-limited search fails with the code rate_limited', async () => {
  const { api, emulator } = createApiSetup('mira')
  emulator.faults.set({ name: 'rate_limited', where: '/v1/search', retryAfter: 60 })
  await expect(search(api, { query: 'a', kinds: ['track'] })).rejects.toMatchObject({ code: 'rate_limited' })
})
