'use client'

import { useEffect, useMemo, useRef } from 'react'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { RefreshButton } from '@/app/(signed-in)/_components/refresh-button'
import { type RenderedList, usePagedList } from '@/app/(signed-in)/_components/use-paged-list'
import type { Playlist } from '@/lib/spotify/shapes'
import { FailureBar } from './failure-bar'
import { type PackedPage, unpackPage } from './packed-page'
import { focusVisible, PlaylistList, toChunks } from './playlist-list'
import { ListEnd, SkipLink } from './skip-link'
import { useReadAhead } from './use-read-ahead'
import { toPlaylists, toProgress } from './visible-playlists'

export type AllPlaylistsProps = Omit<RenderedList<Playlist>, 'initialPage'> & { page: PackedPage }

/** Shows all of the visitor's playlists in one list. */
export function AllPlaylists({ page, ...props }: AllPlaylistsProps) {
  const initialPage = useMemo(() => unpackPage(page), [page])
  const { list, entries, ...reading } = usePlaylists({ ...props, initialPage })
  const { isReading, isRetrying, isRefreshing, failure, retry, refresh } = reading
  const hasFailed = failure !== null
  const takeFocus = () => focusVisible(entries.listRef.current, null)
  return (
    <>
      <div className="list-head mt-0">
        <p className={list.total > list.limit ? 'no-script:hidden' : undefined}>{toProgress(list)}</p>
        <RefreshButton {...{ isRefreshing, hasFailed, refresh }} isPressKept />
      </div>
      <SkipLink isBarShown={hasFailed} />
      {entries.chunks.length > 0 ? (
        <PlaylistList {...entries} viewerId={props.viewerId} />
      ) : (
        <EmptyState title="Nothing to show">
          <p>Spotify sent no details about the playlists in your list.</p>
        </EmptyState>
      )}
      <ListEnd />
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
  const aheadPages = useReadAhead(listRef, chunks, start, initialPage)
  useEffect(() => need(aheadPages))

  return { list, entries: { listRef, chunks, initial, setSize: places.length }, ...reading }
}
