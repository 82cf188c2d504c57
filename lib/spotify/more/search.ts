import { z } from 'zod'
import type { ReadApi } from '../api'
import { orNull, SpotifyError } from '../response'
import {
  type Album,
  type Artist,
  albumShape,
  artistShape,
  type Page,
  type Playlist,
  pageOf,
  playlistShape,
  type Show,
  showShape,
  type Track,
  toAlbum,
  toArtist,
  toPage,
  toPlaylist,
  toShow,
  toTrack,
  trackShape,
} from '../shapes'

export const searchKinds = ['track', 'artist', 'album', 'playlist', 'show', 'episode'] as const
export type SearchKind = (typeof searchKinds)[number]

/**
 * The number of results per page for each kind of item. As of 2026, Spotify returns at most ten results in development mode. The
 * app requests ten results even in extended quota mode.
 */
export const searchPageSize = 10
const maxOffset = 1_000
const maxQueryLength = 200

/** One page of results for each requested kind, and `null` for every other kind. */
export type SearchResult = {
  tracks: Page<Track> | null
  artists: Page<Artist> | null
  albums: Page<Album> | null
  playlists: Page<Playlist> | null
  shows: Page<Show> | null
  episodes: Page<Track> | null
}

const maybe = <Shape extends z.ZodType>(shape: Shape) => pageOf(shape).nullish()
const resultShape = z.object({
  tracks: maybe(trackShape),
  artists: maybe(artistShape),
  albums: maybe(albumShape),
  playlists: maybe(orNull(playlistShape)),
  shows: maybe(showShape),
  episodes: maybe(trackShape),
})

export type SearchRequest = { query: string; kinds: readonly SearchKind[]; offset?: number }

/**
 * Returns up to ten results of each requested kind. Throws an `invalid_request` error if the query is empty or too long, if no kind
 * is given or if the offset is too large.
 * See https://developer.spotify.com/documentation/web-api/reference/search
 */
export async function search(api: ReadApi, { query, kinds, offset = 0 }: SearchRequest): Promise<SearchResult> {
  const q = query.trim()
  if (q === '' || q.length > maxQueryLength || kinds.length === 0 || offset > maxOffset)
    throw new SpotifyError(
      'invalid_request',
      'A search requires a query of at most 200 characters, at least one kind and an offset of at most 1000',
    )
  const params = { limit: searchPageSize, offset }
  const raw = await api.get({ path: '/v1/search', query: { q, type: kinds.join(','), ...params }, shape: resultShape })
  const page = <Raw, Item>(found: Found<Raw>, convert: (raw: Raw, apiUrl: string) => Item | null) =>
    found ? toPage(found, params, (item) => convert(item, api.url)) : null
  return {
    tracks: page(raw.tracks, toTrack),
    artists: page(raw.artists, toArtist),
    albums: page(raw.albums, toAlbum),
    playlists: page(raw.playlists, (playlist, apiUrl) => playlist && toPlaylist(playlist, apiUrl)),
    shows: page(raw.shows, toShow),
    episodes: page(raw.episodes, toTrack),
  }
}

type Found<Raw> = { items: Raw[]; total: number | null } | null | undefined
