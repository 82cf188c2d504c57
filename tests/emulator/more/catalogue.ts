import { isExtended, toPaging, type View } from '../api/endpoints.ts'
import { extendedFields, reference, toAlbum, toArtist } from '../api/shapes.ts'
import { allEpisodes, allSongs, episodeOf, songOf, unique } from '../catalogue.ts'
import { type Artist, type Episode, idFrom, type Song } from '../data/generate.ts'

type Album = Song['album'] & { artists: Artist[] }
type Show = Episode['show']

export function allAlbums(): readonly Album[] {
  return unique(allSongs().map(({ album, artists }) => ({ ...album, artists })))
}

export function allShows(): readonly Show[] {
  return unique(allEpisodes().map(({ show }) => show))
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

export function toFullAlbum({ artists, ...album }: Album, view: View) {
  return {
    ...toAlbum({ album, artists }, view),
    copyrights: [{ text: '℗ 2026 Nobody', type: 'P' }],
    external_ids: { upc: '000000000000' },
    genres: [],
    tracks: albumTracks(album, view),
    ...(isExtended(view) ? { label: 'Nobody', popularity: 12 } : {}),
  }
}

function albumTracks(album: Omit<Album, 'artists'>, view: View) {
  const tracks = Array.from({ length: album.songs }, (_, index) => {
    const song = songOf(idFrom(`track:${album.id}:${index}`))
    return {
      artists: song.artists.map((artist) => toArtist(artist, view)),
      disc_number: 1,
      duration_ms: song.durationMs,
      explicit: song.explicit,
      is_local: false,
      name: song.name,
      track_number: index + 1,
      ...reference('track', song.id, view),
      ...extendedFields(view, { preview_url: null }),
    }
  })
  return toPaging(view.links.api(`/albums/${album.id}/tracks`), { limit: 50, offset: 0 }, tracks.length, tracks)
}
