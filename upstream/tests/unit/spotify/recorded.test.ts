import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAccounts } from '@/lib/spotify/accounts'
import { type Api, createApi } from '@/lib/spotify/api'
import { checkClient } from '@/lib/spotify/client-check'
import { readNowPlaying, readRecentlyPlayed, readTopArtists, readTopTracks } from '@/lib/spotify/listening'
import { readFollowedArtists } from '@/lib/spotify/more/following'
import {
  isInLibrary,
  readSavedAlbums,
  readSavedShows,
  readSavedTracks,
  saveToLibrary,
} from '@/lib/spotify/more/library'
import { addPlaylistItems } from '@/lib/spotify/more/playlist-changes'
import { search, searchKinds } from '@/lib/spotify/more/search'
import { readPlaylist, readPlaylistItems, readPlaylists } from '@/lib/spotify/playlists'
import { readProfile } from '@/lib/spotify/profile'
import { scopes as allScopes } from '@/lib/spotify/scopes'
import { fetchOf, outside } from '../../../../tests/unit/spotify/support.ts'
import { callbackUrl, clientId, clientSecret } from '../../../../tests/unit/support.ts'

/**
 * Responses from Spotify's own servers, recorded by other projects' tests. The recordings are not part of this repository, and
 * these tests are skipped if the recordings are missing. Each response is passed to the `lib/spotify` function that parses it. The
 * function's result is compared with the result of the independent code below.
 */
const folder = '../shared/recorded'
const hasRecordings = existsSync(`${folder}/index.json`)
if (!hasRecordings) console.warn(`SKIPPED: responses recorded from Spotify, which are not at ${folder}`)

type Entry = { file: string; call: string; status: number }
type Recording = Entry & { text: string; json: unknown; headers: Record<string, string> }

const readFile = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
const entries = hasRecordings ? (readFile('index.json') as Entry[]) : []

function load(entry: Entry): Recording {
  const { text, json, headers } = readFile(entry.file) as {
    text?: string
    json?: unknown
    headers: Record<string, string>
  }
  return { ...entry, headers, text: text ?? JSON.stringify(json), json: text === undefined ? json : tryParse(text) }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const spotifyFor = ({ text, status, headers }: Recording) =>
  fetchOf(() => new Response(text === '' ? null : text, { status, headers })).fetch

const apiFor = (recording: Recording): Api =>
  createApi({
    ...outside(),
    url: 'https://api.spotify.com',
    accessToken: 'a',
    grantedScopes: allScopes,
    fetch: spotifyFor(recording),
  })

const accountsFor = (recording: Recording) =>
  createAccounts({
    ...outside(),
    url: 'https://accounts.spotify.com',
    clientId,
    clientSecret,
    redirectUri: callbackUrl,
    fetch: spotifyFor(recording),
  })

// The code below reads the JSON without using `lib/spotify`. Only the functions in `readers` call the code under test.

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const at = (value: unknown, ...path: string[]) =>
  path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value)
const listAt = (value: unknown, ...path: string[]) => [at(value, ...path) ?? []].flat()
const numberAt = (value: unknown, ...path: string[]) => {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : null
}
const textAt = (value: unknown, ...path: string[]) => {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found : null
}
const linkOf = (raw: unknown) => {
  const link = textAt(raw, 'external_urls', 'spotify')
  return link?.startsWith('https://open.spotify.com/') ? link : null
}
const namesIn = (raw: unknown) => listAt(raw, 'artists').flatMap((artist) => textAt(artist, 'name') ?? [])
const dayAt = (raw: unknown, name: string) => {
  const day = textAt(raw, name)
  return day === '1970-01-01T00:00:00Z' || day === '0000' ? null : day
}
const wordsAt = (raw: unknown, name: string) => {
  const characters = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&#x27;': "'",
    '&#x2F;': '/',
    '&amp;': '&',
  }
  const html = (textAt(raw, name) ?? '').replaceAll(/<a [^>]*>|<\/a>/g, '')
  return (
    Object.entries(characters)
      .reduce((text, [entity, one]) => text.replaceAll(entity, one), html)
      .trim() || null
  )
}

