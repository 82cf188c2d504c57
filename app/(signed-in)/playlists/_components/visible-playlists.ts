import { type PagedList, pageNumbers } from '@/app/(signed-in)/_components/paged-list'
import { formatAll, formatCount, formatNumber } from '@/lib/format'
import type { Playlist } from '@/lib/spotify/shapes'
import { filterAndSort } from './filters/filter-and-sort'
import { type Filters, isNarrowed, isUnfiltered, showLabels, sortLabels } from './filters/filters'
import { toMissing } from './range-text'

/** A playlist, or the number of its page if that page has not been read. */
export type Place = Playlist | number

export const isPlaylist = (place: Place): place is Playlist => typeof place !== 'number'

export type VisiblePlaylists = {
  places: readonly Place[]
  /** The number of playlists found so far. */
  found: number
  /** The total number of entries. As in `aria-setsize`, -1 means that the number is unknown. */
  setSize: number
}

/** The number of placeholders shown while there may be more results. */
const blankCount = 12

/**
 * Returns the entries to show. If the list is in Spotify's order, each match appears as soon as it has been read. In any other
 * order, the list shows only placeholders until all playlists have been read, because entries shown earlier could still move.
 * After a failure, a filtered or sorted list shows only what has been read so far.
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

/** Removes duplicates, because Spotify sends some playlists twice. */
function withoutRepeats(places: Place[]): Place[] {
  const seen = new Set<string>()
  return places.filter((place) => !isPlaylist(place) || (!seen.has(place.id) && seen.add(place.id)))
}

/** Returns a message saying how much of the list is loaded, or how many playlists match the filters. */
export function toProgress(list: PagedList<Playlist>, filters: Filters, found: number): string {
  const [total, read] = [formatNumber(list.total), formatNumber(countRead(list))]
  if (missingPages(list).length > 0) {
    return isNarrowed(filters)
      ? `${formatNumber(found)} found in ${read} of ${total} playlists`
      : `${read} of ${total} loaded`
  }
  if (isNarrowed(filters)) return `${formatNumber(found)} of ${formatCount(list.total, 'playlist')}`
  return formatAll(list.total, 'playlist') + toMissing(list.total - found)
}

/**
 * Returns the progress message for screen readers. The message names the filters so that a new search is announced even if the
 * number of results stays the same.
 */
export function toAnnouncement(progress: string, { q, show, sort }: Filters): string {
  const parts = [
    show !== 'all' && `under “${showLabels[show]}”`,
    q.trim() && `with “${q.trim()}”`,
    sort !== 'added' && `sorted by “${sortLabels[sort]}”`,
  ]
  return [progress, ...parts.filter(Boolean)].join(', ')
}

/** Returns the numbers of the pages that have not been read. */
export const missingPages = ({ total, limit, pages }: PagedList<unknown>) =>
  pageNumbers(total, limit).filter((number) => !pages[number])

const pageLength = ({ total, limit }: PagedList<unknown>, number: number) => Math.min(limit, total - number * limit)

/** Returns how many items have been read. */
export const countRead = (list: PagedList<unknown>) =>
  pageNumbers(list.total, list.limit).reduce((sum, n) => sum + (list.pages[n] ? pageLength(list, n) : 0), 0)

/** Returns one entry per item, in Spotify's order: the item itself, or the number of its page if that page has not been read. */
export const toPlaces = <Item>(list: PagedList<Item>): (Item | number)[] =>
  pageNumbers(list.total, list.limit).flatMap(
    (number): readonly (Item | number)[] =>
      list.pages[number] ?? new Array<Item | number>(pageLength(list, number)).fill(number),
  )
