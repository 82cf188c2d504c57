import { describe, expect, test } from 'vitest'
import { createApi } from '@/lib/spotify/api'
import { readNowPlaying, readRecentlyPlayed, readTopArtists, readTopTracks, timeRanges } from '@/lib/spotify/listening'
import { parseScopes } from '@/lib/spotify/scopes'
import { fetchOf, outside, spotifyUrl } from '../support.ts'
import { apiIn, createApiSetup, withAllScopes } from './support.ts'

const slice = { limit: 10, offset: 0 }
const apiVariants = ['mira', 'otto'] as const

describe('the top list', () => {
  test.each(apiVariants)('has the tracks of %s in the app’s format and takes one call', async (person) => {
    const { api, calls } = withAllScopes(person)
    const { items, total } = await readTopTracks(api, { range: 'short_term', ...slice })
    expect([items.length, total]).toEqual([10, 50])
    expect(items[0]).toEqual({
      kind: 'track',
      uri: expect.stringMatching(/^spotify:track:/),
      name: expect.any(String),
      artists: expect.arrayContaining([expect.any(String)]),
      album: expect.any(String),
      pictureUrl: expect.stringContaining(`${spotifyUrl}/pictures/`),
      durationMs: expect.any(Number),
      isExplicit: expect.any(Boolean),
      spotifyUrl: expect.stringContaining('/open/track/'),
    })
    expect(calls()).toEqual([
      { path: '/v1/me/top/tracks', query: { time_range: 'short_term', limit: '10', offset: '0' } },
    ])
  })

  test.each(apiVariants)('has the artists of %s in the app’s format and takes one call', async (person) => {
    const { items } = await readTopArtists(withAllScopes(person).api, { range: 'long_term', ...slice })
    expect(items[0]).toEqual({
      uri: expect.stringMatching(/^spotify:artist:/),
      name: expect.any(String),
      pictureUrl: expect.stringContaining('/pictures/'),
      spotifyUrl: expect.stringContaining('/open/artist/'),
    })
  })

  test('differs for each time range', async () => {
    const { api } = withAllScopes('mira')
    const lists = await Promise.all(timeRanges.map((range) => readTopArtists(api, { range, ...slice })))
    expect(new Set(lists.map(({ items }) => items[0]?.name)).size).toBe(3)
  })

  test('of a new user is empty', async () => {
    const { api } = withAllScopes('nils')
    expect(await readTopTracks(api, { range: 'medium_term', ...slice })).toMatchObject({ items: [], total: 0 })
    expect(await readTopArtists(api, { range: 'medium_term', ...slice })).toMatchObject({ items: [], total: 0 })
  })

  test('omits links and pictures of other hosts', async () => {
    const { items } = await readTopArtists(withAllScopes('odd').api, { range: 'short_term', ...slice })
    expect(items.every(({ pictureUrl, spotifyUrl: link }) => pictureUrl === null && link === null)).toBe(true)
  })
})

describe('the listening history', () => {
  test.each(apiVariants)('of %s has the time of each play and starts with the newest', async (person) => {
    const plays = await readRecentlyPlayed(withAllScopes(person).api, { limit: 20 })
    expect(plays).toHaveLength(20)
    const times = plays.map(({ playedAt }) => Date.parse(playedAt ?? ''))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(plays[0]?.track).toMatchObject({ kind: 'track', name: expect.any(String) })
  })

  test('is empty for a new user, works without cursors and skips missing tracks', async () => {
    expect(await readRecentlyPlayed(withAllScopes('nils').api, { limit: 20 })).toEqual([])
    expect(await readRecentlyPlayed(apiIn({ items: [{ track: { name: 'A' } }, null, 7] }), { limit: 3 })).toEqual([
      { playedAt: null, track: expect.objectContaining({ name: 'A', uri: null, artists: [] }) },
    ])
  })
})

test('skips withdrawn tracks, and has no time for a play dated 1 January 1970', async () => {
  const withdrawn = { type: 'track', name: '', artists: [{ name: '' }], duration_ms: 0 }
  const plays = [{ track: withdrawn }, { track: { name: 'A' }, played_at: '1970-01-01T00:00:00.000Z' }]
  expect(await readRecentlyPlayed(apiIn({ items: plays }), { limit: 3 })).toEqual([
    { playedAt: null, track: expect.objectContaining({ name: 'A' }) },
  ])
  expect(
    (await readTopTracks(apiIn({ items: [withdrawn, { name: 'A' }] }), { range: 'short_term', ...slice })).items,
  ).toEqual([expect.objectContaining({ name: 'A' })])
  expect(await readNowPlaying(apiIn({ item: withdrawn, is_playing: true }))).toMatchObject({ track: null })
})

