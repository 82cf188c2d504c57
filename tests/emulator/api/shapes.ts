import type { Artist, Episode, LocalFile, Song } from '../data/generate.ts'
import type { Entry, Playlist } from '../data/library.ts'
import { findPerson, type Person } from '../data/people.ts'
import type { Links } from '../state.ts'
import { has, isExtended, mayChange, type Page, toPaging, type View } from './endpoints.ts'

/** Returns a playlist as it appears in a list of playlists: with its item count, but without the items. */
export function toPlaylistRow(playlist: Playlist, view: View) {
  const { id, count = { total: playlist.size } } = playlist
  const name = contentsName(view)
  const href = view.links.api(`/playlists/${id}/${name}`)
  return { ...commonFields(playlist, view), ...(count && { [name]: { href, ...count } }) }
}

/** Returns a single playlist, including the first page of its contents if the viewer may read them. */
export function toPlaylist(playlist: Playlist, view: View, withEpisodes: boolean) {
  const extended = isExtended(view)
  if (!extended && !mayChange(view, playlist)) return commonFields(playlist, view)
  const path = contentsName(view)
  const page = { limit: extended ? 100 : 50, offset: 0 }
  return {
    ...commonFields(playlist, view),
    ...(extended && { followers: { href: null, total: playlist.size * 3 } }),
    [path]: toContents(playlist, view, { page, withEpisodes, path }),
  }
}

type ContentsOptions = { page: Page; withEpisodes: boolean; path: 'items' | 'tracks' }

export function toContents(playlist: Playlist, view: View, { page, withEpisodes, path }: ContentsOptions) {
  const address = view.links.api(`/playlists/${playlist.id}/${path}`)
  const entries = view.state.playlists.entriesOf(playlist, page.offset, page.limit)
  return toPaging(
    withEpisodes ? `${address}?additional_types=track%2Cepisode` : address,
    page,
    playlist.size,
    entries.map((entry) => toEntry(entry, view, withEpisodes)),
  )
}

function contentsName(view: View): 'items' | 'tracks' {
  return isExtended(view) ? 'tracks' : 'items'
}

function commonFields(playlist: Playlist, { state }: View) {
  const { id, owner } = playlist
  const link = reference('playlist', id, state)
  return {
    ...link,
    external_urls: playlist.openUrl ? { spotify: playlist.openUrl } : link.external_urls,
    collaborative: playlist.collaborative,
    description: playlist.note,
    images: covers(playlist, state.links),
    name: playlist.name,
    owner: {
      ...reference('user', owner.id, state),
      display_name: (findPerson(owner.id) ?? owner).displayName,
    },
    primary_color: null,
    public: playlist.public,
    snapshot_id: state.playlists.snapshotOf(id),
  }
}

function covers({ id, cover }: Playlist, links: Links) {
  if (cover === 'drawn') return links.pictures(id)
  // Spotify returns an uploaded cover as a single picture without a size.
  return cover === 'uploaded' ? [{ url: links.picture(id), height: null, width: null }] : cover
}

export function toProfile(person: Person, view: View) {
  return {
    ...reference('user', person.id, view),
    account_id: person.accountId,
    display_name: person.displayName,
    images: view.links.pictures(person.accountId),
    ...(isExtended(view) && {
      followers: { href: null, total: 42 },
      ...(has(view, 'user-read-email') && { email: `${person.id}@people.invalid` }),
      ...(has(view, 'user-read-private') && {
        country: 'NO',
        product: 'premium',
        explicit_content: { filter_enabled: false, filter_locked: false },
      }),
    }),
  }
}

function toEntry({ addedAt, addedBy, content }: Entry, view: View, withEpisodes: boolean) {
  return {
    added_at: addedAt,
    added_by: addedBy && reference('user', addedBy, view.state),
    is_local: content?.kind === 'local',
    [isExtended(view) ? 'track' : 'item']: toContent(content, view, withEpisodes),
  }
}