const visibilities = new Map<unknown, string>([
  [true, 'public'],
  [false, 'private'],
])

const playlistOf = (raw: unknown) => ({
  id: textAt(raw, 'id'),
  name: textAt(raw, 'name') ?? '',
  description: wordsAt(raw, 'description'),
  owner: { id: textAt(raw, 'owner', 'id') ?? '', name: textAt(raw, 'owner', 'display_name') },
  visibility: visibilities.get(at(raw, 'public')) ?? 'unknown',
  isCollaborative: at(raw, 'collaborative') === true,
  itemCount: numberAt(raw, 'items', 'total') ?? numberAt(raw, 'tracks', 'total'),
  spotifyUrl: linkOf(raw),
})

/** Returns the playlists in a list, excluding entries that are null or have no ID. */
const playlistsIn = (raw: unknown) => listAt(raw, 'items').flatMap((one) => (textAt(one, 'id') ? playlistOf(one) : []))

const isWithdrawn = (raw: unknown) =>
  at(raw, 'name') === '' && numberAt(raw, 'duration_ms') === 0 && namesIn(raw).length === 0

const kindOf = (raw: unknown) => {
  if (at(raw, 'is_local') === true) return 'local'
  return at(raw, 'type') === 'episode' ? 'episode' : 'track'
}

function itemOf(raw: unknown) {
  const playable = at(raw, 'item') ?? at(raw, 'track')
  const addedAt = dayAt(raw, 'added_at')
  const nothing = { id: null, name: null, artists: [], album: null, durationMs: null, spotifyUrl: null }
  if (!isRecord(playable) || isWithdrawn(playable)) return { kind: 'unavailable', ...nothing, addedAt }
  return {
    kind: at(raw, 'is_local') === true ? 'local' : kindOf(playable),
    id: textAt(playable, 'id'),
    name: textAt(playable, 'name'),
    artists: namesIn(playable),
    album: textAt(playable, 'album', 'name') ?? textAt(playable, 'show', 'name'),
    durationMs: numberAt(playable, 'duration_ms'),
    isExplicit: at(playable, 'explicit') === true,
    spotifyUrl: linkOf(playable),
    addedAt,
  }
}

const artistOf = (raw: unknown) => ({ name: textAt(raw, 'name'), spotifyUrl: linkOf(raw) })

const trackOf = (raw: unknown) => ({
  ...artistOf(raw),
  kind: kindOf(raw),
  artists: namesIn(raw),
  album: textAt(raw, 'album', 'name') ?? textAt(raw, 'show', 'name'),
  durationMs: numberAt(raw, 'duration_ms'),
  isExplicit: at(raw, 'explicit') === true,
})

const albumOf = (raw: unknown) => ({
  ...artistOf(raw),
  artists: namesIn(raw),
  releaseDate: dayAt(raw, 'release_date'),
  trackCount: numberAt(raw, 'total_tracks'),
})

const showOf = (raw: unknown) => ({ ...artistOf(raw), episodeCount: numberAt(raw, 'total_episodes') })

/**
 * Converts each item in a list. If the items are wrapped in entries, as in a list of saved items, `name` is the name of the field
 * that contains the item.
 */
const thingsIn = (raw: unknown, convert: (one: unknown) => object, name?: string) =>
  listAt(raw, 'items').flatMap((entry) => {
    const thing = name === undefined ? entry : at(entry, name)
    if (!isRecord(thing)) return []
    return name === undefined ? convert(thing) : { ...convert(thing), savedAt: dayAt(entry, 'added_at') }
  })

const slice = { limit: 50, offset: 0 }

/**
 * Returns a page's items and the total number of items in its list. If Spotify sends no total, a full page is assumed to be
 * followed by one more item.
 */
function pageOf(raw: unknown, items: unknown[], limit = slice.limit) {
  const count = listAt(raw, 'items').length
  return { items, total: numberAt(raw, 'total') ?? (count < limit ? count : count + 1) }
}

