'use client'

import { useRef } from 'react'
import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { countReads, missingPages } from '@/app/(signed-in)/_components/paged-list'
import { isUnfiltered } from './filters'
import { ListFailure } from './list-failure'
import { ListStatus } from './list-status'
import { NothingFound } from './nothing-found'
import { focusVisible, PlaylistList } from './playlist-list'
import { toAnnouncement, toProgress } from './progress-text'
import { ListEnd, SkipLink } from './skip-link'
import { Toolbar } from './toolbar'
import { type PlaylistsOptions, usePlaylists } from './use-playlists'

/** All of the visitor's playlists as one list, with search, filters and sorting. */
export function SearchablePlaylists(props: PlaylistsOptions) {
  const { filterState, filters, list, found, listRef, chunks, initial, setSize, ...reading } = usePlaylists(props)
  const { isReading, isRefreshing, failure, retry, refresh } = reading
  const searchRef = useRef<HTMLInputElement>(null)
  const isHydrated = useHydrated()
  const hasFailed = failure !== null
  const pressRefresh = useAnnouncedRefresh(isRefreshing, hasFailed, refresh)
  const progress = toProgress(list, filters, found)
  const showAll = () => {
    filterState.setFilters({ q: '', show: 'all' })
    searchRef.current?.focus()
  }
  const takeFocus = () => focusVisible(listRef.current, searchRef.current)
  return (
    <>
      <Toolbar {...filterState} searchRef={searchRef} isDisabled={!isHydrated} />
      <ListStatus
        progress={progress}
        announcement={
          !isUnfiltered(filters) && (isReading ? 'Loading all of your playlists…' : toAnnouncement(progress, filters))
        }
        isRefreshing={isRefreshing}
        isDisabled={!isHydrated}
        refresh={pressRefresh}
      />
      <SkipLink isBarShown={hasFailed} />
      <div className={list.total > list.limit && !isUnfiltered(filters) ? 'min-h-dvh no-script:min-h-0' : ''}>
        {chunks.length > 0 ? (
          <PlaylistList {...{ listRef, chunks, initial, setSize }} view={filters.view} viewerId={props.viewerId} />
        ) : (
          <NothingFound filters={filters} showAll={showAll} isAllRead={missingPages(list).length === 0} />
        )}
      </div>
      <ListEnd />
      <ListFailure {...{ failure, retry, takeFocus }} isTrying={isReading} readCount={countReads(list)} />
    </>
  )
}
