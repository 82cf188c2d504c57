import { type Album, songOf } from '../data/catalogue.ts'
import type { Artist } from '../data/entries.ts'
import { idFrom } from '../data/seed.ts'
import { markets, reference, toAlbum, toArtist } from './entry-shape.ts'
import { toPaging } from './paging.ts'
import { picturesFor } from './profile-shape.ts'
import { isExtended, type View } from './views.ts'

/** Returns the full artist object. Albums and tracks contain only simplified artist objects. */
export function toFullArtist(artist: Artist, view: View) {
  return {
    ...toArtist(artist, view),
    images: picturesFor(view, artist.id),
    genres: [],
    ...(isExtended(view) ? { followers: { href: null, total: 1_234 }, popularity: artist.name.length % 100 } : {}),
  }
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
      ...(isExtended(view) ? { available_markets: markets, preview_url: null } : {}),
    }
  })
  return toPaging(view.links.api(`/albums/${album.id}/tracks`), { limit: 50, offset: 0 }, tracks.length, tracks)
}
