import { describe, expect, test } from 'vitest'
import { readFollowedArtists } from '@/lib/spotify/more/following'
import {
  isInLibrary,
  readSavedAlbums,
  readSavedShows,
  readSavedTracks,
  removeFromLibrary,
  saveToLibrary,
} from '@/lib/spotify/more/library'
import { readPlaylists } from '@/lib/spotify/playlists'
import { scopes } from '@/lib/spotify/scopes'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import { apiIn, createApiSetup } from '../../../../../tests/unit/spotify/support.ts'

const withAllScopes = (person: PersonId) => createApiSetup(person, scopes)

const slice = { limit: 20, offset: 0 }
const uriOf = (kind: string, character = 'a') => `spotify:${kind}:${character.repeat(22)}`
const apiVariants = ['mira', 'otto'] as const

describe.each(apiVariants)('library of %s', (person) => {
  test('saved tracks, albums and shows are listed with their details', async () => {
    const { api } = withAllScopes(person)
    const tracks = await readSavedTracks(api, slice)
    expect([tracks.items.length, tracks.total]).toEqual([20, 75])
    expect(tracks.items[0]).toMatchObject({ kind: 'track', savedAt: expect.stringMatching(/Z$/) })
    const { items: albums } = await readSavedAlbums(api, slice)
    expect(albums).toHaveLength(12)
    expect(albums[0]).toMatchObject({
      uri: expect.stringMatching(/^spotify:album:/),
      artists: [expect.any(String)],
      releaseDate: expect.stringMatching(/^\d{4}/),
      trackCount: expect.any(Number),
    })
    const { items: shows } = await readSavedShows(api, slice)
    expect(shows).toHaveLength(4)
    expect(shows[0]).toMatchObject({ uri: expect.stringMatching(/^spotify:show:/), episodeCount: expect.any(Number) })
  })

  test('items can be saved to the library and removed from it', async () => {
    const { api, sent } = withAllScopes(person)
    const uris = [uriOf('track'), uriOf('album'), uriOf('show'), uriOf('episode'), uriOf('audiobook')]
    await saveToLibrary(api, uris)
    expect(await isInLibrary(api, [...uris, uriOf('track', 'b')])).toEqual([true, true, true, true, true, false])
    expect((await readSavedTracks(api, slice)).items[0]?.uri).toBe(uriOf('track'))
    expect((await readSavedAlbums(api, slice)).items[0]?.uri).toBe(uriOf('album'))
    expect((await readSavedShows(api, slice)).items[0]?.uri).toBe(uriOf('show'))
    await saveToLibrary(api, uris)
    expect((await readSavedTracks(api, slice)).total).toBe(76)
    await removeFromLibrary(api, uris)
    expect(await isInLibrary(api, uris)).toEqual([false, false, false, false, false])
    expect(sent().filter((line) => line.startsWith('PUT'))).toHaveLength(2)
  })

  test('followed artists are listed in pages, and users can be followed', async () => {
    const { api } = withAllScopes(person)
    const first = await readFollowedArtists(api, { limit: 5 })
    expect(first).toMatchObject({ total: 8, after: expect.stringMatching(/^[0-9A-Za-z]{22}$/) })
    const rest = await readFollowedArtists(api, { limit: 5, after: first.after ?? '' })
    expect([first.items.length, rest.items.length, rest.after]).toEqual([5, 3, null])
    const artist = first.items[0]?.uri ?? ''
    expect(await isInLibrary(api, [artist, uriOf('artist'), 'spotify:user:some-body'])).toEqual([true, false, false])
    await saveToLibrary(api, ['spotify:user:some-body'])
    expect(await isInLibrary(api, ['spotify:user:some-body'])).toEqual([true])
  })
})

test('a playlist can be followed and unfollowed', async () => {
  const { api } = withAllScopes('ada')
  const uri = `spotify:playlist:${playlistIds.miraPublic}`
  expect(await isInLibrary(api, [uri])).toEqual([false])
  await saveToLibrary(api, [uri])
  expect((await readPlaylists(api, slice)).items.map(({ id }) => id)).toContain(playlistIds.miraPublic)
  await removeFromLibrary(api, [uri])
  expect((await readPlaylists(api, slice)).items).toHaveLength(3)
})

test('no call is made if a scope for reading or changing the library is missing', async () => {
  const { api, calls } = createApiSetup('mira', ['user-library-modify', 'user-library-read'])
  for (const [kind, missingScope] of [
    ['user', 'user-follow-modify'],
    ['playlist', 'playlist-modify-public'],
  ]) {
    const refused = saveToLibrary(api, [uriOf('track'), uriOf(kind ?? '')])
    await expect(refused).rejects.toMatchObject({ code: 'missing_scope', missingScope })
  }
  await expect(isInLibrary(api, [uriOf('artist')])).rejects.toMatchObject({ missingScope: 'user-follow-read' })
  await expect(isInLibrary(api, [uriOf('playlist')])).rejects.toMatchObject({ missingScope: 'playlist-read-private' })
  const without = createApiSetup('mira')
  for (const read of [readSavedTracks, readSavedAlbums, readSavedShows])
    await expect(read(without.api, slice)).rejects.toMatchObject({ missingScope: 'user-library-read' })
  await expect(readFollowedArtists(without.api, { limit: 5 })).rejects.toMatchObject({
    missingScope: 'user-follow-read',
  })
  expect([...calls(), ...without.calls()]).toEqual([])
})

const tooMany = Array.from({ length: 41 }, () => uriOf('track'))
test.each([
  ['no URIs', []],
  ['too many URIs', tooMany],
  ['text that is not a URI', ['track']],
  ['an unknown kind', [uriOf('constructor')]],
  ['a local file', ['spotify:local:a:b:c:1']],
  ['two URIs in one', [`${uriOf('track')},${uriOf('track')}`]],
])('a library call with %s is rejected before it reaches Spotify', async (_, uris) => {
  const { api, calls } = withAllScopes('mira')
  for (const call of [isInLibrary, saveToLibrary, removeFromLibrary])
    await expect(call(api, uris)).rejects.toMatchObject({ code: 'invalid_request' })
  expect(calls()).toEqual([])
})

test('following an artist fails without calling Spotify, because artists can be followed only in Spotify’s own apps', async () => {
  const { api, calls } = withAllScopes('mira')
  await expect(saveToLibrary(api, [uriOf('artist')])).rejects.toMatchObject({ code: 'invalid_request' })
  expect(calls()).toEqual([])
})

test('checking whether items are in the library fails if the response has the wrong number of entries', async () => {
  const api = apiIn([true])
  await expect(isInLibrary(api, [uriOf('track'), uriOf('album')])).rejects.toMatchObject({
    code: 'spotify_unavailable',
  })
})

test('a list of saved tracks omits entries that contain no track', async () => {
  const api = apiIn({ total: 3, items: [null, { track: null, added_at: 'x' }, { track: { name: 'A' } }] })
  const { items } = await readSavedTracks(api, slice)
  expect(items).toEqual([expect.objectContaining({ name: 'A', savedAt: null })])
})

test('in a saved album, Spotify’s placeholders for unknown dates become null', async () => {
  const album = { name: 'A', release_date: '0000' }
  const { items } = await readSavedAlbums(
    apiIn({ total: 1, items: [{ added_at: '1970-01-01T00:00:00Z', album }] }),
    slice,
  )
  expect(items).toEqual([expect.objectContaining({ name: 'A', savedAt: null, releaseDate: null })])
})
