import type { z } from 'zod'
import type { Api } from './api'
import { SpotifyError } from './errors'
import {
  type Page,
  type Playlist,
  type PlaylistItem,
  type playlistItemShape,
  playlistItemsShape,
  playlistsShape,
  playlistWithItemsShape,
  toPage,
  toPicture,
  toPlaylist,
  toPlaylistItem,
} from './shapes'

export type Slice = { limit: number; offset: number }

/** Without this, Spotify sends `null` in the place of an episode. */
const withEpisodes = { additional_types: 'track,episode' }

type RawItem = z.output<typeof playlistItemShape>

/** The most that Spotify gives at once. */
export const pageSize = 50

/** One page of the visitor's playlists: https://developer.spotify.com/documentation/web-api/reference/get-a-list-of-current-users-playlists */
export async function readPlaylists(api: Api, slice: Slice): Promise<Page<Playlist>> {
  return (await readPlaylistsAndCount(api, slice)).page
}

/** All playlists of the visitor, one page after the other, for as long as the caller takes them. */
export async function* readAllPlaylists(api: Api): AsyncGenerator<Page<Playlist>> {
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const { page, count } = await readPlaylistsAndCount(api, { limit: pageSize, offset })
    yield page
    // Whatever number Spotify claims, an empty page is the end.
    total = count > 0 ? page.total : 0
  }
}

/** `count` is what Spotify sent, with the nulls and duplicates that it sends now and then. */
async function readPlaylistsAndCount(api: Api, slice: Slice): Promise<{ page: Page<Playlist>; count: number }> {
  const raw = await api.get({
    path: '/v1/me/playlists',
    query: slice,
    scope: 'playlist-read-private',
    shape: playlistsShape,
  })
  const seen = new Set<string>()
  const page = toPage(raw, slice, (playlist) => {
    if (!playlist || seen.has(playlist.id)) return null
    seen.add(playlist.id)
    return toPlaylist(playlist, api.url)
  })
  return { page, count: raw.items.length }
}

export type PlaylistWithItems = Playlist & {
  /** To take the colour from: the smallest picture whose width is known, else the first. */
  thumbnailUrl: string | null
  /** `null` where Spotify keeps the contents from this app: in development mode, other people's playlists. */
  items: Page<PlaylistItem> | null
}

/** One playlist with its first items, in one call: https://developer.spotify.com/documentation/web-api/reference/get-playlist */
export async function readPlaylist(api: Api, id: string): Promise<PlaylistWithItems> {
  const raw = await api.get({ path: playlistPath(id), query: withEpisodes, shape: playlistWithItemsShape })
  const { items: entries, total = null } = raw.items ?? raw.tracks ?? {}
  const first = { limit: pageSize, offset: 0 }
  const convert = (item: RawItem) => toPlaylistItem(item, api.url)
  return {
    ...toPlaylist(raw, api.url),
    thumbnailUrl: toPicture(raw.images, api.url, 1),
    items: entries ? toPage({ items: entries.slice(0, pageSize), total }, first, convert) : null,
  }
}

/** One page of a playlist's items: https://developer.spotify.com/documentation/web-api/reference/get-playlists-items */
export async function readPlaylistItems(api: Api, id: string, slice: Slice): Promise<Page<PlaylistItem>> {
  const raw = await api.get({
    path: `${playlistPath(id)}/items`,
    query: { ...slice, ...withEpisodes },
    scope: 'playlist-read-private',
    shape: playlistItemsShape,
  })
  return toPage(raw, slice, (item) => toPlaylistItem(item, api.url))
}

/** Refuses what cannot be an id before it becomes part of an address. */
function playlistPath(id: string): string {
  if (!/^[0-9A-Za-z]{1,64}$/.test(id)) throw new SpotifyError('not_found', 'No playlist has an id of this form')
  return `/v1/playlists/${id}`
}
