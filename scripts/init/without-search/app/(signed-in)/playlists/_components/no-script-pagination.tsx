import type { ReactNode } from 'react'
import { Pagination } from '@/app/_components/ui/pagination'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistsPagePath } from '@/lib/urls'
import { toRange } from './range-text'

export type NoScriptPaginationProps = { initialPage: Page<Playlist>; children: ReactNode }

/** For visitors without JavaScript, shows which part of the list this page contains, and links to the other pages. */
export function NoScriptPagination({ initialPage, children }: NoScriptPaginationProps) {
  const { offset, limit, total } = initialPage
  if (total <= limit) return children
  return (
    <>
      <p className="mb-4 hidden font-display text-soft no-script:block">{toRange(initialPage)}</p>
      {children}
      <div className="mt-8 hidden no-script:block">
        <Pagination page={offset / limit + 1} total={total} limit={limit} toHref={playlistsPagePath} />
      </div>
    </>
  )
}
