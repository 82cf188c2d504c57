import { describe, expect, test } from 'vitest'
import type { ReadApi } from '@/lib/spotify/api'
import { readPlaylist, readPlaylistItems, readPlaylists } from '@/lib/spotify/playlists'
import { playlistIds } from '../../emulator/data/library.ts'
import { spotifyUrl } from '../support.ts'
import { apiIn, createApiSetup } from './support.ts'

const first = { limit: 50, offset: 0 }

describe('readPlaylists', () => {
  test('reading a page of playlists takes one call and returns the total', async () => {
    const { api, calls } = createApiSetup('mira')
    const page = await readPlaylists(api, { limit: 20, offset: 100 })
    expect(page).toMatchObject({ total: 120, limit: 20, offset: 100 })
    expect(page.items).toHaveLength(20)
    expect(calls()).toEqual([{ path: '/v1/me/playlists', query: { limit: '20', offset: '100' } }])
  })

  test.each(['mira', 'otto'] as const)(
    'all playlists that belong to the user %s are converted to the app’s format',
    async (person) => {
      const { items } = await readPlaylists(createApiSetup(person).api, first)
      const id = person === 'mira' ? playlistIds.miraPrivate : playlistIds.ottoPrivate
      expect(items[0]).toMatchObject({
        id,
        name: person === 'mira' ? 'Night ferry, all of it' : 'Workshop radio',
        owner: { id: person },
        visibility: 'private',
        isCollaborative: false,
        itemCount: person === 'mira' ? 130 : 60,
        spotifyUrl: `${spotifyUrl}/open/playlist/${id}`,
      })
    },
  )

  test('null and duplicate playlists in Spotify’s response are omitted', async () => {
    const { items, total } = await readPlaylists(createApiSetup('nulls').api, first)
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect([items.length, total]).toEqual([7, 10])
  })

  test('playlist fields can be null, and a missing track count is treated as unknown rather than as 0', async () => {
    const { items } = await readPlaylists(createApiSetup('nulls').api, first)
    expect(items.filter(({ itemCount }) => itemCount === null)).toHaveLength(4)
    expect(items.filter(({ visibility }) => visibility === 'unknown')).toHaveLength(2)
    expect(items.filter(({ name }) => name === '')).toHaveLength(1)
    expect(items.some(({ owner }) => owner.id === 'nameless-owner' && owner.name === null)).toBe(true)
  })

  test('links to unknown hosts and pictures hosted there are removed from playlists', async () => {
    const { items } = await readPlaylists(createApiSetup('odd').api, first)
    expect(items.map(({ spotifyUrl: link, pictureUrl }) => [link !== null, pictureUrl !== null])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ])
  })

  test('unusual playlist names are not changed', async () => {
    const names = (await readPlaylists(createApiSetup('long').api, first)).items.map(({ name }) => name)
    expect(names).toContain('<script>alert("playlist")</script>')
  })

  test('a new user has no playlists', async () => {
    expect(await readPlaylists(createApiSetup('nils').api, first)).toEqual({
      items: [],
      total: 0,
      limit: 50,
      offset: 0,
    })
  })

  test.each([
    [50, 101],
    [7, 57],
  ])(
    'if Spotify sends no total and the second page has %i playlists, the total is estimated as %i',
    async (count, total) => {
      const items = Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))
      expect(await readPlaylists(apiIn({ items, total: null }), { limit: 50, offset: 50 })).toMatchObject({ total })
    },
  )

  test('playlists are not requested if the required scope has not been granted', async () => {
    const { api, calls } = createApiSetup('mira', [])
    await expect(readPlaylists(api, first)).rejects.toMatchObject({ code: 'missing_scope' })
    expect(calls()).toEqual([])
  })
})

