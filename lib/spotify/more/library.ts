import { z } from 'zod'
import type { Api, ReadApi } from '../api'
import type { PageParams } from '../playlists'
import { orNull, SpotifyError, time } from '../response'
import type { Scope } from '../scopes'
import {
  type Album,
  albumShape,
  type Page,
  pageOf,
  type Show,
  showShape,
  type Track,
  toAlbum,
  toPage,
  toShow,
  toTrack,
  trackShape,
} from '../shapes'

/** An item, along with the time when the visitor saved it. */
export type Saved<Item> = Item & { savedAt: string | null }

const savedTracks = pageOf(orNull(z.object({ added_at: time, track: trackShape })))
const savedAlbums = pageOf(orNull(z.object({ added_at: time, album: albumShape })))
const savedShows = pageOf(orNull(z.object({ added_at: time, show: showShape })))

/** Returns one page of the visitor's saved tracks: https://developer.spotify.com/documentation/web-api/reference/get-users-saved-tracks */
export async function readSavedTracks(api: ReadApi, page: PageParams): Promise<Page<Saved<Track>>> {
  const raw = await api.get({ path: '/v1/me/tracks', query: page, scope: 'user-library-read', shape: savedTracks })
  return toPage(raw, page, (entry) => toSaved(toTrack(entry?.track ?? null, api.url), entry))
}

/** Returns one page of the visitor's saved albums: https://developer.spotify.com/documentation/web-api/reference/get-users-saved-albums */
export async function readSavedAlbums(api: ReadApi, page: PageParams): Promise<Page<Saved<Album>>> {
  const raw = await api.get({ path: '/v1/me/albums', query: page, scope: 'user-library-read', shape: savedAlbums })
  return toPage(raw, page, (entry) => toSaved(toAlbum(entry?.album ?? null, api.url), entry))
}

/** Returns one page of the visitor's saved shows: https://developer.spotify.com/documentation/web-api/reference/get-users-saved-shows */
export async function readSavedShows(api: ReadApi, page: PageParams): Promise<Page<Saved<Show>>> {
  const raw = await api.get({ path: '/v1/me/shows', query: page, scope: 'user-library-read', shape: savedShows })
  return toPage(raw, page, (entry) => toSaved(toShow(entry?.show ?? null, api.url), entry))
}

const toSaved = <Item extends object>(item: Item | null, entry: { added_at: string | null } | null) =>
  item && { ...item, savedAt: entry?.added_at ?? null }

/** Spotify's maximum number of URIs per call. */
const maxUris = 40

type Scopes = { read: Scope; change?: Scope }

const library: Scopes = { read: 'user-library-read', change: 'user-library-modify' }

/** For each kind of item, the scope required to read it and the scope required to change it. */
const kinds: Readonly<Record<string, Scopes>> = {
  track: library,
  album: library,
  episode: library,
  show: library,
  audiobook: library,
  user: { read: 'user-follow-read', change: 'user-follow-modify' },
  artist: { read: 'user-follow-read' },
  playlist: { read: 'playlist-read-private', change: 'playlist-modify-public' },
}

/**
 * For each URI, returns whether the visitor has saved the item or follows the artist, user or playlist. The results are in the same
 * order as the URIs.
 * See https://developer.spotify.com/documentation/web-api/reference/check-library-contains
 */
export async function isInLibrary(api: ReadApi, uris: readonly string[]): Promise<boolean[]> {
  const target = toTarget(uris, 'read')
  return api.get({ ...target, path: '/v1/me/library/contains', shape: z.array(z.boolean()).length(uris.length) })
}

/**
 * Saves items, and follows users and playlists. You can safely repeat the call, for example after a `spotify_unavailable` error.
 * See https://developer.spotify.com/documentation/web-api/reference/save-library-items
 */
export async function saveToLibrary(api: Api, uris: readonly string[]): Promise<void> {
  await api.send({ ...toTarget(uris, 'change'), method: 'PUT', path: '/v1/me/library', shape: z.json() })
}

/**
 * Removes saved items, and unfollows users and playlists. You can safely repeat the call.
 * See https://developer.spotify.com/documentation/web-api/reference/remove-library-items
 */
export async function removeFromLibrary(api: Api, uris: readonly string[]): Promise<void> {
  await api.send({ ...toTarget(uris, 'change'), method: 'DELETE', path: '/v1/me/library', shape: z.json() })
}

function toTarget(uris: readonly string[], access: keyof Scopes): { query: { uris: string }; scope: Scope[] } {
  if (uris.length < 1 || uris.length > maxUris)
    throw new SpotifyError('invalid_request', `Spotify accepts 1 to ${maxUris} URIs per call`)
  const scope = uris.map((uri) => {
    const [, kind = ''] = /^spotify:([a-z]+):[^\s:,]{1,128}$/.exec(uri) ?? []
    const needed = Object.hasOwn(kinds, kind) ? kinds[kind]?.[access] : undefined
    if (!needed) throw new SpotifyError('invalid_request', 'This call does not accept URIs of this kind')
    return needed
  })
  return { query: { uris: uris.join(',') }, scope: [...new Set(scope)] }
}
