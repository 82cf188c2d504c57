import { z } from 'zod'
import type { Api, ReadApi } from '../api'
import { SpotifyError } from '../errors'
import {
  type Album,
  albumShape,
  pageOf,
  type Show,
  showShape,
  type Track,
  toAlbum,
  toShow,
  toTrack,
  trackShape,
} from '../item-shapes'
import type { PageParams } from '../playlists'
import type { Scope } from '../scopes'
import { type Page, time, toPage } from '../shapes'

/** With the day when it was saved. */
export type Saved<Item> = Item & { savedAt: string | null }

const savedTracks = pageOf(z.object({ added_at: time, track: trackShape }).nullable().catch(null))
const savedAlbums = pageOf(z.object({ added_at: time, album: albumShape }).nullable().catch(null))
const savedShows = pageOf(z.object({ added_at: time, show: showShape }).nullable().catch(null))

/** One page of the tracks that the visitor saved: https://developer.spotify.com/documentation/web-api/reference/get-users-saved-tracks */
export async function readSavedTracks(api: ReadApi, page: PageParams): Promise<Page<Saved<Track>>> {
  const raw = await api.get({ path: '/v1/me/tracks', query: page, scope: 'user-library-read', shape: savedTracks })
  return toPage(raw, page, (entry) => toSaved(toTrack(entry?.track ?? null, api.url), entry))
}

/** One page of the albums that the visitor saved: https://developer.spotify.com/documentation/web-api/reference/get-users-saved-albums */
export async function readSavedAlbums(api: ReadApi, page: PageParams): Promise<Page<Saved<Album>>> {
  const raw = await api.get({ path: '/v1/me/albums', query: page, scope: 'user-library-read', shape: savedAlbums })
  return toPage(raw, page, (entry) => toSaved(toAlbum(entry?.album ?? null, api.url), entry))
}

/** One page of the shows that the visitor saved: https://developer.spotify.com/documentation/web-api/reference/get-users-saved-shows */
export async function readSavedShows(api: ReadApi, page: PageParams): Promise<Page<Saved<Show>>> {
  const raw = await api.get({ path: '/v1/me/shows', query: page, scope: 'user-library-read', shape: savedShows })
  return toPage(raw, page, (entry) => toSaved(toShow(entry?.show ?? null, api.url), entry))
}

const toSaved = <Item extends object>(item: Item | null, entry: { added_at: string | null } | null) =>
  item && { ...item, savedAt: entry?.added_at ?? null }

/** What Spotify takes in one call. */
const mostUris = 40

type ScopesOfKinds = Readonly<Record<string, Scope>>

const scopesToChange: ScopesOfKinds = {
  track: 'user-library-modify',
  album: 'user-library-modify',
  episode: 'user-library-modify',
  show: 'user-library-modify',
  audiobook: 'user-library-modify',
  user: 'user-follow-modify',
  playlist: 'playlist-modify-public',
}
const scopesToAsk: ScopesOfKinds = {
  track: 'user-library-read',
  album: 'user-library-read',
  episode: 'user-library-read',
  show: 'user-library-read',
  audiobook: 'user-library-read',
  user: 'user-follow-read',
  artist: 'user-follow-read',
  playlist: 'playlist-read-private',
}

/**
 * For each URI, in the same order, whether the visitor saved it; of an artist, a user or a playlist, whether they follow it:
 * https://developer.spotify.com/documentation/web-api/reference/check-library-contains
 */
export async function isInLibrary(api: ReadApi, uris: readonly string[]): Promise<boolean[]> {
  const target = toTarget(uris, scopesToAsk)
  return api.get({ ...target, path: '/v1/me/library/contains', shape: z.array(z.boolean()).length(uris.length) })
}

/**
 * Saves what the URIs name, and follows users and playlists. To save twice is to save once, so that it may be tried again
 * after an unknown end: https://developer.spotify.com/documentation/web-api/reference/save-library-items
 */
export async function saveToLibrary(api: Api, uris: readonly string[]): Promise<void> {
  await api.send({ ...toTarget(uris, scopesToChange), method: 'PUT', path: '/v1/me/library', shape: z.json() })
}

/** The reverse, and as harmless to repeat: https://developer.spotify.com/documentation/web-api/reference/remove-library-items */
export async function removeFromLibrary(api: Api, uris: readonly string[]): Promise<void> {
  await api.send({ ...toTarget(uris, scopesToChange), method: 'DELETE', path: '/v1/me/library', shape: z.json() })
}

function toTarget(uris: readonly string[], scopes: ScopesOfKinds): { query: { uris: string }; scope: Scope[] } {
  if (uris.length < 1 || uris.length > mostUris)
    throw new SpotifyError('invalid_request', `Spotify takes 1 to ${mostUris} URIs at a time`)
  const scope = uris.map((uri) => {
    const [, kind = ''] = /^spotify:([a-z]+):[^\s:,]{1,128}$/.exec(uri) ?? []
    const needed = Object.hasOwn(scopes, kind) ? scopes[kind] : undefined
    if (!needed) throw new SpotifyError('invalid_request', 'This is no URI of anything that a library holds')
    return needed
  })
  return { query: { uris: uris.join(',') }, scope: [...new Set(scope)] }
}
