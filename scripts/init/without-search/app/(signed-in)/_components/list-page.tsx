import type { Route } from 'next'
import type { ReactNode } from 'react'
import { PageNotFound, Pagination } from '@/app/_components/ui/pagination'
import { formatAll, formatCount, formatNumber } from '@/lib/format'
import type { Page } from '@/lib/spotify/shapes'

export type ListPageProps = {
  page: Page<unknown>
  /** The singular noun for an item in the list, such as "playlist". */
  noun: string
  toHref: (page: number) => Route
  children: ReactNode
}

/** One page of a list, with links to the other pages. */
export function ListPage({ page: { offset, limit, total }, noun, toHref, children }: ListPageProps) {
  const pages = { page: offset / limit + 1, total, limit, toHref }
  if (offset >= total) return <PageNotFound {...pages} noun={noun} />
  const range = `${formatNumber(offset + 1)} to ${formatNumber(Math.min(offset + limit, total))}`
  return (
    <>
      <p className="mb-4 flex min-h-11 items-center font-display text-soft">
        {total <= limit ? formatAll(total, noun) : `${range} of ${formatCount(total, noun)}`}
      </p>
      {children}
      <div className="mt-8">
        <Pagination {...pages} />
      </div>
    </>
  )
}
