import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Pagination } from '@/app/_components/ui/pagination'
import { addRenderedPage } from '@/app/(signed-in)/_components/paged-list'
import {
  defaultFilters,
  type Filters,
  isNarrowed,
  isUnfiltered,
  withFilters,
} from '@/app/(signed-in)/playlists/_components/filters/filters'
import { toProgress } from '@/app/(signed-in)/playlists/_components/list/progress-text'
import { toVisible } from '@/app/(signed-in)/playlists/_components/list/visible-playlists'
import { formatAll, formatCount, formatNumber } from '@/lib/format'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistsPagePath, playlistsPath } from '@/lib/urls'

export type NoScriptPaginationProps = {
  initialPage: Page<Playlist>
  filters: Filters
  viewerId: string
  children: ReactNode
}

/** For visitors without JavaScript: shows which part of the list this page contains, with plain links to the rest. */
export function NoScriptPagination({ initialPage, filters, viewerId, children }: NoScriptPaginationProps) {
  const { offset, limit, total } = initialPage
  const search = (page: number) => new URL(playlistsPagePath(page), 'http://page.invalid').search
  const toHref = (page: number) =>
    `${playlistsPath}${withFilters(search(page), { ...defaultFilters, view: filters.view })}` as Route
  return (
    <>
      <div className="mb-4 hidden font-display text-soft no-script:block">
        <p>{isUnfiltered(filters) ? toRange(initialPage) : toFound(initialPage, filters, viewerId)}</p>
        {!isUnfiltered(filters) && (
          <p>
            Search, filters and sorting need JavaScript.{' '}
            <Link href={toHref(1)} prefetch={false} className="link inline-flex min-h-11 items-center">
              Show all playlists
            </Link>
          </p>
        )}
      </div>
      {children}
      {isUnfiltered(filters) && (
        <div className="mt-8 hidden no-script:block">
          <Pagination page={offset / limit + 1} total={total} limit={limit} toHref={toHref} />
        </div>
      )}
    </>
  )
}

/** Returns how many playlists on this page match. `null` if the list is sorted, because sorting needs all pages. */
function toFound(initialPage: Page<Playlist>, filters: Filters, viewerId: string): string | null {
  const list = addRenderedPage(undefined, initialPage, 0, ({ id }) => id)
  const { found, setSize } = toVisible(list, filters, viewerId, false)
  return setSize >= 0 || (isNarrowed(filters) && filters.sort === 'added') ? toProgress(list, filters, found) : null
}

function toRange({ items, offset, limit, total }: Page<Playlist>): string {
  const to = Math.min(offset + limit, total)
  const range =
    offset === 0 && to >= total
      ? formatAll(total, 'playlist')
      : `${formatNumber(offset + 1)} to ${formatNumber(to)} of ${formatCount(total, 'playlist')}`
  // Spotify sends some playlists as null and some twice.
  const missing = to - offset - items.length
  return missing > 0 ? `${range}, ${formatNumber(missing)} of them without details` : range
}
