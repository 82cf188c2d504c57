'use client'

import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useAnnounce } from '@/app/_components/ui/announcer'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { RefreshButton } from '@/app/(signed-in)/_components/refresh-button'
import { type RenderedList, usePagedList } from '@/app/(signed-in)/_components/use-paged-list'
import type { Playlist } from '@/lib/spotify/shapes'
import { FailureBar } from './failure-bar'
import { type Filters, isNarrowed, isUnfiltered, showLabels } from './filters/filters'
import { useFilters } from './filters/filters-provider'
import { type PackedPage, unpackPage } from './packed-page'
import { focusVisible, PlaylistList, toChunks } from './playlist-list'
import { ListEnd, SkipLink } from './skip-link'
import { useReadAhead } from './use-read-ahead'
import { missingPages, toAnnouncement, toProgress, toVisible } from './visible-playlists'

export type SearchablePlaylistsProps = Omit<RenderedList<Playlist>, 'initialPage'> & { page: PackedPage }

/** Shows all of the visitor's playlists in one list, filtered and sorted as chosen in the toolbar. */
export function SearchablePlaylists({ page, ...props }: SearchablePlaylistsProps) {
  const { setFilters, searchRef } = useFilters()
  const initialPage = useMemo(() => unpackPage(page), [page])
  const { filters, list, found, entries, ...reading } = usePlaylists({ ...props, initialPage })
  const { isReading, isRetrying, isRefreshing, failure, retry, refresh } = reading
  const hasFailed = failure !== null
  const isPartial = list.total > list.limit
  const progress = toProgress(list, filters, found)
  useAnnouncement(
    !isUnfiltered(filters) && (isReading ? 'Loading all of your playlists…' : toAnnouncement(progress, filters)),
  )
  const showAll = () => {
    setFilters({ q: '', show: 'all' })
    searchRef.current?.focus()
  }
  const takeFocus = () => focusVisible(entries.listRef.current, searchRef.current)
  return (
    <>
      <div className="list-head">
        <p className={isPartial || !isUnfiltered(filters) ? 'no-script:hidden' : undefined}>{progress}</p>
        <RefreshButton {...{ isRefreshing, hasFailed, refresh }} isPressKept />
      </div>
      <SkipLink isBarShown={hasFailed} />
      <div className={isPartial && !isUnfiltered(filters) ? 'min-h-dvh no-script:min-h-0' : undefined}>
        {entries.chunks.length > 0 ? (
          <PlaylistList {...entries} view={filters.view} viewerId={props.viewerId} />
        ) : (
          <NothingFound filters={filters} showAll={showAll} isAllRead={missingPages(list).length === 0} />
        )}
      </div>
      <ListEnd />
      <FailureBar {...{ failure, isReading, isRetrying, retry, takeFocus }} />
    </>
  )
}

const source = { address: '/api/playlists', maxReads: 2, identify: ({ id }: Playlist) => id }

/**
 * Returns the visitor's playlists, filtered and sorted. Reads the pages that the visible part of the list needs, or all pages if
 * the visitor has set a search, filter or sort order.
 */
function usePlaylists(props: RenderedList<Playlist>) {
  const { initialPage, viewerId } = props
  const { list, failure, need, ...reading } = usePagedList({ ...source, ...props })
  const chosen = useFilters().filters
  // Applies the filters at a lower priority so that typing stays responsive.
  const filters = useDeferredValue(chosen)
  const hasFailed = failure !== null
  const { chunks, places, found, setSize } = useMemo(() => {
    const visible = toVisible(list, filters, viewerId, hasFailed)
    return { ...visible, chunks: toChunks(visible.places) }
  }, [list, filters, viewerId, hasFailed])
  const start = isUnfiltered(filters) ? Math.min(initialPage.offset, places.length) : 0
  const initial = { start, end: Math.min(start + initialPage.limit, places.length) }

  const listRef = useRef<HTMLDivElement>(null)
  const aheadPages = useReadAhead(listRef, chunks, start, initialPage)
  useEffect(() => need(isUnfiltered(chosen) ? aheadPages : missingPages(list)))

  return { list, found, entries: { listRef, chunks, initial, setSize }, filters, failure, ...reading }
}

/**
 * How long to wait before an announcement. Without this delay, screen readers would announce every loaded page and every keystroke.
 */
const settleMs = 700

/** Announces a message to screen readers after a pause, unless the message is `false`. */
function useAnnouncement(message: string | false) {
  const announce = useAnnounce()
  useEffect(() => {
    if (!message) return
    const timer = setTimeout(() => announce(message), settleMs)
    return () => clearTimeout(timer)
  }, [message, announce])
}

type NothingFoundProps = {
  filters: Filters
  showAll: () => void
  /** Whether all playlists have been read. If so, no more matches can appear. */
  isAllRead: boolean
}

function NothingFound({ filters, showAll, isAllRead }: NothingFoundProps) {
  const { q, show } = filters
  if (!isNarrowed(filters))
    return (
      <EmptyState title="Nothing to show">
        <p>Spotify sent no details about the playlists in your list.</p>
      </EmptyState>
    )
  return (
    <EmptyState title={isAllRead ? 'No matches' : 'No matches yet'}>
      <p className="mb-4 break-words">
        {isAllRead ? 'No playlist' : 'No playlist loaded so far'}
        {show !== 'all' && ` under “${showLabels[show]}”`}
        {q.trim() ? (
          <>
            {' '}
            has “<bdi>{q.trim()}</bdi>” in its name or its owner’s name.
          </>
        ) : (
          '.'
        )}
      </p>
      <button type="button" onClick={showAll} className="button-quiet no-script:hidden">
        Show all playlists
      </button>
    </EmptyState>
  )
}
