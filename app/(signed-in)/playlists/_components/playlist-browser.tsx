'use client'

import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { useDynamicImport } from '@/app/_components/ui/use-dynamic-import'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { countReads, missingPages } from '@/app/(signed-in)/_components/paged-list'
import { usePagedList } from '@/app/(signed-in)/_components/use-paged-list'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { type Filters, isNarrowed, isUnfiltered, showLabels } from './filters'
import { focusVisible, ListEnd, PlaylistList, SkipLink } from './playlist-list'
import { toAnnouncement, toProgress, toVisible } from './summary'
import { Summary, Toolbar } from './toolbar'
import { useFilters } from './use-filters'
import { useListWindow } from './use-list-window'

export type PlaylistBrowserProps = {
  initialPage: Page<Playlist>
  /** By the server's clock. */
  renderedAtMs: number
  viewerId: string
}

const source = { address: '/api/playlists', maxReads: 2, identify: ({ id }: Playlist) => id }

/** Loaded with the first request for more, so that it is there when the network fails. */
const loadFailureBar = () => import('./failure-bar').then(({ FailureBar }) => FailureBar)

/** All of the visitor's playlists as one list, with search, filters and sorting. */
export function PlaylistBrowser(props: PlaylistBrowserProps) {
  const { initialPage, viewerId } = props
  const { list, isReading, failure, need, retry, refresh } = usePagedList({ ...source, ...props })
  const filterState = useFilters()
  // Typing is more urgent than finding.
  const filters = useDeferredValue(filterState.filters)
  const listRef = useRef<HTMLUListElement>(null)
  const searchRef = useRef<HTMLInputElement>(null)
  const isHydrated = useHydrated()
  const hasFailed = failure !== null
  const { places, found, setSize } = useMemo(
    () => toVisible(list, filters, viewerId, hasFailed),
    [list, filters, viewerId, hasFailed],
  )

  const start = isUnfiltered(filters) ? Math.min(initialPage.offset, places.length) : 0
  const { metrics, rendered, ahead } = useListWindow({
    listRef,
    view: `${filters.view} ${places.length > 0}`,
    count: places.length,
    initial: { start, end: Math.min(start + initialPage.limit, places.length) },
  })
  const aheadPages = places.slice(ahead.start, ahead.end).filter((place) => typeof place === 'number')
  useEffect(() => need(isUnfiltered(filterState.filters) ? [...new Set(aheadPages)] : missingPages(list)))

  const isRefreshing = !hasFailed && list.reread !== null
  const pressRefresh = useAnnouncedRefresh(isRefreshing, hasFailed, refresh)
  const FailureBar = useDynamicImport(isReading || hasFailed, loadFailureBar)
  const progress = toProgress(list, filters, found)
  const isAllRead = missingPages(list).length === 0
  const showAll = () => {
    filterState.setFilters({ q: '', show: 'all' })
    searchRef.current?.focus()
  }
  const takeFocus = () => focusVisible(listRef.current, searchRef.current)
  return (
    <>
      <Toolbar {...filterState} searchRef={searchRef} isDisabled={!isHydrated} />
      <Summary
        progress={progress}
        announcement={
          !isUnfiltered(filters) && (isReading ? 'Reading all of your playlists…' : toAnnouncement(progress, filters))
        }
        isPart={rendered.end - rendered.start < places.length}
        isRefreshing={isRefreshing}
        isDisabled={!isHydrated}
        refresh={pressRefresh}
      />
      <SkipLink isBarShown={hasFailed} />
      <div className={list.total > list.limit && !isUnfiltered(filters) ? 'min-h-dvh no-script:min-h-0' : ''}>
        {places.length > 0 ? (
          <PlaylistList {...{ listRef, places, setSize, rendered, metrics, viewerId }} view={filters.view} />
        ) : (
          <NothingFound filters={filters} showAll={showAll} isAllRead={isAllRead} />
        )}
      </div>
      <ListEnd />
      {FailureBar ? (
        <FailureBar {...{ failure, retry, takeFocus }} isTrying={isReading} readCount={countReads(list)} />
      ) : (
        // Not before it is known: a button that another one replaces would lose the focus.
        <PlainFailure hasFailed={hasFailed && FailureBar === null} retry={retry} takeFocus={takeFocus} />
      )}
    </>
  )
}

type NothingFoundProps = {
  filters: Filters
  showAll: () => void
  /** Whether all playlists have been read, so that the answer is certain. */
  isAllRead: boolean
}

function NothingFound({ filters, showAll, isAllRead }: NothingFoundProps) {
  const { q, show } = filters
  if (!isNarrowed(filters))
    return (
      <EmptyState title="Nothing to show">
        <p>There is nothing in your list that Spotify tells anything about.</p>
      </EmptyState>
    )
  return (
    <EmptyState title={isAllRead ? 'Nothing matches' : 'Nothing found so far'}>
      <p className="mb-4 break-words">
        No playlist{!isAllRead && ' of those that are loaded'}
        {show !== 'all' && ` under “${showLabels[show]}”`}
        {q.trim() && (
          <>
            {' '}
            has “<bdi>{q.trim()}</bdi>” in its name or its owner’s
          </>
        )}
        .
      </p>
      <button type="button" onClick={showAll} className="button-quiet no-script:hidden">
        Show all playlists
      </button>
    </EmptyState>
  )
}

type PlainFailureProps = { hasFailed: boolean; retry: () => void; takeFocus: () => void }

/** Used when the failure bar cannot be loaded. */
function PlainFailure({ hasFailed, retry, takeFocus }: PlainFailureProps) {
  const press = () => {
    takeFocus()
    retry()
  }
  return (
    <div className={hasFailed ? 'mt-6 flex flex-wrap items-center gap-x-4' : 'sr-only'}>
      <p role="status">{hasFailed && 'Not loaded.'}</p>
      {hasFailed && (
        <button type="button" onClick={press} className="button-quiet">
          Try again
        </button>
      )}
    </div>
  )
}
