'use client'

import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { RefreshButton } from '@/app/(signed-in)/_components/refresh-button'
import { useNearChildren } from '@/app/(signed-in)/_components/use-near-children'
import { type RenderedList, usePagedList } from '@/app/(signed-in)/_components/use-paged-list'
import type { Playlist } from '@/lib/spotify/shapes'
import { FailureBar } from './failure-bar'
import { focusVisible, PlaylistList, toChunkIndex, toChunks } from './playlist-list'
import { toPlaylists, toProgress } from './visible-playlists'

/** Shows all of the visitor's playlists in one list. */
export function AllPlaylists(props: RenderedList<Playlist>) {
  const { list, entries, ...reading } = usePlaylists(props)
  const { isReading, isRetrying, isRefreshing, failure, retry, refresh } = reading
  const hasFailed = failure !== null
  const takeFocus = () => focusVisible(entries.listRef.current, null)
  return (
    <>
      <div className="no-script:hidden mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="font-display text-soft tabular-nums">{toProgress(list)}</p>
        <RefreshButton {...{ isRefreshing, hasFailed, refresh }} />
      </div>
      <SkipLink isBarShown={hasFailed} />
      {entries.chunks.length > 0 ? (
        <PlaylistList {...entries} viewerId={props.viewerId} />
      ) : (
        <EmptyState title="Nothing to show">
          <p>Spotify sent no details about the playlists in your list.</p>
        </EmptyState>
      )}
      <p id={endId} tabIndex={-1} className="sr-only">
        End of the list
      </p>
      <FailureBar {...{ failure, isReading, isRetrying, retry, takeFocus }} />
    </>
  )
}

const source = { address: '/api/playlists', maxReads: 2, identify: ({ id }: Playlist) => id }

/** Returns the visitor's playlists. Reads the pages that the visible part of the list needs. */
function usePlaylists(props: RenderedList<Playlist>) {
  const { initialPage } = props
  const { list, need, ...reading } = usePagedList({ ...source, ...props })
  const places = useMemo(() => toPlaylists(list), [list])
  const chunks = useMemo(() => toChunks(places), [places])
  const start = Math.min(initialPage.offset, places.length)
  const initial = { start, end: Math.min(start + initialPage.limit, places.length) }

  const listRef = useRef<HTMLDivElement>(null)
  // The chunks in the window and up to one window height below it. The margin of -1px excludes a chunk that ends exactly at the
  // top.
  const ahead = useNearChildren(listRef, chunks.length, '-1px 0px 100%')
  // Opening the page should need only one call to Spotify, so earlier pages of the list are read only if the visitor scrolls up.
  const isAboveStart = [...ahead].some((index) => index < toChunkIndex(start))
  const aheadPages = [...ahead]
    .flatMap((index) => chunks[index] ?? [])
    .filter((place) => typeof place === 'number')
    .filter((page) => isAboveStart || page >= initialPage.offset / initialPage.limit)
  useEffect(() => need([...new Set(aheadPages)]))

  return { list, entries: { listRef, chunks, initial, setSize: places.length }, ...reading }
}

const endId = 'end-of-list'

type SkipLinkProps = {
  /**
   * Whether the failure bar is visible at the bottom of the window. While the bar is visible, the skip link doesn't scroll the
   * page.
   */
  isBarShown: boolean
}

/**
 * A link that skips the list, which may contain thousands of links. When focused, the link appears over the line above the list so
 * that it never hides a cover image.
 */
function SkipLink({ isBarShown }: SkipLinkProps) {
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    document.getElementById(endId)?.focus({ preventScroll: isBarShown })
  }
  return (
    <a
      href={`#${endId}`}
      onClick={skip}
      className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:-mt-15 focus:bg-lamp focus:px-4 focus:py-2.5 focus:font-display focus:font-bold focus:text-lamp-dark"
    >
      Skip the list
    </a>
  )
}
