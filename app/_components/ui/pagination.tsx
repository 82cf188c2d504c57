import type { Route } from 'next'
import Link from 'next/link'
import { formatCount } from '@/lib/format'
import { EmptyState } from './empty-state'

/** The number of the last page whose offset Spotify accepts. */
const maxPage = 2_000

/** Returns the page number from a URL parameter, or 1 if the parameter is missing or invalid. */
export function parsePage(value: string | string[] | undefined): number {
  if (typeof value !== 'string' || !/^[1-9]\d{0,3}$/.test(value)) return 1
  return Math.min(Number(value), maxPage)
}

const countPages = (total: number, limit: number) => Math.max(1, Math.ceil(total / limit))

export type PaginationProps = {
  page: number
  total: number
  limit: number
  toHref: (page: number) => Route
}

/** Links to the pages of a list. The links work without JavaScript. */
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
            // biome-ignore lint/suspicious/noArrayIndexKey: gaps differ only in their position
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

/**
 * Returns the numbers of the pages to link to: the first page, the last page, the current page and its neighbours, with `null` for
 * each gap.
 */
function toPageNumbers(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return shown.flatMap((number, index) => (number - (shown[index - 1] ?? 0) > 1 ? [null, number] : [number]))
}

export type PageNotFoundProps = PaginationProps & {
  /** The singular noun for an item in the list, such as "playlist". */
  noun: string
}

/** Shown if the page number in the URL is higher than the number of pages. */
export function PageNotFound({ page, total, limit, noun, toHref }: PageNotFoundProps) {
  const pages = countPages(total, limit)
  return (
    <EmptyState title={`There is no page ${page}`}>
      <p className="mb-4">
        This list has {formatCount(total, noun)} on {formatCount(pages, 'page')}.
      </p>
      <p>
        <Link href={toHref(pages)} prefetch={false} className="button">
          Go to the last page
        </Link>
      </p>
    </EmptyState>
  )
}
