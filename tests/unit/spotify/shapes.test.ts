import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profileShape, toProfile } from '@/lib/spotify/profile'
import {
  playlistItemShape,
  playlistItemsShape,
  playlistShape,
  playlistsShape,
  playlistWithItemsShape,
  toPage,
  toPlaylist,
  toPlaylistItem,
} from '@/lib/spotify/shapes'

const apiUrl = 'https://api.spotify.com'
const playlist = (raw: object) => toPlaylist(playlistShape.parse({ id: 'x', ...raw }), apiUrl)
const item = (raw: unknown) => toPlaylistItem(playlistItemShape.parse(raw), apiUrl)

describe('toPlaylist', () => {
  test('a playlist is valid even if its only field is an ID', () => {
    expect(playlist({})).toEqual({
      id: 'x',
      name: '',
      description: null,
      pictureUrl: null,
      spotifyUrl: null,
      owner: { id: '', name: null },
      visibility: 'unknown',
      isCollaborative: false,
      itemCount: null,
    })
  })

  test('the track count of a playlist is read from the responses of both API variants, and is null if it is unknown', () => {
    expect(playlist({ items: { total: 3 } }).itemCount).toBe(3)
    expect(playlist({ tracks: { total: 4 } }).itemCount).toBe(4)
    expect(playlist({ items: { total: 0 }, tracks: { total: 4 } }).itemCount).toBe(0)
    expect(playlist({ items: null, tracks: { total: 4 } }).itemCount).toBe(4)
    expect(playlist({ items: { total: null }, tracks: { total: 4 } }).itemCount).toBe(4)
    for (const items of [null, {}, { total: null }, { total: '7' }, [], 7])
      expect(playlist({ items }).itemCount).toBeNull()
  })

  test('markup is removed from a playlist’s description', () => {
    const description = 'You like <a href="spotify:playlist:1">trams</a> &amp; ferries'
    expect(playlist({ description }).description).toBe('You like trams & ferries')
    for (const empty of ['', ' ', '<b></b>']) expect(playlist({ description: empty }).description).toBeNull()
  })

  test('a playlist’s visibility is public, private or unknown', () => {
    expect([true, false, null, 'true', 1].map((value) => playlist({ public: value }).visibility)).toEqual([
      'public',
      'private',
      'unknown',
      'unknown',
      'unknown',
    ])
  })

  test('an invalid field of a playlist does not affect its valid fields', () => {
    const raw = { name: 7, description: [], owner: 'mira', images: 'x', external_urls: null, collaborative: 'yes' }
    expect(playlist({ ...raw, public: true })).toMatchObject({ visibility: 'public', name: '', isCollaborative: false })
    expect(playlist({ owner: { id: 'mira', display_name: 7 } }).owner).toEqual({ id: 'mira', name: null })
  })
})

describe('toPlaylistItem', () => {
  test('a playlist item is parsed from the “item” or “track” field', () => {
    const track = {
      type: 'track',
      id: 'a',
      name: 'Song',
      artists: [{ name: 'One' }, { name: 'Two' }],
      album: { name: 'Album' },
    }
    const expected = { kind: 'track', id: 'a', name: 'Song', artists: ['One', 'Two'], album: 'Album' }
    expect(item({ item: track })).toMatchObject(expected)
    expect(item({ track })).toMatchObject(expected)
    expect(item({ item: null, track })).toMatchObject(expected)
  })

  test('a missing or invalid playlist item counts as unavailable', () => {
    for (const raw of [null, {}, { item: null }, { track: null }, { item: 7 }, 'x', 7, []])
      expect(item(raw)).toMatchObject({ kind: 'unavailable', id: null, name: null, artists: [] })
  })

  test('a withdrawn track counts as an unavailable item without a name, artist or length', () => {
    const withdrawn = { type: 'track', id: 'a', name: '', artists: [{ name: '' }], album: { name: '' }, duration_ms: 0 }
    const external_urls = { spotify: 'https://open.spotify.com/track/a' }
    const gone = { kind: 'unavailable', id: null, spotifyUrl: null, durationMs: null, addedAt: '2020-01-02T03:04:05Z' }
    const added_at = '2020-01-02T03:04:05Z'
    expect(item({ added_at, item: { ...withdrawn, external_urls } })).toMatchObject(gone)
    expect(item({ added_at, track: { ...withdrawn, name: null, artists: null, external_urls } })).toMatchObject(gone)
    for (const rest of [{ name: 'Song' }, { artists: [{ name: 'One' }] }, { duration_ms: 1 }, { duration_ms: null }])
      expect(item({ item: { ...withdrawn, ...rest } })).toMatchObject({ kind: 'track', id: 'a' })
    expect(item({ item: { ...withdrawn, is_local: true } }).kind).toBe('local')
  })

  test.each([
    ['1970-01-01T00:00:00Z', null],
    ['1970-01-01T00:00:00.000Z', null],
    ['1970-01-01', null],
    [null, null],
    ['2015-01-15T12:39:22Z', '2015-01-15T12:39:22Z'],
    ['some day', 'some day'],
  ])('a playlist item with added_at %j has the date %j', (added_at, addedAt) => {
    expect(item({ added_at }).addedAt).toBe(addedAt)
  })

  test('a null field of a playlist item does not affect the item’s other fields', () => {
    const raw = {
      item: {
        name: 'Song',
        artists: [null, {}, { name: '' }, { name: 'One' }],
        album: null,
        duration_ms: 'x',
        explicit: 1,
      },
    }
    expect(item(raw)).toMatchObject({
      kind: 'track',
      name: 'Song',
      artists: ['One'],
      durationMs: null,
      isExplicit: false,
    })
  })

  test('a playlist item is a local file if the item or its track has the is_local flag', () => {
    expect(item({ is_local: true, item: { name: 'Tape' } }).kind).toBe('local')
    expect(item({ item: { name: 'Tape', is_local: true } }).kind).toBe('local')
  })
})

test('a page has the requested limit and offset, and an estimated total if Spotify doesn’t send one', () => {
  const asked = { limit: 10, offset: 20 }
  expect(toPage({ items: [1, 2, 3], total: 9 }, asked, (n) => (n === 2 ? null : n))).toEqual({
    items: [1, 3],
    total: 9,
    ...asked,
  })
  expect(toPage({ items: [1, 2], total: null }, asked, (n) => n).total).toBe(22)
})

test('every response is either converted or rejected, and none causes an exception', () => {
  const names = [
    'id',
    'account_id',
    'name',
    'images',
    'owner',
    'items',
    'tracks',
    'item',
    'track',
    'total',
    'external_urls',
    'url',
    'width',
  ]
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('x', 'https://i.scdn.co/x'),
      tie('object'),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
    object: fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 6 }),
  })).any
  fc.assert(
    fc.property(value, (raw) => {
      const [profile, one, whole, entry] = [profileShape, playlistShape, playlistWithItemsShape, playlistItemShape].map(
        (shape) => shape.safeParse(raw),
      )
      if (profile?.success) toProfile(profile.data as never, apiUrl)
      for (const parsed of [one, whole]) if (parsed?.success) toPlaylist(parsed.data as never, apiUrl)
      if (entry?.success) toPlaylistItem(entry.data as never, apiUrl)
      for (const list of [playlistsShape, playlistItemsShape]) list.safeParse(raw)
    }),
    { numRuns: 1_000 },
  )
})
