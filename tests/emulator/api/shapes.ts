import { isPersonId, type Person, personOf } from '../data/people.ts'
import type { Artist, Entry, Episode, LocalFile, Playlist, Song } from '../data/playlists.ts'
import type { Links } from '../state.ts'
import { type Page, toPaging } from './responses.ts'
import { has, isExtended, mayReadContents, type View } from './views.ts'

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

type ContentsOptions = { page: Page; withEpisodes: boolean; path?: 'items' | 'tracks' }

export function toContents(playlist: Playlist, view: View, options: ContentsOptions) {
  const { page, withEpisodes, path = contentsName(view) } = options
  const entries = view.state.playlists
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
    snapshot_id: view.state.playlists.snapshotOf(playlist.id),
    type: 'playlist',
    uri: `spotify:playlist:${playlist.id}`,
  }
}

function owner({ owner: { id, displayName } }: Playlist, { links }: View) {
  return {
    display_name: isPersonId(id) ? personOf(id).displayName : displayName,
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

const sizes = [640, 300, 60]

function picturesOf(links: Links, seed: string) {
  return sizes.map((size) => ({ url: links.picture(seed, size), height: size, width: size }))
}

/** A picture that is not hosted by Spotify. */
const foreignPictures = [{ url: 'http://pictures.invalid/cover.svg', height: null, width: null }]

/** Returns this viewer's pictures. Some users have no pictures, and some have pictures on untrusted hosts. */
export function picturesFor({ viewer, links }: View, seed: string) {
  if (viewer?.picture === 'none') return []
  return viewer?.picture === 'foreign' ? foreignPictures : picturesOf(links, seed)
}

export function toProfile(person: Person, view: View) {
  return {
    account_id: person.accountId,
    display_name: person.displayName,
    external_urls: { spotify: person.openUrl ?? view.links.open('user', person.id) },
    href: view.links.api(`/users/${person.id}`),
    id: person.id,
    images: profilePictures(person, view.links),
    type: 'user',
    uri: `spotify:user:${person.id}`,
    ...(isExtended(view) ? extendedFields(person, view) : {}),
  }
}

function profilePictures(person: Person, links: Links) {
  if (person.picture === 'none') return []
  return person.picture === 'foreign' ? foreignPictures : picturesOf(links, person.accountId)
}

function extendedFields(person: Person, view: View) {
  return {
    followers: { href: null, total: 42 },
    ...(has(view, 'user-read-email') ? { email: `${person.id}@people.invalid` } : {}),
    ...(has(view, 'user-read-private') ? subscription : {}),
  }
}

const subscription = {
  country: 'NO',
  product: 'premium',
  explicit_content: { filter_enabled: false, filter_locked: false },
}

export const markets = ['DE', 'NO', 'PL', 'SE']

function toEntry(entry: Entry, view: View, withEpisodes: boolean) {
  return {
    added_at: entry.addedAt,
    added_by: entry.addedBy === null ? null : adder(entry.addedBy, view),
    is_local: entry.content?.kind === 'local',
    [isExtended(view) ? 'track' : 'item']: toContent(entry.content, view, withEpisodes),
  }
}

export function toContent(content: Entry['content'], view: View, withEpisodes: boolean) {
  if (content === null) return null
  if (content.kind === 'song') return toSong(content, view)
  if (content.kind === 'local') return toLocalFile(content)
  // Like Spotify, treats a client that does not request episodes as an old client that supports only tracks.
  return withEpisodes ? toEpisode(content, view) : null
}

export function toSong(song: Song, view: View) {
  return {
    album: toAlbum(song, view),
    artists: song.artists.map((artist) => toArtist(artist, view)),
    disc_number: 1,
    duration_ms: song.durationMs,
    explicit: song.explicit,
    external_ids: { isrc: `XXEMU${song.id.replace(/\D/g, '').padEnd(7, '0').slice(0, 7)}` },
    ...reference('track', song.id, view),
    is_local: false,
    name: song.name,
    track_number: song.number,
    ...(isExtended(view) ? { available_markets: markets, popularity: song.durationMs % 100, preview_url: null } : {}),
  }
}

export function toAlbum({ album, artists }: Pick<Song, 'album' | 'artists'>, view: View) {
  return {
    album_type: 'album',
    artists: artists.map((artist) => toArtist(artist, view)),
    images: picturesFor(view, album.id),
    name: album.name,
    release_date: album.released,
    release_date_precision: precision(album.released),
    total_tracks: album.songs,
    ...reference('album', album.id, view),
    ...(isExtended(view) ? { available_markets: markets } : {}),
  }
}

function precision(date: string): string {
  if (date.length === 4) return 'year'
  return date.length === 7 ? 'month' : 'day'
}

export function toArtist({ id, name }: Artist, view: View) {
  return { name, ...reference('artist', id, view) }
}

export function toEpisode(episode: Episode, view: View) {
  return {
    ...talk(episode.show, view),
    audio_preview_url: null,
    duration_ms: episode.durationMs,
    is_playable: true,
    name: episode.name,
    release_date: '2026-03-01',
    release_date_precision: 'day',
    show: toShow(episode.show, view),
    ...reference('episode', episode.id, view),
  }
}

export function toShow(show: Episode['show'], view: View) {
  return {
    ...talk(show, view),
    copyrights: [],
    media_type: 'audio',
    name: show.name,
    total_episodes: 80,
    ...reference('show', show.id, view),
    ...(isExtended(view) ? { available_markets: markets, publisher: show.name } : {}),
  }
}

/** The fields that episodes and shows have in common. */
function talk({ id }: Episode['show'], view: View) {
  return {
    description: 'Two people talk about ferries.',
    html_description: '<p>Two people talk about ferries.</p>',
    explicit: false,
    images: picturesFor(view, id),
    is_externally_hosted: false,
    languages: ['en'],
  }
}

export function toLocalUri({ name, artist, album, durationMs }: LocalFile): string {
  const seconds = String(Math.round(durationMs / 1000))
  return `spotify:local:${[artist, album, name, seconds].map(encodeURIComponent).join(':')}`
}

function toLocalFile(file: LocalFile) {
  const { name, artist, album, durationMs } = file
  const nowhere = { external_urls: {}, href: null, id: null }
  return {
    album: {
      ...nowhere,
      album_type: null,
      artists: [],
      images: [],
      name: album,
      release_date: null,
      type: 'album',
      uri: null,
    },
    artists: [{ ...nowhere, name: artist, type: 'artist', uri: null }],
    disc_number: 0,
    duration_ms: durationMs,
    explicit: false,
    external_ids: {},
    ...nowhere,
    is_local: true,
    name,
    track_number: 0,
    type: 'track',
    uri: toLocalUri(file),
  }
}

function adder(id: string, { links }: View) {
  return {
    external_urls: { spotify: links.open('user', id) },
    href: links.api(`/users/${id}`),
    id,
    type: 'user',
    uri: `spotify:user:${id}`,
  }
}

export function reference(type: string, id: string, { links, viewer }: View) {
  return {
    external_urls: { spotify: viewer?.openUrl ?? links.open(type, id) },
    href: links.api(`/${type}s/${id}`),
    id,
    type,
    uri: `spotify:${type}:${id}`,
  }
}
