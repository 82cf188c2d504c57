import { missingPages, type PagedList, toPlaces } from '@/app/(signed-in)/_components/paged-list'
import { filterAndSort } from '@/app/(signed-in)/playlists/_components/filters/filter-and-sort'
import { type Filters, isNarrowed, isUnfiltered } from '@/app/(signed-in)/playlists/_components/filters/filters'
import type { Playlist } from '@/lib/spotify/shapes'

/** A playlist, or its page number if that page has not been read. */
export type Place = Playlist | number

export const isPlaylist = (place: Place): place is Playlist => typeof place !== 'number'

export type VisiblePlaylists = {
  places: readonly Place[]
  /** The number of playlists found so far. */
  found: number
  /** The final number of entries; -1 (as in `aria-setsize`) if unknown. */
  setSize: number
}

/** The number of placeholders shown while more results may follow. */
const blankCount = 12

/**
 * Returns the entries to show. Matches appear as they are read. A sorted list shows placeholders until everything has been read, so
 * that playlists don't move. After a failure, it shows what has been read.
 */
export function toVisible(
  list: PagedList<Playlist>,
  filters: Filters,
  viewerId: string,
  hasFailed: boolean,
): VisiblePlaylists {
  const all = withoutRepeats(toPlaces(list))
  const playlists = all.filter(isPlaylist)
  if (isUnfiltered(filters)) return { places: all, found: playlists.length, setSize: all.length }
  const found = filterAndSort(playlists, filters, viewerId)
  const [next] = missingPages(list)
  if (next === undefined || hasFailed) return { places: found, found: found.length, setSize: found.length }
  const blanks = new Array<Place>(isNarrowed(filters) ? blankCount : all.length).fill(next)
  return { places: filters.sort === 'added' ? [...found, ...blanks] : blanks, found: found.length, setSize: -1 }
}

/** Spotify sends some playlists twice. */
function withoutRepeats(places: Place[]): Place[] {
  const seen = new Set<string>()
  return places.filter((place) => !isPlaylist(place) || (!seen.has(place.id) && seen.add(place.id)))
}
