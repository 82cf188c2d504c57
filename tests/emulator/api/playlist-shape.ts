import type { Playlist } from '../data/playlists.ts'
import { toEntry } from './entry-shape.ts'
import { type Page, toPaging } from './paging.ts'
import { foreignPictures, picturesOf } from './profile-shape.ts'
import { isExtended, mayReadContents, type View } from './views.ts'

/** Returns a playlist as it appears in a list of playlists: with its item count, but without the items. */
export function toPlaylistRow(playlist: Playlist, view: View) {
  return { ...commonFields(playlist, view), ...count(playlist, view) }
}

/** Returns a single playlist, including the first page of its contents if the viewer may read them. */
export function toPlaylist(playlist: Playlist, view: View, withEpisodes: boolean) {
  if (!mayReadContents(view, playlist)) return commonFields(playlist, view)
  const limit = isExtended(view) ? 100 : 50
  const contents = toContents(playlist, view, { page: { limit, offset: 0 }, withEpisodes })
  const followers = isExtended(view) ? { followers: { href: null, total: playlist.size * 3 } } : {}
  return { ...commonFields(playlist, view), ...followers, [contentsName(view)]: contents }
}

export type ContentsOptions = { page: Page; withEpisodes: boolean; path?: 'items' | 'tracks' }

export function toContents(playlist: Playlist, view: View, options: ContentsOptions) {
  const { page, withEpisodes, path = contentsName(view) } = options
  const entries = view.state.changes
    .entriesOf(playlist, page.offset, page.limit)
    .map((entry) => toEntry(entry, view, withEpisodes))
  const address = view.links.api(`/playlists/${playlist.id}/${path}`)
  const kept = withEpisodes ? `${address}?additional_types=track%2Cepisode` : address
  return toPaging(kept, page, playlist.size, entries)
}

function contentsName(view: View): 'items' | 'tracks' {
  return isExtended(view) ? 'tracks' : 'items'
}

function commonFields(playlist: Playlist, view: View) {
  return {
    collaborative: playlist.collaborative,
    description: playlist.note,
    external_urls: { spotify: playlist.openUrl ?? view.links.open('playlist', playlist.id) },
    href: view.links.api(`/playlists/${playlist.id}`),
    id: playlist.id,
    images: covers(playlist, view),
    name: playlist.name,
    owner: owner(playlist, view),
    primary_color: null,
    public: playlist.public,
    snapshot_id: view.state.changes.snapshotOf(playlist.id),
    type: 'playlist',
    uri: `spotify:playlist:${playlist.id}`,
  }
}

function owner({ owner: { id, displayName } }: Playlist, { links }: View) {
  return {
    display_name: displayName,
    external_urls: { spotify: links.open('user', id) },
    href: links.api(`/users/${id}`),
    id,
    type: 'user',
    uri: `spotify:user:${id}`,
  }
}

function covers(playlist: Playlist, { links }: View) {
  if (playlist.cover === 'null') return null
  if (playlist.cover === 'empty') return []
  if (playlist.cover === 'foreign') return foreignPictures
  // Spotify returns an uploaded cover as a single picture without a size.
  if (playlist.cover === 'uploaded') return [{ url: links.picture(playlist.id), height: null, width: null }]
  return picturesOf(links, playlist.id)
}

function count(playlist: Playlist, view: View) {
  const name = contentsName(view)
  const href = view.links.api(`/playlists/${playlist.id}/${name}`)
  if (playlist.announced === 'no field') return {}
  if (playlist.announced === 'no total') return { [name]: { href } }
  return { [name]: { href, total: playlist.announced } }
}
