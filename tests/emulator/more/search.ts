import type { Context } from 'hono'
import { apiError, isExtended, type On, type Page, pageOf, toPaging, type View } from '../api/endpoints.ts'
import { toAlbum, toEpisode, toPlaylistRow, toShow, toSong } from '../api/shapes.ts'
import { allArtists, allEpisodes, allSongs, toFullArtist } from '../catalogue.ts'
import type { Episode } from '../data/generate.ts'
import { type Playlist, playlistsOf } from '../data/library.ts'
import { personIds } from '../data/people.ts'
import { allAlbums, allShows } from './catalogue.ts'

export function searchApi(on: On): void {
  on('GET', '/v1/search', search)
}

/** Since February 2026, searches by apps in development mode return fewer results. */
const limits = { development: { most: 10, usual: '5' }, extended: { most: 50, usual: '20' } }
const furthestOffset = 1_000

type Finding = { name: string; show: () => object }

const finders: Readonly<Record<string, (view: View) => Finding[]>> = {
  track: (view) => allSongs().map((song) => ({ name: song.name, show: () => toSong(song, view) })),
  artist: (view) => allArtists().map((artist) => ({ name: artist.name, show: () => toFullArtist(artist, view) })),
  album: (view) =>
    allAlbums().map(({ artists, ...album }) => ({ name: album.name, show: () => toAlbum({ album, artists }, view) })),
  playlist: (view) => publicPlaylists().map((row) => ({ name: row.name ?? '', show: () => toPlaylistRow(row, view) })),
  show: (view) => allShows().map((show) => ({ name: show.name, show: () => toShow(show, view) })),
  episode: (view) => allEpisodes().map((one) => ({ name: one.name, show: () => toSimpleEpisode(one, view) })),
  audiobook: () => [],
}

function search(view: View, c: Context): Response {
  const words = (c.req.query('q') ?? '').trim().toLowerCase()
  if (words === '') return apiError(400, 'No search query')
  const kinds = (c.req.query('type') ?? '').split(',')
  if (kinds.some((kind) => !Object.hasOwn(finders, kind))) return apiError(400, 'Bad search type field')
  const { most, usual } = limits[isExtended(view) ? 'extended' : 'development']
  const page = pageOf(c, most, usual, furthestOffset)
  const pages = kinds.map((kind) => [`${kind}s`, find(kind, words, page, view)])
  return Response.json(Object.fromEntries(pages))
}

function find(kind: string, words: string, page: Page, view: View) {
  const found = (finders[kind]?.(view) ?? []).filter(({ name }) => name.toLowerCase().includes(words))
  const address = view.links.api(`/search?q=${encodeURIComponent(words)}&type=${kind}`)
  const shown = found.slice(page.offset, page.offset + page.limit).map(({ show }) => show())
  return toPaging(address, page, found.length, shown)
}

function publicPlaylists(): Playlist[] {
  const rows = personIds.flatMap((person) => playlistsOf(person))
  return rows.flatMap((row) => (row?.public && row.name !== null ? row : []))
}

function toSimpleEpisode(episode: Episode, view: View) {
  const { show: _, ...simple } = toEpisode(episode, view)
  return simple
}