function codeOf({ status, text }: Recording) {
  if (status === 401) return text.includes('"Permissions missing"') ? 'missing_scope' : 'unauthorized'
  if (status === 403 && text.includes('Insufficient client scope')) return 'missing_scope'
  if (status === 403 && /^[A-Z].* registered/.test(text)) return 'not_registered'
  if (status === 403 && text.startsWith('Active premium subscription')) return 'owner_premium'
  if (status === 429 && text.includes('"QUOTA_EXCEEDED"')) return 'quota_exceeded'
  if (status >= 500) return 'spotify_unavailable'
  return { 400: 'invalid_request', 403: 'forbidden', 404: 'not_found', 429: 'rate_limited' }[status]
}

const tokensOf = (raw: unknown) => {
  const scope = textAt(raw, 'scope')?.split(' ')
  return {
    accessToken: textAt(raw, 'access_token'),
    refreshToken: textAt(raw, 'refresh_token') ?? undefined,
    expiresInSeconds: numberAt(raw, 'expires_in'),
    scopes: scope && allScopes.filter((one) => scope.includes(one)),
  }
}

const refusals = new Map([
  ['invalid_grant', 'grant_refused'],
  ['invalid_client', 'client_refused'],
])

/** For each kind of recorded call, a function that returns both the actual and the expected result. */
const readers: Record<string, (recording: Recording) => Promise<[result: unknown, expected: unknown]>> = {
  async me(recording) {
    const { json } = recording
    const followerCount = numberAt(json, 'followers', 'total')
    const id = textAt(json, 'id')
    return [
      await readProfile(apiFor(recording)),
      {
        id,
        accountId: textAt(json, 'account_id') ?? id,
        name: textAt(json, 'display_name'),
        country: textAt(json, 'country'),
        product: textAt(json, 'product'),
        followerCount,
        spotifyUrl: linkOf(json),
      },
    ]
  },

  async playlists(recording) {
    const rows = playlistsIn(recording.json)
    const unique = rows.filter(({ id }, index) => rows.findIndex((row) => row.id === id) === index)
    return [await readPlaylists(apiFor(recording), slice), pageOf(recording.json, unique)]
  },

  async playlist(recording) {
    const { json } = recording
    const contents = [at(json, 'items'), at(json, 'tracks')].find((one) => Array.isArray(at(one, 'items')))
    const items = contents === undefined ? null : pageOf(contents, listAt(contents, 'items').slice(0, 50).map(itemOf))
    return [await readPlaylist(apiFor(recording), 'a'), { ...playlistOf(json), items }]
  },

  async items(recording) {
    const items = listAt(recording.json, 'items').map(itemOf)
    return [await readPlaylistItems(apiFor(recording), 'a', slice), pageOf(recording.json, items)]
  },

  async now(recording) {
    const { json } = recording
    const item = at(json, 'item')
    return [
      await readNowPlaying(apiFor(recording)),
      isRecord(json)
        ? {
            isPlaying: at(json, 'is_playing') === true,
            progressMs: numberAt(json, 'progress_ms'),
            track: isRecord(item) ? trackOf(item) : null,
            isAdvertisement: at(json, 'currently_playing_type') === 'ad',
          }
        : null,
    ]
  },

  async recent(recording) {
    const plays = listAt(recording.json, 'items').map((play) => ({
      playedAt: dayAt(play, 'played_at'),
      track: trackOf(at(play, 'track')),
    }))
    return [await readRecentlyPlayed(apiFor(recording), { limit: 50 }), plays]
  },

  async tracks(recording) {
    const items = thingsIn(recording.json, trackOf, 'track')
    return [await readSavedTracks(apiFor(recording), slice), pageOf(recording.json, items)]
  },

  async albums(recording) {
    const items = thingsIn(recording.json, albumOf, 'album')
    return [await readSavedAlbums(apiFor(recording), slice), pageOf(recording.json, items)]
  },

  async shows(recording) {
    const items = thingsIn(recording.json, showOf, 'show')
    return [await readSavedShows(apiFor(recording), slice), pageOf(recording.json, items)]
  },

  async topartists(recording) {
    const items = thingsIn(recording.json, artistOf)
    const read = await readTopArtists(apiFor(recording), { range: 'short_term', ...slice })
    return [read, pageOf(recording.json, items)]
  },

  async toptracks(recording) {
    const items = thingsIn(recording.json, trackOf)
    const read = await readTopTracks(apiFor(recording), { range: 'short_term', ...slice })
    return [read, pageOf(recording.json, items)]
  },

  async following(recording) {
    const artists = at(recording.json, 'artists')
    return [
      await readFollowedArtists(apiFor(recording), { limit: 50 }),
      {
        items: thingsIn(artists, artistOf),
        total: numberAt(artists, 'total'),
        after: textAt(artists, 'cursors', 'after'),
      },
    ]
  },

  async search(recording) {
    const { json } = recording
    const converters = { tracks: trackOf, artists: artistOf, albums: albumOf, shows: showOf, episodes: trackOf }
    const found = Object.entries(converters).map(([name, convert]) => {
      const page = at(json, name)
      return [name, isRecord(page) ? pageOf(page, thingsIn(page, convert), 10) : null]
    })
    const lists = at(json, 'playlists')
    const playlists = isRecord(lists) ? pageOf(lists, playlistsIn(lists), 10) : null
    return [
      await search(apiFor(recording), { query: 'a', kinds: searchKinds }),
      { ...Object.fromEntries(found), playlists },
    ]
  },

  async contains(recording) {
    const uris = listAt(recording.json).map((_, index) => `spotify:track:${index}`)
    return [await isInLibrary(apiFor(recording), uris), recording.json]
  },

  async snapshot(recording) {
    const playlist = { id: 'a', visibility: 'public' } as const
    const read = await addPlaylistItems(apiFor(recording), playlist, { uris: ['spotify:track:a'] })
    return [read, textAt(recording.json, 'snapshot_id')]
  },

  async empty(recording) {
    return [await saveToLibrary(apiFor(recording), ['spotify:album:a']), undefined]
  },

  async error(recording) {
    const { status, headers } = recording
    const error = await apiFor(recording)
      .get({ path: '/v1/me', shape: z.unknown() })
      .catch((reason: unknown) => reason)
    const code = codeOf(recording)
    const retryAfterSeconds = status === 429 ? Number(headers['retry-after'] ?? 30) : undefined
    return [error, { name: 'SpotifyError', code, status, retryAfterSeconds }]
  },

  async token_code(recording) {
    const accounts = accountsFor(recording)
    const callback = accounts.readCallback(new URLSearchParams({ code: 'a', state: 'b' }), 'b')
    if (!callback || !('code' in callback)) throw new Error('the callback cannot be read')
    const read = await accounts.exchangeCode(callback.code, 'v'.repeat(43))
    return [read, { kind: 'tokens', tokens: tokensOf(recording.json) }]
  },

  async token_refresh(recording) {
    return [await accountsFor(recording).refresh('a'), { kind: 'tokens', tokens: tokensOf(recording.json) }]
  },

  async token_client(recording) {
    const settings = { url: 'https://accounts.spotify.com', clientId, clientSecret, fetch: spotifyFor(recording) }
    return [await checkClient(settings), { kind: 'accepted' }]
  },

  async token_error(recording) {
    const { status, json } = recording
    const error = textAt(json, 'error') ?? ''
    const detail = error === '' || status >= 500 ? expect.any(String) : `${status} ${error}`
    return [await accountsFor(recording).refresh('a'), { kind: refusals.get(error) ?? 'unavailable', detail }]
  },
}

describe.skipIf(!hasRecordings)('responses recorded from Spotify’s own servers', () => {
  test('every recorded response is listed in the index and has a function that reads it', () => {
    const files = readdirSync(folder).filter((name) => name !== 'index.json')
    expect(entries.map(({ file }) => file).sort()).toEqual(files.sort())
    expect(entries.length).toBeGreaterThanOrEqual(358)
    expect(entries.filter(({ call }) => !Object.hasOwn(readers, call))).toEqual([])
  })

  test.each(entries)('the recorded response $file is parsed correctly', async (entry) => {
    const [result, expected] = (await readers[entry.call]?.(load(entry))) ?? []
    expect({ result }).toMatchObject({ result: expected })
  })
})
