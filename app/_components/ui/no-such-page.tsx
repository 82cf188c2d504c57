import type { Route } from 'next'
import Link from 'next/link'
import { toCount } from '@/lib/format'
import { EmptyState } from './empty-state'
import { countPages } from './page-numbers'

export type NoSuchPageProps = {
  page: number
  total: number
  limit: number
  /** "playlist", of what the list holds. */
  noun: string
  toHref: (page: number) => Route
}

/** A page beyond the end of a list. */
export function NoSuchPage({ page, total, limit, noun, toHref }: NoSuchPageProps) {
  const pages = countPages(total, limit)
  return (
    <EmptyState title={`There is no page ${page}`}>
      <p className="mb-4">
        {toCount(total, noun)}, on {toCount(pages, 'page')}.
      </p>
      <p>
        <Link href={toHref(pages)} prefetch={false} className="button">
          Go to the last page
        </Link>
      </p>
    </EmptyState>
  )
}