describe('readPlaylist', () => {
  test.each([
    ['mira', playlistIds.miraPrivate, 130],
    ['otto', playlistIds.ottoPrivate, 60],
  ] as const)('a single call reads a playlist and its first items (user: %s)', async (person, id, total) => {
    const { api, calls } = createApiSetup(person)
    const playlist = await readPlaylist(api, id)
    expect(playlist).toMatchObject({ id, itemCount: total, items: { total, limit: 50, offset: 0 } })
    expect(playlist.items?.items).toHaveLength(50)
    expect(playlist.items?.items[0]).toMatchObject({
      kind: 'track',
      artists: expect.arrayContaining([expect.any(String)]),
      album: expect.any(String),
    })
    expect(calls()).toHaveLength(1)
  })

  test('a playlist uses its smallest picture as the thumbnail and a larger one for the page', async () => {
    const images = [640, 300, 60].map((width) => ({ url: `https://i.scdn.co/image/${width}`, width }))
    const { pictureUrl, thumbnailUrl } = await readPlaylist(apiIn({ id: 'a', images }), 'a')
    expect([pictureUrl, thumbnailUrl]).toEqual(['https://i.scdn.co/image/300', 'https://i.scdn.co/image/60'])
    expect((await readPlaylist(createApiSetup('mira').api, playlistIds.miraEmpty)).thumbnailUrl).toBeNull()
  })

  test('another user’s playlist includes its contents with extended access, but not in development mode', async () => {
    expect((await readPlaylist(createApiSetup('mira').api, playlistIds.miraFollowed)).items).toBeNull()
    expect((await readPlaylist(createApiSetup('otto').api, playlistIds.ottoFollowed)).items?.total).toBe(40)
  })

  test('an empty playlist has an empty list of items instead of null', async () => {
    const { itemCount, items } = await readPlaylist(createApiSetup('mira').api, playlistIds.miraEmpty)
    expect([itemCount, items]).toEqual([0, { items: [], total: 0, limit: 50, offset: 0 }])
  })

  test('a playlist is returned with the first page of its items, including episodes', async () => {
    const { api } = createApiSetup('mira')
    const { items } = await readPlaylist(api, playlistIds.miraMixed)
    expect(items).toEqual(await readPlaylistItems(api, playlistIds.miraMixed, first))
  })

  test.each(['', '..', '../me', 'a/b', 'a?b', 'a#b', '%2e%2e', 'a b', 'ä', '\0', 'a'.repeat(65), '__proto__', 'x\n'])(
    'a playlist with the invalid ID %j is not requested',
    async (id) => {
      const { api, calls } = createApiSetup('mira')
      await expect(readPlaylist(api, id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(readPlaylistItems(api, id, first)).rejects.toMatchObject({ code: 'not_found' })
      expect(calls()).toEqual([])
    },
  )
})

const readItems = async (api: ReadApi, id: string) => (await readPlaylistItems(api, id, first)).items
const readFirstItems = async (api: ReadApi, id: string) => (await readPlaylist(api, id)).items?.items ?? []

describe('readPlaylistItems', () => {
  test('a playlist can contain tracks, episodes, local files and unavailable items', async () => {
    const { items } = await readPlaylistItems(createApiSetup('mira').api, playlistIds.miraMixed, {
      limit: 5,
      offset: 0,
    })
    expect(items.map(({ kind }) => kind)).toEqual(['track', 'episode', 'local', 'unavailable', 'track'])
    expect(items[1]).toMatchObject({ artists: [], album: expect.stringMatching(/Hour$/) })
    expect(items[2]).toMatchObject({ id: null, spotifyUrl: null, name: expect.stringMatching(/tape/) })
    expect(items[3]).toMatchObject({ id: null, name: null, artists: [], durationMs: null })
    expect(items[4]).toMatchObject({ addedAt: null })
  })

  test('the date 1 January 1970 counts as unknown, and a withdrawn track counts as unavailable', async () => {
    for (const read of [readItems, readFirstItems]) {
      const items = await read(createApiSetup('mira').api, playlistIds.miraMixed)
      expect(items[9]).toMatchObject({ kind: 'track', name: expect.any(String), addedAt: null })
      expect(items[8]).toEqual({
        kind: 'unavailable',
        id: null,
        name: null,
        artists: [],
        album: null,
        durationMs: null,
        isExplicit: false,
        addedAt: expect.stringMatching(/Z$/),
        spotifyUrl: null,
      })
    }
  })

  test('with extended access, playlist items have the same format as in development mode', async () => {
    const { items } = await readPlaylistItems(createApiSetup('otto').api, playlistIds.ottoPrivate, {
      limit: 10,
      offset: 55,
    })
    expect(items).toHaveLength(5)
    expect(items.every(({ kind, name, id }) => kind === 'track' && name && id)).toBe(true)
  })

  test('in development mode, reading the items of another user’s playlist is forbidden', async () => {
    const call = readPlaylistItems(createApiSetup('mira').api, playlistIds.miraFollowed, first)
    await expect(call).rejects.toMatchObject({ code: 'forbidden', status: 403 })
  })
})
