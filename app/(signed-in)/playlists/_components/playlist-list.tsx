'use client'

import { memo, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Filters } from './filters/filters'
import { listClass, PlaylistEntry } from './playlist-entry'
import { useNearChildren } from './use-near-children'
import { isPlaylist, type Place } from './visible-playlists'

/**
 * The number of playlists in a chunk. This number is divisible by every column count, so only the last chunk can have an incomplete
 * row. See `.entries` in globals.css.
 */
const chunkSize = 12

export type Chunk = readonly Place[]

export const toChunks = (places: readonly Place[]): Chunk[] =>
  Array.from({ length: Math.ceil(places.length / chunkSize) }, (_, index) =>
    places.slice(index * chunkSize, (index + 1) * chunkSize),
  )

export const toChunkIndex = (placeIndex: number) => Math.floor(placeIndex / chunkSize)

export type PlaylistListProps = {
  listRef: RefObject<HTMLDivElement | null>
  chunks: readonly Chunk[]
  /** The range of entries that the server renders. When the page loads, the list scrolls to the start of this range. */
  initial: { start: number; end: number }
  setSize: number
  view: Filters['view']
  viewerId: string
}

/**
 * All playlists, split into chunks. A chunk far from the visible area renders as an empty element, and CSS gives it the height of a
 * full chunk.
 */
export function PlaylistList({ listRef, chunks, initial, setSize, view, viewerId }: PlaylistListProps) {
  const [initialChunks] = useState(() => toChunkIndexes(initial))
  const near = useNearChildren(listRef, chunks.length, '100% 0px', initialChunks)
  const [focused, setFocused] = useState<number | null>(null)
  const isPrinting = useIsPrinting()
  useInitialScroll(listRef, initial.start)
  return (
    // biome-ignore lint/a11y/useSemanticElements: for screen readers, all chunks are one list
    <div ref={listRef} role="list" className={listClass[view]}>
      {chunks.map((places, index) => {
        // A chunk that isn't full must always be rendered, because CSS gives only full chunks a height while they are empty.
        const isFull = places.length === chunkSize
        const isRendered = near.has(index) || index === focused || !isFull || isPrinting
        return (
          <ul
            // biome-ignore lint/suspicious/noArrayIndexKey: chunks differ only in their position
            key={index}
            role="none"
            className={isFull ? 'full-chunk' : undefined}
            onFocus={() => setFocused(index)}
            onBlur={() => setFocused(null)}
          >
            {isRendered &&
              places.map((place, placeIndex) => {
                const position = index * chunkSize + placeIndex + 1
                const key = isPlaylist(place) ? place.id : `blank ${position}`
                return <Entry key={key} {...{ place, position, setSize, viewerId }} />
              })}
          </ul>
        )
      })}
    </div>
  )
}

type EntryProps = Pick<PlaylistListProps, 'setSize' | 'viewerId'> & { place: Place; position: number }

/** One entry of the list. Memoized so that scrolling renders only new entries. */
const Entry = memo(function Entry({ place, ...props }: EntryProps) {
  // A placeholder for a playlist that has not been loaded yet.
  if (!isPlaylist(place)) return <li aria-hidden="true" className="blank-entry" />
  return <PlaylistEntry playlist={place} {...props} />
})

function toChunkIndexes({ start, end }: PlaylistListProps['initial']): ReadonlySet<number> {
  const [first, last] = [toChunkIndex(start), toChunkIndex(end - 1)]
  return new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index))
}

/** Scrolls to the server-rendered page of the list, unless the browser has already restored a scroll position. */
function useInitialScroll(listRef: RefObject<HTMLElement | null>, start: number) {
  const scroll = useEffectEvent(() => {
    if (start > 0 && scrollY === 0) listRef.current?.querySelector(`[aria-posinset="${start + 1}"]`)?.scrollIntoView()
  })
  // Next's router scrolls to the top in a layout effect, so this code scrolls in a microtask, after all layout effects have run.
  useLayoutEffect(() => queueMicrotask(() => scroll()), [])
}

/** Returns whether the browser is printing, in which case the list renders in full. */
function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const start = () => flushSync(() => setIsPrinting(true))
    const end = () => setIsPrinting(false)
    addEventListener('beforeprint', start)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', start)
      removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}

/** Moves focus to the last visible playlist, or to `fallback` if no playlist is visible. */
export function focusVisible(list: HTMLElement | null, fallback: HTMLElement | null) {
  const links = [...(list?.querySelectorAll<HTMLElement>('.entry-name') ?? [])]
  const next = links.findLast(isVisible) ?? fallback
  next?.focus({ preventScroll: true })
}

function isVisible(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}
