import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Pagination } from '@/app/_components/ui/pagination'
import { addRenderedPage } from '@/app/(signed-in)/_components/paged-list'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistsPath } from '@/lib/urls'
import { type Filters, isUnfiltered, withFilters } from './filters/filters'
import { toRange } from './range-text'
import { missingPages, toProgress, toVisible } from './visible-playlists'

export type NoScriptPaginationProps = {
  initialPage: Page<Playlist>
  filters: Filters
  viewerId: string
  children: ReactNode
}

/** For visitors without JavaScript, shows which part of the list this page contains, and links to the other pages. */
export function NoScriptPagination({ initialPage, filters, viewerId, children }: NoScriptPaginationProps) {
  const { offset, limit, total } = initialPage
  const toHref = (page: number) => {
    const search = withFilters(page > 1 ? `page=${page}` : '', {
      q: '',
      show: 'all',
      sort: 'added',
      view: filters.view,
    })
    return `${playlistsPath}${search}` as Route
  }
  if (total <= limit && isUnfiltered(filters)) return children
  if (!isUnfiltered(filters))
    return (
      <>
        <div className={noteShape}>
          <p>{toFound(initialPage, filters, viewerId)}</p>
          <p>
            Search, filters and sorting need JavaScript.{' '}
            <Link href={toHref(1)} prefetch={false} className="link inline-flex min-h-11 items-center">
              Show all playlists
            </Link>
          </p>
        </div>
        {children}
      </>
    )
  return (
    <>
      <p className={noteShape}>{toRange(initialPage)}</p>
      {children}
      <div className="mt-8 hidden no-script:block">
        <Pagination page={offset / limit + 1} total={total} limit={limit} toHref={toHref} />
      </div>
    </>
  )
}

const noteShape = 'mb-4 hidden font-display text-soft no-script:block'

/** Returns a message saying how many playlists on this page match, or `null` if more pages are needed for sorting. */
function toFound(initialPage: Page<Playlist>, filters: Filters, viewerId: string): string | null {
  const list = addRenderedPage(undefined, initialPage, 0, ({ id }) => id)
  if (filters.sort !== 'added' && missingPages(list).length > 0) return null
  return toProgress(list, filters, toVisible(list, filters, viewerId, false).found)
}
