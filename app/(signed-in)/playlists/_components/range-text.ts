import { formatAll, formatCount, formatNumber } from '@/lib/format'
import type { Page, Playlist } from '@/lib/spotify/shapes'

/** Returns a message saying which part of the list a page contains, such as "51 to 100 of 120 playlists". */
export function toRange({ items, offset, limit, total }: Page<Playlist>): string {
  const to = Math.min(offset + limit, total)
  const range =
    offset === 0 && to >= total
      ? formatAll(total, 'playlist')
      : `${formatNumber(offset + 1)} to ${formatNumber(to)} of ${formatCount(total, 'playlist')}`
  return range + toMissing(to - offset - items.length)
}

/**
 * Returns a note about any playlists that Spotify sent as `null` or more than once, or an empty string if there are no such
 * playlists.
 */
export const toMissing = (count: number) => (count > 0 ? `, ${formatNumber(count)} of them without details` : '')
