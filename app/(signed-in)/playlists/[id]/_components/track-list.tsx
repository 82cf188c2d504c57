'use client'

import { memo, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Pagination } from '@/app/_components/ui/pagination'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { InlineError } from '@/app/(signed-in)/_components/inline-error'
import { RefreshButton } from '@/app/(signed-in)/_components/refresh-button'
import { type RenderedList, usePagedList } from '@/app/(signed-in)/_components/use-paged-list'
import { formatAll, formatCount, formatNumber } from '@/lib/format'
import type { PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { TrackHeadings, TrackRow } from './track-row'
import { focusTarget, useRowKeys } from './use-row-keys'

export type TrackListProps = RenderedList<PlaylistItem> & { playlistId: string }

/**
 * A playlist's tracks. The list starts with one page of tracks. More tracks load when the visitor scrolls or presses the button
 * below the list.
 */
export function TrackList({ playlistId, ...props }: TrackListProps) {
  const tracks = useTracks({ playlistId, ...props })
  const { chunks, offset, limit, total } = tracks
  const listRef = useRef<HTMLDivElement>(null)
  const keys = useRowKeys(listRef, chunks.length)
  return (
    <>
      <TracksStatus tracks={tracks} />
      <p className="mb-4 text-sm text-soft print:hidden">
        Select a title to open it on Spotify.
        <span className="no-script:hidden pointer-coarse:hidden">
          {' '}
          Keyboard: ↑ and ↓ move from track to track, Home and End to the first and last.
        </span>
      </p>
      <TrackHeadings />
      <div ref={listRef} {...keys}>
        {chunks.map((items, index) => {
          const first = offset + index * limit
          return <TrackChunk key={first} offset={first} items={items} />
        })}
      </div>
      <More tracks={tracks} focusNew={() => focusFirstOf(listRef.current?.lastElementChild)} />
      <div className={offset === 0 ? 'mt-8 hidden no-script:block' : 'mt-8'}>
        <Pagination
          page={offset / limit + 1}
          total={total}
          limit={limit}
          toHref={(page) => playlistPath(playlistId, page)}
        />
      </div>
    </>
  )
}

const source = { maxReads: 1, identify: (item: PlaylistItem) => JSON.stringify(item) }

type Tracks = ReturnType<typeof useTracks>

function useTracks({ playlistId, ...props }: TrackListProps) {
  const address = `/api/playlists/${encodeURIComponent(playlistId)}/items`
  const { list, isReading, isRefreshing, failure, need, retry, refresh } = usePagedList({
    ...source,
    ...props,
    address,
  })
  const { limit, total } = list
  const { offset } = props.initialPage
  const first = offset / limit
  const end = list.pages.findIndex((page, number) => number >= first && !page)
  const chunks = list.pages.slice(first, end < 0 ? undefined : end).flatMap((items) => (items ? [items] : []))
  const next = first + chunks.length
  // An empty page means that the list has ended, even if Spotify's total says otherwise.
  const hasMore = next * limit < total && (chunks.length === 1 || chunks.at(-1)?.length !== 0)
  return {
    chunks,
    offset,
    limit,
    total,
    hasMore,
    /** The number of tracks on the next page. */
    nextCount: Math.min(limit, total - next * limit),
    isLoading: isReading && !isRefreshing,
    isRefreshing,
    loadFailure: list.reread ? null : failure,
    refreshFailure: list.reread && failure,
    loadMore: () => {
      need([next])
      retry()
    },
    refresh,
  }
}

type TrackChunkProps = { offset: number; items: readonly PlaylistItem[] }

/** One page of tracks, memoized so that it doesn't rerender when more tracks load. See `.track-chunk` in globals.css. */
const TrackChunk = memo(function TrackChunk({ offset, items }: TrackChunkProps) {
  return (
    <ol
      role="list"
      aria-label={`Tracks ${formatNumber(offset + 1)} to ${formatNumber(offset + items.length)}`}
      className="track-chunk"
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may contain a track twice, so only the position identifies a row
        <TrackRow key={index} position={offset + index + 1} item={item} />
      ))}
    </ol>
  )
})

