import { describe, expect, test } from 'vitest'
import { createApi } from '@/lib/spotify/api'
import { readNowPlaying, readRecentlyPlayed, readTopArtists, readTopTracks, timeRanges } from '@/lib/spotify/listening'
import { parseScopes, scopes } from '@/lib/spotify/scopes'
import type { PersonId } from '../../emulator/data/people.ts'
import { spotifyUrl } from '../support.ts'
import { apiIn, createApiSetup, fetchOf, outside } from './support.ts'

const withAllScopes = (person: PersonId) => createApiSetup(person, scopes)
const slice = { limit: 10, offset: 0 }
const apiVariants = ['mira', 'otto'] as const

describe('readTopTracks and readTopArtists', () => {
  test.each(apiVariants)(
    'top tracks are read with a single call and converted to the app’s format (user: %s)',
    async (person) => {
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
    },
  )

  test.each(apiVariants)('top artists are converted to the app’s format (user: %s)', async (person) => {
    const { items } = await readTopArtists(withAllScopes(person).api, { range: 'long_term', ...slice })
    expect(items[0]).toEqual({
      uri: expect.stringMatching(/^spotify:artist:/),
      name: expect.any(String),
      pictureUrl: expect.stringContaining('/pictures/'),
      spotifyUrl: expect.stringContaining('/open/artist/'),
    })
  })

  test('each time range has different top artists', async () => {
    const { api } = withAllScopes('mira')
    const lists = await Promise.all(timeRanges.map((range) => readTopArtists(api, { range, ...slice })))
    expect(new Set(lists.map(({ items }) => items[0]?.name)).size).toBe(3)
  })

  test('a new user has no top tracks or artists', async () => {
    const { api } = withAllScopes('nils')
    expect(await readTopTracks(api, { range: 'medium_term', ...slice })).toMatchObject({ items: [], total: 0 })
    expect(await readTopArtists(api, { range: 'medium_term', ...slice })).toMatchObject({ items: [], total: 0 })
  })

  test('links to unknown hosts and pictures hosted there are removed from the top artists', async () => {
    const { items } = await readTopArtists(withAllScopes('odd').api, { range: 'short_term', ...slice })
    expect(items.every(({ pictureUrl, spotifyUrl: link }) => pictureUrl === null && link === null)).toBe(true)
  })
})

describe('readRecentlyPlayed', () => {
  test.each(apiVariants)(
    'the listening history starts with the newest play and includes the time of each play (user: %s)',
    async (person) => {
      const plays = await readRecentlyPlayed(withAllScopes(person).api, { limit: 20 })
      expect(plays).toHaveLength(20)
      const times = plays.map(({ playedAt }) => Date.parse(playedAt ?? ''))
      expect(times).toEqual(times.toSorted((a, b) => b - a))
      expect(plays[0]?.track).toMatchObject({ kind: 'track', name: expect.any(String) })
    },
  )

  test('the listening history can be empty or lack cursors, and its invalid entries are omitted', async () => {
    expect(await readRecentlyPlayed(withAllScopes('nils').api, { limit: 20 })).toEqual([])
    expect(await readRecentlyPlayed(apiIn({ items: [{ track: { name: 'A' } }, null, 7] }), { limit: 3 })).toEqual([
      { playedAt: null, track: expect.objectContaining({ name: 'A', uri: null, artists: [] }) },
    ])
  })
})

test('withdrawn tracks are omitted, and a play dated 1 January 1970 has an unknown time', async () => {
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

describe('readNowPlaying', () => {
  test.each([
    ['mira', { kind: 'track', artists: [expect.any(String)] }],
    ['otto', { kind: 'episode', artists: [], album: expect.stringMatching(/Hour$/) }],
    ['ada', { kind: 'local', uri: null, spotifyUrl: null, pictureUrl: null }],
  ] as const)('the current playback of the user %s is a track, an episode or a local file', async (person, track) => {
    const playing = await readNowPlaying(withAllScopes(person).api)
    expect(playing).toMatchObject({ track, isPlaying: person !== 'ada', isAdvertisement: false })
    expect(playing?.progressMs).toBeGreaterThanOrEqual(0)
  })

  test('the current playback is null if Spotify responds with 204 or an empty body', async () => {
    const { api, sent } = withAllScopes('nils')
    expect(await readNowPlaying(api)).toBeNull()
    expect(sent()).toEqual(['GET /v1/me/player/currently-playing 204'])
    const { emulator, api: other } = withAllScopes('mira')
    emulator.faults.set({ name: 'empty', where: 'api' })
    expect(await readNowPlaying(other)).toBeNull()
  })

  test('the current playback can be an advertisement or an unknown item', async () => {
    const { emulator, api } = withAllScopes('otto')
    emulator.settings.playing = 'ad'
    expect(await readNowPlaying(api)).toMatchObject({ track: null, isAdvertisement: true, isPlaying: true })
    emulator.settings.playing = 'unknown'
    expect(await readNowPlaying(api)).toMatchObject({ track: null, isAdvertisement: false })
  })
})

describe('readTopArtists, readTopTracks, readRecentlyPlayed and readNowPlaying', () => {
  const reads = [
    ['user-top-read', readTopArtists, { range: 'short_term', ...slice }],
    ['user-top-read', readTopTracks, { range: 'short_term', ...slice }],
    ['user-read-recently-played', readRecentlyPlayed, { limit: 5 }],
    ['user-read-currently-playing', readNowPlaying, {}],
  ] as const

  test.each(reads)(
    'listening data is not requested if the scope %s has not been granted',
    async (missingScope, read, options) => {
      const { api, calls } = createApiSetup('mira')
      await expect(read(api, options as never)).rejects.toMatchObject({ code: 'missing_scope', missingScope })
      expect(calls()).toEqual([])
    },
  )

  test.each(reads)(
    'the scope %s is reported as missing if Spotify refuses a token that lacks it',
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

  test.each(reads)(
    'a fault in a request for listening data results in the matching error code (scope: %s)',
    async (_, read, options) => {
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
    },
  )

  test('a limit above Spotify’s maximum is refused as invalid_request', async () => {
    const { api } = withAllScopes('mira')
    await expect(readRecentlyPlayed(api, { limit: 51 })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(readTopTracks(api, { range: 'short_term', limit: 51, offset: 0 })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  test('a playback response in an unexpected format counts as an outage', async () => {
    const { fetch } = fetchOf(() => new Response('[]', { headers: { 'content-type': 'application/json' } }))
    const grantedScopes = parseScopes('user-read-currently-playing')
    const api = createApi({ ...outside(), url: spotifyUrl, accessToken: 'a', grantedScopes, fetch })
    await expect(readNowPlaying(api)).rejects.toMatchObject({ code: 'spotify_unavailable' })
  })
})
