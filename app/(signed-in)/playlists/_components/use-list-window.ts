'use client'

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'

/** A list in the page, measured in whole rows, so that it changes only when a row comes into sight. */
export type ListMetrics = {
  columns: number
  /** From the top of one row to the top of the next, in pixels. All rows are equally high. */
  rowHeight: number
  firstRow: number
  /** How many rows fit into the window. */
  visibleRows: number
}

export type Span = { start: number; end: number }

export type RenderedSpan = Span & {
  /** The height of the rows before and after, in pixels; `null` until the list has been measured. */
  space: { before: number; after: number } | null
}

export type ListWindowOptions = {
  listRef: RefObject<HTMLElement | null>
  /** Another one is another element to measure. */
  view: string
  count: number
  /** What the server renders: the list starts there, where no other position is known. */
  initial: Span
}

export type ListWindow = {
  metrics: ListMetrics | null
  rendered: RenderedSpan
  /** The places that are visible, and as many again below them. Empty before the list is at its position. */
  ahead: Span
}

/** Renders as much of a long list as is visible, and some more above and below. Returns to its position after navigation. */
export function useListWindow({ listRef, view, count, initial }: ListWindowOptions): ListWindow {
  const metrics = useListMetrics(listRef, view)
  const initialRow = metrics ? Math.floor(initial.start / metrics.columns) : 0
  const isRestored = useScrollPosition(metrics !== null, () => {
    if (!listRef.current || !metrics || initialRow === 0) return null
    return listRef.current.getBoundingClientRect().top + scrollY + initialRow * metrics.rowHeight
  })
  if (!metrics) return { metrics, rendered: { ...initial, space: null }, ahead: { start: 0, end: 0 } }
  const ahead = isRestored ? spanAhead(metrics, count) : { start: 0, end: 0 }
  // A page view costs one call: what comes before it in the same row is read when the visitor scrolls up.
  if (metrics.firstRow === initialRow) ahead.start = Math.max(ahead.start, initial.start)
  return { metrics, rendered: spanToRender(metrics, count), ahead }
}

type Measured = { columns: number; rowHeight: number; windowHeight: number; listTop: number }

/** `listTop` is where the list begins, from the top of the window: negative once it is scrolled. */
export const toMetrics = ({ columns, rowHeight, windowHeight, listTop }: Measured): ListMetrics => ({
  columns,
  rowHeight,
  firstRow: Math.max(0, Math.floor(-listTop / rowHeight)),
  visibleRows: Math.ceil(windowHeight / rowHeight) + 1,
})

/** The places to render of `count`. */
export function spanToRender({ columns, rowHeight, firstRow, visibleRows }: ListMetrics, count: number): RenderedSpan {
  const rows = Math.ceil(count / columns)
  // If the list has become shorter, its end is visible.
  const first = Math.min(firstRow, Math.max(0, rows - visibleRows))
  const startRow = Math.max(0, first - visibleRows)
  const endRow = Math.min(rows, first + 2 * visibleRows)
  return {
    start: startRow * columns,
    end: Math.min(endRow * columns, count),
    space: { before: startRow * rowHeight, after: (rows - endRow) * rowHeight },
  }
}

/** The places to have at hand of `count`: the visible ones, and as many again below them, where the visitor scrolls. */
export const spanAhead = ({ columns, firstRow, visibleRows }: ListMetrics, count: number): Span => ({
  start: Math.min(firstRow * columns, count),
  end: Math.min((firstRow + 2 * visibleRows) * columns, count),
})

/** Measured after each scroll and change of size; `null` until then. */
function useListMetrics(listRef: RefObject<HTMLElement | null>, view: string): ListMetrics | null {
  const [metrics, setMetrics] = useState<ListMetrics | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another element to measure
  useLayoutEffect(() => {
    const list = listRef.current
    if (!list) return
    const measure = () => setMetrics((before) => keepIfSame(before, measureList(list)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(list)
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      removeEventListener('scroll', measure)
      removeEventListener('resize', measure)
    }
  }, [view, listRef])
  return metrics
}

function measureList(list: HTMLElement): ListMetrics | null {
  const entries = [...list.querySelectorAll(':scope > [data-row]')].slice(0, 12)
  // An entry with more lines than usual is no measure for the rest.
  const height = Math.min(...entries.map((entry) => entry.getBoundingClientRect().height))
  const { gridTemplateColumns, rowGap } = getComputedStyle(list)
  const rowHeight = height + (Number.parseFloat(rowGap) || 0)
  if (!Number.isFinite(rowHeight) || rowHeight <= 0) return null
  const columns = gridTemplateColumns.split(' ').length
  return toMetrics({ columns, rowHeight, windowHeight: innerHeight, listTop: list.getBoundingClientRect().top })
}

/** Returns the same object if nothing has changed, which renders nothing. */
function keepIfSame(before: ListMetrics | null, next: ListMetrics | null): ListMetrics | null {
  if (!before || !next) return next ?? before
  const isSame = (Object.keys(next) as (keyof ListMetrics)[]).every((name) => before[name] === next[name])
  return isSame ? before : next
}

type HistoryState = { playlistsScrollY?: number } | null

const restMs = 150

/**
 * Scrolls to where the visitor was, after back navigation or a reload, or else to `initialTop`. The browser restores a position
 * too early: the list has its height only once it has been measured. Returns whether the list is at its position.
 */
function useScrollPosition(isMeasured: boolean, initialTop: () => number | null): boolean {
  const [isRestored, setIsRestored] = useState(false)
  const restore = useEffectEvent(() => {
    const top = (history.state as HistoryState)?.playlistsScrollY ?? initialTop()
    if (top !== null) scrollTo({ top, behavior: 'instant' })
    // The browser's own event comes a frame later.
    dispatchEvent(new Event('scroll'))
    setIsRestored(true)
  })
  useLayoutEffect(() => {
    if (isMeasured) restore()
  }, [isMeasured])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      const state: HistoryState = history.state
      if (state?.playlistsScrollY !== scrollY) history.replaceState({ ...state, playlistsScrollY: scrollY }, '')
    }
    const saveAtRest = () => {
      clearTimeout(timer)
      timer = setTimeout(save, restMs)
    }
    addEventListener('scroll', saveAtRest, { passive: true })
    const endOnLinkClick = onLinkClick(save)
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', saveAtRest)
      endOnLinkClick()
    }
  }, [])
  return isRestored
}

/** Runs something before a link leaves the page. Returns a function that ends this. */
export function onLinkClick(run: () => void): () => void {
  const onClick = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a')) run()
  }
  addEventListener('click', onClick, { capture: true })
  return () => removeEventListener('click', onClick, { capture: true })
}