describe('the current playback', () => {
  test.each([
    ['mira', { kind: 'track', artists: [expect.any(String)] }],
    ['otto', { kind: 'episode', artists: [], album: expect.stringMatching(/Hour$/) }],
    ['ada', { kind: 'local', uri: null, spotifyUrl: null, pictureUrl: null }],
  ] as const)('of %s has the correct kind', async (person, track) => {
    const playing = await readNowPlaying(withAllScopes(person).api)
    expect(playing).toMatchObject({ track, isPlaying: person !== 'ada', isAdvertisement: false })
    expect(playing?.progressMs).toBeGreaterThanOrEqual(0)
  })

  test('is null if Spotify responds with 204, or 200 without a body', async () => {
    const { api, sent } = withAllScopes('nils')
    expect(await readNowPlaying(api)).toBeNull()
    expect(sent()).toEqual(['GET /v1/me/player/currently-playing 204'])
    const { emulator, api: other } = withAllScopes('mira')
    emulator.faults.set({ name: 'empty', where: 'api' })
    expect(await readNowPlaying(other)).toBeNull()
  })

  test('can be an advertisement or unknown', async () => {
    const { emulator, api } = withAllScopes('otto')
    emulator.settings.playing = 'ad'
    expect(await readNowPlaying(api)).toMatchObject({ track: null, isAdvertisement: true, isPlaying: true })
    emulator.settings.playing = 'unknown'
    expect(await readNowPlaying(api)).toMatchObject({ track: null, isAdvertisement: false })
  })
})

describe('each of the four functions', () => {
  const reads = [
    ['user-top-read', readTopArtists, { range: 'short_term', ...slice }],
    ['user-top-read', readTopTracks, { range: 'short_term', ...slice }],
    ['user-read-recently-played', readRecentlyPlayed, { limit: 5 }],
    ['user-read-currently-playing', readNowPlaying, {}],
  ] as const

  test.each(reads)('makes no call without its scope, %s', async (missingScope, read, options) => {
    const { api, calls } = createApiSetup('mira')
    await expect(read(api, options as never)).rejects.toMatchObject({ code: 'missing_scope', missingScope })
    expect(calls()).toEqual([])
  })

  test.each(reads)(
    'reports %s as missing if Spotify says that the token lacks it',
    async (missingScope, read, options) => {
      const { emulator } = createApiSetup('mira')
      const { accessToken } = emulator.grantFor('mira', { scopes: [] })
      const grantedScopes = parseScopes(missingScope)
      const api = createApi({ ...outside(), url: spotifyUrl, accessToken, grantedScopes, fetch: emulator.fetch })
      const status = read === readNowPlaying ? 401 : 403
      const failed = { code: 'missing_scope', status, missingScope }
      await expect(read(api, options as never)).rejects.toMatchObject(failed)
    },
  )

  test.each(reads)('fails with the correct code: %s', async (_, read, options) => {
    const { emulator, api } = withAllScopes('mira')
    for (const [name, code] of [
      ['server_error', 'spotify_unavailable'],
      ['html', 'spotify_unavailable'],
      ['not_registered', 'not_registered'],
      ['quota', 'quota_exceeded'],
    ] as const) {
      emulator.faults.clear()
      emulator.faults.set({ name, where: 'api' })
      await expect(read(api, options as never)).rejects.toMatchObject({ code })
    }
  })

  test('clamps its options to Spotify’s limits', async () => {
    const { api } = withAllScopes('mira')
    await expect(readRecentlyPlayed(api, { limit: 51 })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(readTopTracks(api, { range: 'short_term', limit: 51, offset: 0 })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  test('rejects a response of an unknown shape', async () => {
    const { fetch } = fetchOf(() => new Response('[]', { headers: { 'content-type': 'application/json' } }))
    const grantedScopes = parseScopes('user-read-currently-playing')
    const api = createApi({ ...outside(), url: spotifyUrl, accessToken: 'a', grantedScopes, fetch })
    await expect(readNowPlaying(api)).rejects.toMatchObject({ code: 'spotify_unavailable' })
  })
})
