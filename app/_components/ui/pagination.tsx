import type { Route } from 'next'
import Link from 'next/link'
import { countPages, toPageNumbers } from './page-numbers'

export type PaginationProps = {
  page: number
  total: number
  limit: number
  toHref: (page: number) => Route
}

/** Plain links to every page, so that all of a list can be reached without script. */
export function Pagination({ page, total, limit, toHref }: PaginationProps) {
  const pages = countPages(total, limit)
  if (pages < 2) return null
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-center gap-2 print:hidden">
      {page > 1 && (
        <Link href={toHref(page - 1)} prefetch={false} rel="prev" className="button-quiet">
          Previous
        </Link>
      )}
      <ol role="list" className="flex flex-wrap items-center justify-center gap-1">
        {toPageNumbers(page, pages).map((number, index) =>
          number === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has nothing else, and its place is its identity
            <li key={`gap ${index}`} aria-hidden="true" className="px-1 text-soft">
              …
            </li>
          ) : (
            <li key={number}>
              <Link
                href={toHref(number)}
                prefetch={false}
                aria-current={number === page ? 'page' : undefined}
                className="flex min-h-11 min-w-11 items-center justify-center rounded-small border border-transparent hover:border-edge aria-[current]:bg-tag aria-[current]:font-bold aria-[current]:text-tag-ink"
              >
                <span className="sr-only">Page </span>
                {number}
              </Link>
            </li>
          ),
        )}
      </ol>
      {page < pages && (
        <Link href={toHref(page + 1)} prefetch={false} rel="next" className="button-quiet">
          Next
        </Link>
      )}
    </nav>
  )
}
