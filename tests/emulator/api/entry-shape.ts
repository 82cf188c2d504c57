import type { Artist, Entry, Episode, LocalFile, Song } from '../data/entries.ts'
import { picturesFor } from './profile-shape.ts'
import { isExtended, type View } from './views.ts'

export const markets = ['DE', 'NO', 'PL', 'SE']

export function toEntry(entry: Entry, view: View, withEpisodes: boolean) {
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
