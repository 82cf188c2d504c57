'use client'

import { useRef } from 'react'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { useAnnouncedRefresh } from '@/app/_components/ui/use-announced-refresh'
import { useDynamicImport } from '@/app/_components/ui/use-dynamic-import'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { countReads, missingPages } from '@/app/(signed-in)/_components/paged-list'
import { type Filters, isNarrowed, isUnfiltered, showLabels } from './filters'
import { focusVisible, PlaylistList } from './playlist-list'
import { ListEnd, SkipLink } from './skip-list'
import { toAnnouncement, toProgress } from './summary'
import { Summary, Toolbar } from './toolbar'
import { type PlaylistsOptions, usePlaylists } from './use-playlists'

/** Loaded with the first request for more, so that it is there when the network fails. */
const loadFailureBar = () => import('./failure-bar').then(({ FailureBar }) => FailureBar)

/** All of the visitor's playlists as one list, with search, filters and sorting. */
export function PlaylistBrowser(props: PlaylistsOptions) {
  const playlists = usePlaylists(props)
  const { list, listRef, chunks, found, filterState, filters, isReading, isRefreshing, failure, retry } = playlists
  const searchRef = useRef<HTMLInputElement>(null)
  const isHydrated = useHydrated()
  const hasFailed = failure !== null
  const pressRefresh = useAnnouncedRefresh(isRefreshing, hasFailed, playlists.refresh)
  const FailureBar = useDynamicImport(isReading || hasFailed, loadFailureBar)
  const progress = toProgress(list, filters, found)
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
        isRefreshing={isRefreshing}
        isDisabled={!isHydrated}
        refresh={pressRefresh}
      />
      <SkipLink isBarShown={hasFailed} />
      <div className={list.total > list.limit && !isUnfiltered(filters) ? 'min-h-dvh no-script:min-h-0' : ''}>
        {chunks.length > 0 ? (
          <PlaylistList {...playlists} view={filters.view} viewerId={props.viewerId} />
        ) : (
          <NothingFound filters={filters} showAll={showAll} isAllRead={missingPages(list).length === 0} />
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