type TracksProps = { tracks: Tracks }

/** Shows the Refresh button and the number of loaded tracks. */
function TracksStatus({ tracks }: TracksProps) {
  const { isRefreshing, refresh, refreshFailure } = tracks
  return (
    <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="text-soft">
        {toProgress(tracks)}
      </p>
      <div className="no-script:hidden flex flex-wrap items-center gap-4 print:hidden">
        <InlineError failure={refreshFailure} isLoading={isRefreshing} retry={refresh} />
        <RefreshButton isRefreshing={isRefreshing} hasFailed={refreshFailure !== null} refresh={refresh} />
      </div>
    </div>
  )
}

/** Returns text such as "150 of 1,200 tracks", or "51 to 150 of 1,200 tracks" if the list starts on a later page. */
function toProgress({ chunks, offset, total }: Tracks): string {
  const count = chunks.reduce((sum, items) => sum + items.length, 0)
  if (offset === 0 && count >= total) return formatAll(total, 'track')
  const range = offset > 0 ? `${formatNumber(offset + 1)} to ${formatNumber(offset + count)}` : formatNumber(count)
  return `${range} of ${formatCount(total, 'track')}`
}

type MoreProps = TracksProps & { focusNew: () => void }

function More({ tracks, focusNew }: MoreProps) {
  const { chunks, offset, hasMore, nextCount, isLoading, isRefreshing, loadFailure, refreshFailure, loadMore } = tracks
  const endRef = useRef<HTMLDivElement>(null)
  const isNear = useIsNear(endRef, chunks.length)
  const buttonRef = useRef<HTMLButtonElement>(null)
  const wasPressed = useRef(false)
  const isHydrated = useHydrated()
  const isBusy = isLoading || isRefreshing
  // If the list starts on a later page, there are page links below it, and automatic loading would keep pushing them out of reach.
  const isAutomatic = isNear && offset === 0 && hasMore && !isBusy && !loadFailure && !refreshFailure
  const loadAutomatically = useEffectEvent(() => {
    // Doesn't load more tracks while the button has focus, because new tracks would push the button out of view.
    if (document.activeElement !== buttonRef.current) loadMore()
  })
  useEffect(() => {
    if (isAutomatic) loadAutomatically()
  }, [isAutomatic])
  const press = () => {
    wasPressed.current = true
    loadMore()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per new page
  useEffect(() => {
    const hasFocus = [document.body, buttonRef.current].includes(document.activeElement as HTMLButtonElement)
    if (wasPressed.current && hasFocus) focusNew()
    wasPressed.current = false
  }, [chunks.length])
  return (
    <div ref={endRef} className="no-script:hidden mt-8 flex flex-col items-center gap-3 text-center print:hidden">
      {hasMore && (
        <button
          ref={buttonRef}
          type="button"
          disabled={!isHydrated}
          aria-disabled={isBusy}
          onClick={isBusy ? undefined : press}
          className="button"
        >
          {isLoading ? 'Loading…' : `Load ${nextCount} more`}
        </button>
      )}
      <InlineError failure={loadFailure} isLoading={isLoading} retry={loadMore} />
    </div>
  )
}

/** Returns whether the end of the list is in or within 1500 pixels of the window. Adding a chunk resets the value to `false`. */
function useIsNear(endRef: RefObject<HTMLElement | null>, chunkCount: number): boolean {
  const [nearAt, setNearAt] = useState<number | null>(null)
  useEffect(() => {
    const onChange = (changes: IntersectionObserverEntry[]) =>
      setNearAt(changes.at(-1)?.isIntersecting ? chunkCount : null)
    const observer = new IntersectionObserver(onChange, { rootMargin: '1500px' })
    if (endRef.current) observer.observe(endRef.current)
    return () => observer.disconnect()
  }, [endRef, chunkCount])
  return nearAt === chunkCount
}

/** Moves focus to the first new track, because the new tracks push the button down the page. */
function focusFirstOf(chunk: Element | null | undefined) {
  const row = chunk?.firstElementChild
  if (row instanceof HTMLElement) focusTarget(row).focus({ preventScroll: true })
}
