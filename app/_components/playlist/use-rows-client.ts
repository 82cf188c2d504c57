'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'

/**
 * One stop for the tab key in a list of any length; the arrows, Home and End move in it. Set on the elements themselves:
 * else a step would render every row anew.
 */
export function useRows(listRef: RefObject<HTMLElement | null>, pages: unknown) {
  const stop = useRef<HTMLElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other pages have other rows
  useEffect(() => {
    const targets = readRows(listRef.current).map(toTarget)
    if (!stop.current?.isConnected) stop.current = targets.find((target) => target.matches('a')) ?? null
    for (const target of targets) target.tabIndex = target === stop.current ? 0 : -1
  }, [listRef, pages])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const rows = readRows(listRef.current)
    const place = rows.findIndex((row) => row.contains(document.activeElement))
    const row = rows[toPlace(event.key, place, rows.length)]
    if (!row) return
    event.preventDefault()
    toTarget(row).focus()
  }
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    if (stop.current) stop.current.tabIndex = -1
    target.tabIndex = 0
    stop.current = target
  }
  return { onKeyDown, onFocus }
}

const readRows = (list: HTMLElement | null) => [...(list?.querySelectorAll('li') ?? [])]

/** What has the focus in a row: the link, or the row where there is none. */
export const toTarget = (row: HTMLElement): HTMLElement => row.querySelector('a') ?? row

/** Where a key leads to from a row's place; no place for every other key. */
function toPlace(key: string, place: number, count: number): number {
  if (key === 'ArrowDown') return Math.min(place + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(place - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}
