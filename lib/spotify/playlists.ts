import type { z } from 'zod'
import type { ReadApi } from './api'
import { SpotifyError, toPicture } from './response'
import {
  type Page,
  type Playlist,
  type PlaylistItem,
  type playlistItemShape,
  playlistItemsShape,
  playlistsShape,
  playlistWithItemsShape,
  toPage,
  toPlaylist,
  toPlaylistItem,
} from './shapes'

export type PageParams = { limit: number; offset: number }

/** Without `additional_types`, Spotify sends `null` instead of an episode. */
const withEpisodes = { additional_types: 'track,episode' }

type RawItem = z.output<typeof playlistItemShape>

/** Spotify's maximum number of items per page. */
export const pageSize = 50

/** Returns one page of the visitor's playlists: https://developer.spotify.com/documentation/web-api/reference/get-a-list-of-current-users-playlists */
export async function readPlaylists(api: ReadApi, page: PageParams): Promise<Page<Playlist>> {
  const raw = await api.get({
    path: '/v1/me/playlists',
    query: page,
    scope: 'playlist-read-private',
    shape: playlistsShape,
  })
  // Spotify sometimes sends `null` instead of a playlist, or sends the same playlist twice.
  const seen = new Set<string>()
  return toPage(raw, page, (playlist) => {
    if (!playlist || seen.has(playlist.id)) return null
    seen.add(playlist.id)
    return toPlaylist(playlist, api.url)
  })
}

export type PlaylistWithItems = Playlist & {
  /**
   * The URL of the image that the playlist's page takes its colour from: the smallest image with a known width, or the first image
   * if no width is known.
   */
  thumbnailUrl: string | null
  /** `null` if Spotify hides the contents. In development mode, Spotify hides the contents of other users' playlists. */
  items: Page<PlaylistItem> | null
}

/** Reads a playlist and its first items in a single call: https://developer.spotify.com/documentation/web-api/reference/get-playlist */
export async function readPlaylist(api: ReadApi, id: string): Promise<PlaylistWithItems> {
  const raw = await api.get({ path: playlistEndpoint(id), query: withEpisodes, shape: playlistWithItemsShape })
  const { items: entries, total = null } = raw.items ?? raw.tracks ?? {}
  const first = { limit: pageSize, offset: 0 }
  const convert = (item: RawItem) => toPlaylistItem(item, api.url)
  return {
    ...toPlaylist(raw, api.url),
    thumbnailUrl: toPicture(raw.images, api.url, 1),
    items: entries ? toPage({ items: entries.slice(0, pageSize), total }, first, convert) : null,
  }
}

/** Returns one page of a playlist's items: https://developer.spotify.com/documentation/web-api/reference/get-playlists-items */
export async function readPlaylistItems(api: ReadApi, id: string, page: PageParams): Promise<Page<PlaylistItem>> {
  const raw = await api.get({
    path: `${playlistEndpoint(id)}/items`,
    query: { ...page, ...withEpisodes },
    scope: 'playlist-read-private',
    shape: playlistItemsShape,
  })
  return toPage(raw, page, (item) => toPlaylistItem(item, api.url))
}

/** Returns the Web API path of a playlist. Throws a `not_found` error if `id` doesn't have the format of a playlist ID. */
export function playlistEndpoint(id: string): string {
  if (!/^[0-9A-Za-z]{1,64}$/.test(id)) throw new SpotifyError('not_found', 'The playlist ID has an invalid format')
  return `/v1/playlists/${id}`
}
