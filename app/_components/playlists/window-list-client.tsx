'use client'

import { type CSSProperties, type FocusEvent, memo, type RefObject, useState } from 'react'
import type { PlaylistEntryProps } from '@/app/_components/playlist-card'
import type { Choices } from './choices'
import { BlankEntry, looks } from './entries'
import { isPlaylist, type Row } from './kept'
import type { Rendered, Shape } from './window'

export type WindowListProps = {
  listRef: RefObject<HTMLUListElement | null>
  rows: readonly Row[]
  /** How many there are; -1 while nobody knows. */
  size: number
  /** The entries to put into the page. */
  rendered: Rendered
  /** `null` while nothing has been measured. */
  shape: Shape | null
  view: Choices['view']
  viewerId: string
}

/** So many pictures are in sight at first on a large screen. */
const eagerCount = 8

/** As much of a long list as one sees, in a box as high as all of it. */
export function WindowList({ listRef, rows, size, rendered, shape, view, viewerId }: WindowListProps) {
  const [focused, setFocused] = useState<number | null>(null)
  const onFocus = ({ target }: FocusEvent) =>
    setFocused(Number(target.closest('[aria-posinset]')?.getAttribute('aria-posinset')) - 1)
  const { start, end, before, after } = rendered
  const indexes = Array.from({ length: end - start }, (_, index) => start + index)
  const isAway = focused !== null && focused < rows.length && (focused < start || focused >= end)
  if (isAway) indexes[focused < start ? 'unshift' : 'push'](focused)
  return (
    <ul
      role="list"
      ref={listRef}
      className={`${looks[view].list} print:p-0!`}
      // None in the server's HTML, where the policy would refuse it.
      style={shape ? { paddingTop: before, paddingBottom: after } : undefined}
      onFocus={onFocus}
      onBlur={() => setFocused(null)}
    >
      {indexes.map((index) => {
        const row = rows[index]
        if (row === undefined) return null
        if (!isPlaylist(row)) return <BlankEntry key={`blank ${index}`} data-row="" view={view} />
        const place = { 'aria-setsize': size, 'aria-posinset': index + 1 }
        const isApart = isAway && index === focused
        return (
          <li
            key={row.id}
            {...place}
            {...(isApart ? apartAt(index, shape) : { 'data-row': '' })}
            className={`${looks[view].entry} ${isApart ? 'absolute!' : ''}`}
          >
            <Entry view={view} playlist={row} viewerId={viewerId} isEager={index < eagerCount} />
          </li>
        )
      })}
    </ul>
  )
}

/** Somebody has left the focus there: it stays in the page, at its place far out of sight. */
const apartAt = (index: number, shape: Shape | null): { style?: CSSProperties } =>
  shape ? { style: { top: Math.floor(index / shape.columns) * shape.pitch } } : {}

/** Scrolling renders only what comes in. */
const Entry = memo(function Entry({ view, ...rest }: PlaylistEntryProps & Pick<WindowListProps, 'view'>) {
  const { Entry: Shown } = looks[view]
  return <Shown {...rest} />
})
