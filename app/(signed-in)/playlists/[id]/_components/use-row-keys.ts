'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'

/**
 * Makes the list a single tab stop. Within the list, the up arrow, down arrow, Home and End keys move focus. Sets `tabIndex`
 * directly on the elements, because changing React state would rerender every row.
 */
export function useRowKeys(listRef: RefObject<HTMLElement | null>, chunkCount: number) {
  const stop = useRef<HTMLElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new chunk adds rows
  useEffect(() => {
    const targets = readRows(listRef.current).map(focusTarget)
    if (!stop.current?.isConnected) stop.current = targets.find((target) => target.matches('a')) ?? null
    for (const target of targets) target.tabIndex = target === stop.current ? 0 : -1
  }, [listRef, chunkCount])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const rows = readRows(listRef.current)
    const current = rows.findIndex((row) => row.contains(document.activeElement))
    const row = rows[nextRow(event.key, current, rows.length)]
    if (!row) return
    event.preventDefault()
    focusTarget(row).focus()
  }
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    if (stop.current) stop.current.tabIndex = -1
    target.tabIndex = 0
    stop.current = target
  }
  return { onKeyDown, onFocus }
}

const readRows = (list: HTMLElement | null) => [...(list?.querySelectorAll('li') ?? [])]

/** Returns the focusable element of a row: its link, or the row itself if it has no link. */
export const focusTarget = (row: HTMLElement): HTMLElement => row.querySelector('a') ?? row

/** Returns the index of the row that the given key moves focus to, or -1 if the key doesn't move focus. */
function nextRow(key: string, row: number, count: number): number {
  if (key === 'ArrowDown') return Math.min(row + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(row - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}