export function toContent(content: Entry['content'], view: View, withEpisodes: boolean) {
  if (content?.kind === 'song') return toSong(content, view)
  if (content?.kind === 'local') return toLocalFile(content)
  // Like Spotify, treats a client that does not request episodes as an old client that supports only tracks.
  return content && withEpisodes ? toEpisode(content, view) : null
}

export function toSong(song: Song, view: View) {
  return {
    ...reference('track', song.id, view),
    album: toAlbum(song, view),
    artists: song.artists.map((artist) => toArtist(artist, view)),
    disc_number: 1,
    duration_ms: song.durationMs,
    explicit: song.explicit,
    external_ids: { isrc: `XXEMU${song.id.replace(/\D/g, '').padEnd(7, '0').slice(0, 7)}` },
    is_local: false,
    name: song.name,
    track_number: song.number,
    ...extendedFields(view, { popularity: song.durationMs % 100, preview_url: null }),
  }
}

/** Returns these fields and the markets or, like Spotify, no fields for apps in development mode. */
export function extendedFields(view: View, fields: object = {}) {
  return isExtended(view) ? { available_markets: ['DE', 'NO', 'PL', 'SE'], ...fields } : {}
}

export function toAlbum({ album, artists }: Pick<Song, 'album' | 'artists'>, view: View) {
  return {
    ...reference('album', album.id, view),
    album_type: 'album',
    artists: artists.map((artist) => toArtist(artist, view)),
    images: view.links.pictures(album.id),
    name: album.name,
    release_date: album.released,
    release_date_precision: { 4: 'year', 7: 'month' }[album.released.length] ?? 'day',
    total_tracks: album.songs,
    ...extendedFields(view),
  }
}

export function toArtist({ id, name }: Artist, view: View) {
  return { ...reference('artist', id, view), name }
}

export function toEpisode({ id, name, durationMs, show }: Episode, view: View) {
  return {
    ...talk('episode', { id, name }, show, view),
    audio_preview_url: null,
    duration_ms: durationMs,
    is_playable: true,
    release_date: '2026-03-01',
    release_date_precision: 'day',
    show: toShow(show, view),
  }
}

export function toShow(show: Episode['show'], view: View) {
  return {
    ...talk('show', show, show, view),
    copyrights: [],
    media_type: 'audio',
    total_episodes: 80,
    ...extendedFields(view, { publisher: show.name }),
  }
}

/** Returns the fields that episodes and shows have in common. */
function talk(type: string, { id, name }: Episode['show'], show: Episode['show'], view: View) {
  return {
    ...reference(type, id, view),
    description: 'Two people talk about ferries.',
    html_description: '<p>Two people talk about ferries.</p>',
    explicit: false,
    images: view.links.pictures(show.id),
    is_externally_hosted: false,
    languages: ['en'],
    name,
  }
}

export function toLocalUri({ name, artist, album, durationMs }: LocalFile): string {
  const seconds = String(Math.round(durationMs / 1000))
  return `spotify:local:${[artist, album, name, seconds].map(encodeURIComponent).join(':')}`
}

function toLocalFile(file: LocalFile) {
  const nowhere = { external_urls: {}, href: null, id: null, uri: null }
  const noAlbum = { album_type: null, artists: [], images: [], release_date: null }
  return {
    ...nowhere,
    album: { ...nowhere, ...noAlbum, name: file.album, type: 'album' },
    artists: [{ ...nowhere, name: file.artist, type: 'artist' }],
    disc_number: 0,
    duration_ms: file.durationMs,
    explicit: false,
    external_ids: {},
    is_local: true,
    name: file.name,
    track_number: 0,
    type: 'track',
    uri: toLocalUri(file),
  }
}

/** Returns the fields that identify an object in Spotify's responses. */
export function reference(type: string, id: string, { links }: { links: Links }) {
  return {
    external_urls: { spotify: links.open(type, id) },
    href: links.api(`/${type}s/${id}`),
    id,
    type,
    uri: `spotify:${type}:${id}`,
  }
}
