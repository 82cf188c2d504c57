'use client'

import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { missingPages } from '@/app/(signed-in)/_components/paged-list'
import { useNearChildren } from '@/app/(signed-in)/_components/use-near-children'
import { usePagedList } from '@/app/(signed-in)/_components/use-paged-list'
import { isUnfiltered } from '@/app/(signed-in)/playlists/_components/filters/filters'
import { useFilters } from '@/app/(signed-in)/playlists/_components/filters/use-filters'
import { toChunkIndex, toChunks } from '@/app/(signed-in)/playlists/_components/list/chunks'
import { toVisible } from '@/app/(signed-in)/playlists/_components/list/visible-playlists'
import type { Page, Playlist } from '@/lib/spotify/shapes'

export type PlaylistsOptions = {
  initialPage: Page<Playlist>
  /** When the server rendered the page (server clock). */
  renderedAtMs: number
  viewerId: string
}

const source = { address: '/api/playlists', maxReads: 2, identify: ({ id }: Playlist) => id }

/** Returns the visitor's playlists, filtered and sorted. Reads the pages that the visible part of the list needs. */
export function usePlaylists(options: PlaylistsOptions) {
  const { initialPage, viewerId } = options
  const { list, isReading, failure, need, retry, refresh } = usePagedList({ ...source, ...options })
  const filterState = useFilters()
  // Defers the search, so that typing stays responsive.
  const filters = useDeferredValue(filterState.filters)
  const hasFailed = failure !== null
  const { chunks, places, found, setSize } = useMemo(() => {
    const visible = toVisible(list, filters, viewerId, hasFailed)
    return { ...visible, chunks: toChunks(visible.places) }
  }, [list, filters, viewerId, hasFailed])
  const start = isUnfiltered(filters) ? Math.min(initialPage.offset, places.length) : 0
  const initial = { start, end: Math.min(start + initialPage.limit, places.length) }

  const listRef = useRef<HTMLDivElement>(null)
  // Chunks in the window and up to one window height below it. The margin of -1px excludes a chunk that ends exactly at the top.
  const ahead = useNearChildren(listRef, chunks.length, '-1px 0px 100%')
  // Opening the page costs one call to Spotify. Earlier pages of the list are read only when the visitor scrolls up.
  const isAboveStart = [...ahead].some((index) => index < toChunkIndex(start))
  const aheadPages = [...ahead]
    .flatMap((index) => chunks[index] ?? [])
    .filter((place) => typeof place === 'number')
    .filter((page) => isAboveStart || page >= initialPage.offset / initialPage.limit)
  useEffect(() => need(isUnfiltered(filterState.filters) ? [...new Set(aheadPages)] : missingPages(list)))

  return {
    list,
    listRef,
    chunks,
    found,
    setSize,
    initial,
    filterState,
    filters,
    isReading,
    isRefreshing: !hasFailed && list.reread !== null,
    failure,
    retry,
    refresh,
  }
}
