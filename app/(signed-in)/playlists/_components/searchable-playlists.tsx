'use client'

import { useRef } from 'react'
import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { countReads, missingPages } from '@/app/(signed-in)/_components/paged-list'
import { isUnfiltered } from '@/app/(signed-in)/playlists/_components/filters/filters'
import { Toolbar } from '@/app/(signed-in)/playlists/_components/filters/toolbar'
import { ListFailure } from '@/app/(signed-in)/playlists/_components/list/list-failure'
import { ListStatus } from '@/app/(signed-in)/playlists/_components/list/list-status'
import { NothingFound } from '@/app/(signed-in)/playlists/_components/list/nothing-found'
import { focusVisible, PlaylistList } from '@/app/(signed-in)/playlists/_components/list/playlist-list'
import { toAnnouncement, toProgress } from '@/app/(signed-in)/playlists/_components/list/progress-text'
import { ListEnd, SkipLink } from '@/app/(signed-in)/playlists/_components/list/skip-link'
import { type PlaylistsOptions, usePlaylists } from './use-playlists'

/** Shows all of the visitor's playlists in one list, with search, filters and sorting. */
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
