import { countRead, missingPages, type PagedList } from '@/app/(signed-in)/_components/paged-list'
import { type Filters, isNarrowed, showLabels } from '@/app/(signed-in)/playlists/_components/filters/filters'
import { sortLabels } from '@/app/(signed-in)/playlists/_components/filters/sort-orders'
import { formatAll, formatCount, formatNumber } from '@/lib/format'
import type { Playlist } from '@/lib/spotify/shapes'

/** Returns a text that says how much of the list is loaded. */
export function toProgress(list: PagedList<Playlist>, filters: Filters, found: number): string {
  const [total, read] = [formatNumber(list.total), formatNumber(countRead(list))]
  if (missingPages(list).length > 0) {
    return isNarrowed(filters)
      ? `${formatNumber(found)} found in ${read} of ${total} playlists`
      : `${read} of ${total} loaded`
  }
  if (isNarrowed(filters)) return `${formatNumber(found)} of ${formatCount(list.total, 'playlist')}`
  // Spotify sends some playlists as null and some twice.
  const missing = list.total - found
  return `${formatAll(list.total, 'playlist')}${missing > 0 ? `, ${formatNumber(missing)} of them without details` : ''}`
}

/**
 * Returns the progress for screen readers. Names the filters, so that a new search is announced even if the number of results stays
 * the same.
 */
export function toAnnouncement(progress: string, { q, show, sort }: Filters): string {
  const parts = [
    show !== 'all' && `under “${showLabels[show]}”`,
    q.trim() && `with “${q.trim()}”`,
    sort !== 'added' && `sorted by “${sortLabels[sort]}”`,
  ]
  return [progress, ...parts.filter(Boolean)].join(', ')
}
