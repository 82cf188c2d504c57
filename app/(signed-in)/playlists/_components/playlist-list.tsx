'use client'

import {
  type ComponentProps,
  type FocusEvent,
  memo,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { hasLogo } from '@/app/_components/ui/spotify-link'
import { useNearChildren } from '@/app/(signed-in)/_components/use-near-children'
import type { Filters } from './filters'
import { PlaylistCard, type PlaylistEntryProps, PlaylistRow } from './playlist-entry'
import { isPlaylist, type Place } from './visible-playlists'

/** Entries in a chunk: a multiple of every column count, so that only the last chunk has an incomplete row. See `.entries`. */
const chunkSize = 12

export type Chunk = readonly Place[]

export const toChunks = (places: readonly Place[]): Chunk[] =>
  Array.from({ length: Math.ceil(places.length / chunkSize) }, (_, index) =>
    places.slice(index * chunkSize, (index + 1) * chunkSize),
  )

export const toChunkIndex = (placeIndex: number) => Math.floor(placeIndex / chunkSize)

/** So many pictures are visible at first on a large screen. */
const eagerCount = 8

export type PlaylistListProps = {
  listRef: RefObject<HTMLDivElement | null>
  chunks: readonly Chunk[]
  setSize: number
  /** The places that the server renders. The list starts there. */
  initial: { start: number; end: number }
  view: Filters['view']
  viewerId: string
}

/** All playlists, in chunks. A chunk far from the window is an empty box of the same height, which CSS alone knows. */
export function PlaylistList({ listRef, chunks, setSize, initial, view, viewerId }: PlaylistListProps) {
  const [initialChunks] = useState(() => toChunkIndexes(initial))
  const near = useNearChildren(listRef, chunks.length, '100% 0px', initialChunks)
  const [focused, setFocused] = useState<number | null>(null)
  const onFocus = ({ target }: FocusEvent) =>
    setFocused(toChunkIndex(Number(target.closest('[aria-posinset]')?.getAttribute('aria-posinset')) - 1))
  const isPrinting = useIsPrinting()
  useInitialScroll(listRef, initial.start)
  return (
    // biome-ignore lint/a11y/useSemanticElements: one list for screen readers, whose items are grouped in chunks
    <div ref={listRef} role="list" className="entries" onFocus={onFocus} onBlur={() => setFocused(null)}>
      {chunks.map((places, index) => {
        const isRendered = near.has(index) || index === focused || places.length < chunkSize || isPrinting
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is its position
          <ul key={index} role="none" className={chunkClass[view]}>
            {isRendered &&
              places.map((place, indexInChunk) => {
                const position = index * chunkSize + indexInChunk + 1
                if (!isPlaylist(place)) return <BlankEntry key={`blank ${position}`} view={view} />
                return (
                  <li
                    key={place.id}
                    role="listitem"
                    aria-setsize={setSize}
                    aria-posinset={position}
                    className={entryClass[view]}
                  >
                    <Entry view={view} playlist={place} viewerId={viewerId} isEager={position <= eagerCount} />
                  </li>
                )
              })}
          </ul>
        )
      })}
    </div>
  )
}

function toChunkIndexes({ start, end }: PlaylistListProps['initial']): ReadonlySet<number> {
  const [first, last] = [toChunkIndex(start), toChunkIndex(end - 1)]
  return new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index))
}

/** Scrolls to where the page from the server starts, unless the browser has restored another position. */
function useInitialScroll(listRef: RefObject<HTMLElement | null>, start: number) {
  const scroll = useEffectEvent(() => {
    if (start > 0 && scrollY === 0) listRef.current?.querySelector(`[aria-posinset="${start + 1}"]`)?.scrollIntoView()
  })
  // In a microtask, since Next's router scrolls to the top in a layout effect of the same commit.
  useLayoutEffect(() => queueMicrotask(() => scroll()), [])
}

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

export const chunkClass: Record<Filters['view'], string> = {
  grid: hasLogo ? 'entry-grid entry-grid-with-logo' : 'entry-grid',
  list: 'entry-rows',
}
const entryClass: Record<Filters['view'], string> = { grid: 'entry-card', list: 'entry-row' }
const blankClass: Record<Filters['view'], string> = { grid: 'blank-card', list: 'blank-row' }

/** A scroll renders only the entries that come near. */
const Entry = memo(function Entry({ view, ...props }: PlaylistEntryProps & Pick<PlaylistListProps, 'view'>) {
  return view === 'grid' ? <PlaylistCard {...props} /> : <PlaylistRow {...props} />
})

/** An empty place for a playlist that has not been read. */
export function BlankEntry({ view, ...props }: ComponentProps<'li'> & Pick<PlaylistListProps, 'view'>) {
  return <li {...props} aria-hidden="true" className={`${entryClass[view]} ${blankClass[view]}`} />
}

/** Moves the focus to the last visible playlist, or else to `fallback`. */
export function focusVisible(list: HTMLElement | null, fallback: HTMLElement | null) {
  const links = [...(list?.querySelectorAll<HTMLElement>('h2 a') ?? [])]
  const next = links.findLast(isVisible) ?? fallback
  next?.focus({ preventScroll: true })
}

function isVisible(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}
