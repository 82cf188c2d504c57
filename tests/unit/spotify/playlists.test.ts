import { describe, expect, test } from 'vitest'
import type { ReadApi } from '@/lib/spotify/api'
import { readPlaylist, readPlaylistItems, readPlaylists } from '@/lib/spotify/playlists'
import { playlistIds } from '../../emulator/data/library.ts'
import { spotifyUrl } from '../support.ts'
import { apiIn, apiOf, worldOf } from './support.ts'

const first = { limit: 50, offset: 0 }

describe('a page of playlists', () => {
  test('costs one call and says how many there are', async () => {
    const { api, calls } = worldOf('mira')
    const page = await readPlaylists(api, { limit: 20, offset: 100 })
    expect(page).toMatchObject({ total: 120, limit: 20, offset: 100 })
    expect(page.items).toHaveLength(20)
    expect(calls()).toEqual([{ path: '/v1/me/playlists', query: { limit: '20', offset: '100' } }])
  })

  test.each(['mira', 'otto'] as const)('of %s is told in our words, in both populations', async (person) => {
    const { items } = await readPlaylists(apiOf(person), first)
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
  })

  test('drops the nulls and the duplicates that Spotify sends', async () => {
    const { items, total } = await readPlaylists(apiOf('nulls'), first)
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect([items.length, total]).toEqual([7, 10])
  })

  test('survives whatever is null, and takes an unknown number for unknown', async () => {
    const { items } = await readPlaylists(apiOf('nulls'), first)
    expect(items.filter(({ itemCount }) => itemCount === null)).toHaveLength(4)
    expect(items.filter(({ visibility }) => visibility === 'unknown')).toHaveLength(2)
    expect(items.filter(({ name }) => name === '')).toHaveLength(1)
    expect(items.some(({ owner }) => owner.id === 'nameless-owner' && owner.name === null)).toBe(true)
  })

  test('leaves out links and pictures that lead elsewhere', async () => {
    const { items } = await readPlaylists(apiOf('odd'), first)
    expect(items.map(({ spotifyUrl: link, pictureUrl }) => [link !== null, pictureUrl !== null])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ])
  })

  test('keeps names as they are, however odd', async () => {
    const names = (await readPlaylists(apiOf('long'), first)).items.map(({ name }) => name)
    expect(names).toContain('<script>alert("playlist")</script>')
  })

  test('of somebody who has none is empty', async () => {
    expect(await readPlaylists(apiOf('nils'), first)).toEqual({ items: [], total: 0, limit: 50, offset: 0 })
  })

  test.each([
    [50, 101],
    [7, 57],
  ])('of %i after the first 50 means %i, where Spotify does not tell how many there are', async (count, total) => {
    const items = Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))
    expect(await readPlaylists(apiIn({ items, total: null }), { limit: 50, offset: 50 })).toMatchObject({ total })
  })

  test('is not asked for without its scope', async () => {
    const { api, calls } = worldOf('mira', [])
    await expect(readPlaylists(api, first)).rejects.toMatchObject({ code: 'missing_scope' })
    expect(calls()).toEqual([])
  })
})

describe('one playlist', () => {
  test.each([
    ['mira', playlistIds.miraPrivate, 130],
    ['otto', playlistIds.ottoPrivate, 60],
  ] as const)('of %s comes with its first items, in one call', async (person, id, total) => {
    const { api, calls } = worldOf(person)
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

  test('names the smallest of its pictures beside the one to show', async () => {
    const images = [640, 300, 60].map((width) => ({ url: `https://i.scdn.co/image/${width}`, width }))
    const { pictureUrl, thumbnailUrl } = await readPlaylist(apiIn({ id: 'a', images }), 'a')
    expect([pictureUrl, thumbnailUrl]).toEqual(['https://i.scdn.co/image/300', 'https://i.scdn.co/image/60'])
    expect((await readPlaylist(apiOf('mira'), playlistIds.miraEmpty)).thumbnailUrl).toBeNull()
  })

  test('of somebody else keeps its contents from an app in development mode', async () => {
    expect((await readPlaylist(apiOf('mira'), playlistIds.miraFollowed)).items).toBeNull()
    expect((await readPlaylist(apiOf('otto'), playlistIds.ottoFollowed)).items?.total).toBe(40)
  })

  test('without items is empty, which is not closed', async () => {
    const { itemCount, items } = await readPlaylist(apiOf('mira'), playlistIds.miraEmpty)
    expect([itemCount, items]).toEqual([0, { items: [], total: 0, limit: 50, offset: 0 }])
  })

  test('shows its first items as the page of its items does, episodes among them', async () => {
    const { api } = worldOf('mira')
    const { items } = await readPlaylist(api, playlistIds.miraMixed)
    expect(items).toEqual(await readPlaylistItems(api, playlistIds.miraMixed, first))
  })

  test.each(['', '..', '../me', 'a/b', 'a?b', 'a#b', '%2e%2e', 'a b', 'ä', '\0', 'a'.repeat(65), '__proto__', 'x\n'])(
    'is not asked for by what cannot be an id: %j',
    async (id) => {
      const { api, calls } = worldOf('mira')
      await expect(readPlaylist(api, id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(readPlaylistItems(api, id, first)).rejects.toMatchObject({ code: 'not_found' })
      expect(calls()).toEqual([])
    },
  )
})

const readItems = async (api: ReadApi, id: string) => (await readPlaylistItems(api, id, first)).items
const readFirstItems = async (api: ReadApi, id: string) => (await readPlaylist(api, id)).items?.items ?? []

describe('the items of a playlist', () => {
  test('are of four kinds', async () => {
    const { items } = await readPlaylistItems(apiOf('mira'), playlistIds.miraMixed, { limit: 5, offset: 0 })
    expect(items.map(({ kind }) => kind)).toEqual(['track', 'episode', 'local', 'unavailable', 'track'])
    expect(items[1]).toMatchObject({ artists: [], album: expect.stringMatching(/Hour$/) })
    expect(items[2]).toMatchObject({ id: null, spotifyUrl: null, name: expect.stringMatching(/tape/) })
    expect(items[3]).toMatchObject({ id: null, name: null, artists: [], durationMs: null })
    expect(items[4]).toMatchObject({ addedAt: null })
  })

  test('have no day where Spotify sends the epoch, and nothing but that is left of a withdrawn track', async () => {
    for (const read of [readItems, readFirstItems]) {
      const items = await read(apiOf('mira'), playlistIds.miraMixed)
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

  test('are the same through either vocabulary', async () => {
    const { items } = await readPlaylistItems(apiOf('otto'), playlistIds.ottoPrivate, { limit: 10, offset: 55 })
    expect(items).toHaveLength(5)
    expect(items.every(({ kind, name, id }) => kind === 'track' && name && id)).toBe(true)
  })

  test('of somebody else are refused, with a reason', async () => {
    const call = readPlaylistItems(apiOf('mira'), playlistIds.miraFollowed, first)
    await expect(call).rejects.toMatchObject({ code: 'forbidden', status: 403 })
  })
})
