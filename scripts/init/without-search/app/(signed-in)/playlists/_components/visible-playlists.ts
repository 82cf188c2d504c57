import { countRead, missingPages, type PagedList, toPlaces } from '@/app/(signed-in)/_components/paged-list'
import { formatAll, formatNumber } from '@/lib/format'
import type { Playlist } from '@/lib/spotify/shapes'
import { toMissing } from './range-text'

/** A playlist, or the number of its page if that page has not been read. */
export type Place = Playlist | number

export const isPlaylist = (place: Place): place is Playlist => typeof place !== 'number'

/** Returns the entries to show. Removes duplicates, because Spotify sends some playlists twice. */
export function toPlaylists(list: PagedList<Playlist>): readonly Place[] {
  const seen = new Set<string>()
  return toPlaces(list).filter((place) => !isPlaylist(place) || (!seen.has(place.id) && seen.add(place.id)))
}

/** Returns a message saying how much of the list is loaded. */
export function toProgress(list: PagedList<Playlist>): string {
  if (missingPages(list).length > 0) return `${formatNumber(countRead(list))} of ${formatNumber(list.total)} loaded`
  return formatAll(list.total, 'playlist') + toMissing(list.total - toPlaylists(list).length)
}
