import { type Artist, type Episode, episodeFrom, type Song, songFrom } from './entries.ts'
import { idFrom, seeded } from './seed.ts'

/** Songs, albums, artists, shows and episodes that anyone can find, save and play. */

export type Album = Song['album'] & { artists: Artist[] }
export type Show = Episode['show']

const songCount = 400
const episodeCount = 80

let songs: readonly Song[] | undefined
let episodes: readonly Episode[] | undefined

export function allSongs(): readonly Song[] {
  songs ??= Array.from({ length: songCount }, (_, index) => songOf(idFrom(`catalogue:${index}`)))
  return songs
}

export function allEpisodes(): readonly Episode[] {
  episodes ??= Array.from({ length: episodeCount }, (_, index) => episodeOf(idFrom(`talk:${index}`)))
  return episodes
}

export function allArtists(): readonly Artist[] {
  return unique(allSongs().flatMap(({ artists }) => artists))
}

export function allAlbums(): readonly Album[] {
  return unique(allSongs().map(({ album, artists }) => ({ ...album, artists })))
}

export function allShows(): readonly Show[] {
  return unique(allEpisodes().map(({ show }) => show))
}

/** Generates a song for any well-formed ID. */
export function songOf(id: string): Song {
  return { ...songFrom(seeded(`song of ${id}`)), id }
}

export function episodeOf(id: string): Episode {
  return { ...episodeFrom(seeded(`episode of ${id}`)), id }
}

export function albumOf(id: string): Album {
  const known = allAlbums().find((album) => album.id === id)
  if (known) return known
  const { album, artists } = songOf(id)
  return { ...album, artists, id }
}

export function showOf(id: string): Show {
  return allShows().find((show) => show.id === id) ?? { ...episodeOf(id).show, id }
}

function unique<T extends { id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()]
}
