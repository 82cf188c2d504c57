'use client'

import type { Route } from 'next'
import { type ReactNode, type Ref, type RefObject, useEffect, useRef } from 'react'
import { LoadNotice } from './load-notice'
import { Pager } from './pager'
import type { Pages } from './use-pages-client'
import { useScript } from './use-script-client'
import { toNumber } from './words'

export type ListProps<Item> = {
  list: Pages<Item>
  /** "playlists", for the words around the list. */
  noun: string
  toHref: (page: number) => Route
  children: (list: Ref<HTMLElement>) => ReactNode
}

/** What stands around a list that can go on: how much of it is there, refresh above it, more and the pages below it. */
export function ListClient<Item>({ list, noun, toHref, children }: ListProps<Item>) {
  const { pages, total, hasMore, isLoading, isRefreshing, failure, refreshFailure } = list
  const [first, last] = [pages[0], pages.at(-1)]
  const moreRef = useRef<HTMLButtonElement>(null)
  const listRef = useFocusOnNew(pages.length, moreRef)
  const isListening = useScript()
  if (!first || !last) return null
  const shownTo = Math.min(last.offset + last.limit, total)
  const count = pages.reduce((sum, { items }) => sum + items.length, 0)
  // Spotify sends nothing in place of some playlists, and others twice.
  const missing = shownTo - first.offset - count
  return (
    <>
      <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="text-soft">
          {toRange(first.offset + 1, shownTo, total)} {noun}
          {missing > 0 && `, ${toNumber(missing)} of them without anything to show`}
        </p>
        <div className="no-script:hidden flex flex-wrap items-center gap-4">
          <LoadNotice failure={refreshFailure} isTrying={isRefreshing} retry={list.refresh} />
          <button
            type="button"
            disabled={!isListening}
            aria-disabled={isRefreshing}
            onClick={isRefreshing ? undefined : list.refresh}
            className="button-quiet"
          >
            {isRefreshing ? 'Refreshing…' : 'Refresh'}
          </button>
        </div>
      </div>
      {children(listRef)}
      <div className="mt-8 flex flex-col items-center gap-6">
        {hasMore && (
          <div className="no-script:hidden flex flex-col items-center gap-3 text-center">
            <button
              ref={moreRef}
              type="button"
              disabled={!isListening}
              aria-disabled={isLoading}
              onClick={isLoading ? undefined : list.loadMore}
              className="button"
            >
              {isLoading ? 'Loading…' : `Load ${Math.min(last.limit, total - shownTo)} more`}
            </button>
            <LoadNotice failure={failure} isTrying={isLoading} retry={list.loadMore} />
          </div>
        )}
        <Pager page={last.offset / last.limit + 1} total={total} limit={last.limit} toHref={toHref} />
      </div>
    </>
  )
}

function toRange(from: number, to: number, total: number): string {
  if (from === 1 && to >= total) return `All ${toNumber(total)}`
  return `${toNumber(from)} to ${toNumber(to)} of ${toNumber(total)}`
}

/**
 * After loading more, the keyboard goes on at the first new entry and not at a button that has moved away; unless it is
 * somewhere else by now.
 */
function useFocusOnNew(pageCount: number, moreRef: RefObject<HTMLButtonElement | null>) {
  const listRef = useRef<HTMLElement>(null)
  const before = useRef({ pageCount, entries: 0 })
  useEffect(() => {
    const entries = listRef.current?.children.length ?? 0
    const isLonger = pageCount > before.current.pageCount && before.current.entries > 0
    const entry = isLonger && listRef.current?.children[before.current.entries]
    const isHere = [document.body, moreRef.current].includes(document.activeElement as HTMLElement)
    if (isHere && entry instanceof HTMLElement) {
      entry.tabIndex = -1
      entry.focus({ preventScroll: true })
    }
    before.current = { pageCount, entries }
  }, [pageCount, moreRef])
  return listRef
}
