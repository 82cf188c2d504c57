'use client'

import {
  type ComponentProps,
  type CSSProperties,
  type FocusEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useState,
} from 'react'
import { hasLogo } from '@/app/_components/ui/spotify-link'
import type { Filters } from './filters'
import { PlaylistCard, type PlaylistEntryProps, PlaylistRow } from './playlist-entry'
import { isPlaylist, type VisiblePlaylists } from './summary'
import type { ListMetrics, ListWindow } from './use-list-window'

export type PlaylistListProps = Omit<VisiblePlaylists, 'found'> &
  Pick<ListWindow, 'metrics' | 'rendered'> & {
    listRef: RefObject<HTMLUListElement | null>
    view: Filters['view']
    viewerId: string
  }

/** So many pictures are visible at first on a large screen. */
const eagerCount = 8

/** The rendered part of a list, in a box as high as all of it. */
export function PlaylistList({ listRef, places, setSize, rendered, metrics, view, viewerId }: PlaylistListProps) {
  const [focused, setFocused] = useState<number | null>(null)
  const onFocus = ({ target }: FocusEvent) =>
    setFocused(Number(target.closest('[aria-posinset]')?.getAttribute('aria-posinset')) - 1)
  const { start, end, space } = rendered
  const indexes = Array.from({ length: end - start }, (_, index) => start + index)
  const isFocusAway = focused !== null && focused < places.length && (focused < start || focused >= end)
  if (isFocusAway) indexes[focused < start ? 'unshift' : 'push'](focused)
  return (
    <ul
      role="list"
      ref={listRef}
      className={`${listClass[view]} print:p-0!`}
      // Not in the server's HTML, where the policy refuses a style.
      style={space ? { paddingTop: space.before, paddingBottom: space.after } : undefined}
      onFocus={onFocus}
      onBlur={() => setFocused(null)}
    >
      {indexes.map((index) => {
        const place = places[index]
        if (place === undefined) return null
        if (!isPlaylist(place)) return <BlankEntry key={`blank ${index}`} data-row="" view={view} />
        const isApart = isFocusAway && index === focused
        return (
          <li
            key={place.id}
            aria-setsize={setSize}
            aria-posinset={index + 1}
            {...(isApart ? { style: positionOf(index, metrics) } : { 'data-row': '' })}
            className={`${entryClass[view]} ${isApart ? 'absolute!' : ''}`}
          >
            <Entry view={view} playlist={place} viewerId={viewerId} isEager={index < eagerCount} />
          </li>
        )
      })}
    </ul>
  )
}

/** The entry with the focus stays in the page, at its place far out of sight. */
const positionOf = (index: number, metrics: ListMetrics | null): CSSProperties | undefined =>
  metrics ? { top: Math.floor(index / metrics.columns) * metrics.rowHeight } : undefined

export const listClass: Record<Filters['view'], string> = { grid: 'entry-grid', list: 'entry-rows' }
const entryClass: Record<Filters['view'], string> = { grid: 'entry-card', list: 'entry-row' }

/** A scroll renders only the entries that come into sight. */
const Entry = memo(function Entry({ view, ...props }: PlaylistEntryProps & Pick<PlaylistListProps, 'view'>) {
  return view === 'grid' ? <PlaylistCard {...props} /> : <PlaylistRow {...props} />
})

/** An empty place for a playlist that has not been read. */
export function BlankEntry({ view, ...props }: ComponentProps<'li'> & Pick<PlaylistListProps, 'view'>) {
  return <li {...props} aria-hidden="true" className={`${entryClass[view]} ${blankClass[view]}`} />
}

const blankClass: Record<Filters['view'], string> = {
  // As in a card, tags and link are side by side where there is room.
  grid: `blank-card ${hasLogo ? '' : '@container'}`,
  list: 'blank-row',
}

const endId = 'end-of-list'

export type SkipLinkProps = {
  /** Something to press is visible at the bottom: the page does not scroll. */
  isBarShown: boolean
}

/** Skips a list that may have thousands of links. It appears above the line before it, never above a picture. */
export function SkipLink({ isBarShown }: SkipLinkProps) {
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

export function ListEnd() {
  return (
    <p id={endId} tabIndex={-1} className="sr-only">
      End of the list
    </p>
  )
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
