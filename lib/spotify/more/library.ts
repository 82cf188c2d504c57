import { z } from 'zod'
import type { Api, ReadApi } from '../api'
import { SpotifyError } from '../errors'
import type { PageParams } from '../playlists'
import type { Scope } from '../scopes'
import {
  type Album,
  albumShape,
  orNull,
  type Page,
  pageOf,
  type Show,
  showShape,
  type Track,
  time,
  toAlbum,
  toPage,
  toShow,
  toTrack,
  trackShape,
} from '../shapes'

/** An item and when it was saved. */
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

/** Spotify's maximum for one call. */
const maxUris = 40

type Scopes = { read: Scope; change?: Scope }

const library: Scopes = { read: 'user-library-read', change: 'user-library-modify' }

/** The scopes for each kind of URI. */
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
 * Returns, for each URI in the given order, whether the visitor saved it (or follows it, if it is an artist, user or playlist):
 * https://developer.spotify.com/documentation/web-api/reference/check-library-contains
 */
export async function isInLibrary(api: ReadApi, uris: readonly string[]): Promise<boolean[]> {
  const target = toTarget(uris, 'read')
  return api.get({ ...target, path: '/v1/me/library/contains', shape: z.array(z.boolean()).length(uris.length) })
}

/**
 * Saves items, and follows users and playlists. Safe to repeat, for example after `spotify_unavailable`:
 * https://developer.spotify.com/documentation/web-api/reference/save-library-items
 */
export async function saveToLibrary(api: Api, uris: readonly string[]): Promise<void> {
  await api.send({ ...toTarget(uris, 'change'), method: 'PUT', path: '/v1/me/library', shape: z.json() })
}

/** Removes saved items, and unfollows users and playlists. Safe to repeat: https://developer.spotify.com/documentation/web-api/reference/remove-library-items */
export async function removeFromLibrary(api: Api, uris: readonly string[]): Promise<void> {
  await api.send({ ...toTarget(uris, 'change'), method: 'DELETE', path: '/v1/me/library', shape: z.json() })
}

function toTarget(uris: readonly string[], access: keyof Scopes): { query: { uris: string }; scope: Scope[] } {
  if (uris.length < 1 || uris.length > maxUris)
    throw new SpotifyError('invalid_request', `Spotify takes 1 to ${maxUris} URIs at a time`)
  const scope = uris.map((uri) => {
    const [, kind = ''] = /^spotify:([a-z]+):[^\s:,]{1,128}$/.exec(uri) ?? []
    const needed = Object.hasOwn(kinds, kind) ? kinds[kind]?.[access] : undefined
    if (!needed) throw new SpotifyError('invalid_request', 'This is not a URI of an item that a library can contain')
    return needed
  })
  return { query: { uris: uris.join(',') }, scope: [...new Set(scope)] }
}
