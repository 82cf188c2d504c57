import { isExtended, type View } from './api/endpoints.ts'
import { toArtist } from './api/shapes.ts'
import { type Artist, type Episode, episodeFrom, idFrom, type Song, seeded, songFrom } from './data/generate.ts'

/** Songs, artists and episodes that anyone can find, save and play. */

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

/** Generates a song for any well-formed ID. */
export function songOf(id: string): Song {
  return { ...songFrom(seeded(`song of ${id}`)), id }
}

export function episodeOf(id: string): Episode {
  return { ...episodeFrom(seeded(`episode of ${id}`)), id }
}

export function unique<T extends { id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()]
}

/** Returns the full artist object. Albums and tracks contain only simplified artist objects. */
export function toFullArtist(artist: Artist, view: View) {
  return {
    ...toArtist(artist, view),
    images: view.links.pictures(artist.id),
    genres: [],
    ...(isExtended(view) ? { followers: { href: null, total: 1_234 }, popularity: artist.name.length % 100 } : {}),
  }
}
