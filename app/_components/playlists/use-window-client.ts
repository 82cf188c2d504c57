'use client'

import { type RefObject, useLayoutEffect, useState } from 'react'
import { type Shape, toShape } from './window'

/** What a list measures in the page, after each scroll and each change of size; `null` until it has been measured. */
export function useShape(listRef: RefObject<HTMLElement | null>, look: string): Shape | null {
  const [shape, setShape] = useState<Shape | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another look is another element to measure
  useLayoutEffect(() => {
    const list = listRef.current
    if (!list) return
    const measure = () => setShape((before) => toSame(before, measureList(list)))
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
  }, [look, listRef])
  return shape
}

function measureList(list: HTMLElement): Shape | null {
  const rows = [...list.querySelectorAll(':scope > [data-row]')].slice(0, 12)
  // A row with more lines than usual is no measure for the rest.
  const height = Math.min(...rows.map((row) => row.getBoundingClientRect().height))
  const { gridTemplateColumns, rowGap } = getComputedStyle(list)
  const pitch = height + (Number.parseFloat(rowGap) || 0)
  if (!Number.isFinite(pitch) || pitch <= 0) return null
  const columns = gridTemplateColumns.split(' ').length
  return toShape({ columns, pitch, height: innerHeight, listTop: list.getBoundingClientRect().top })
}

/** The one from before where nothing has changed, which costs no rendering. */
function toSame(before: Shape | null, next: Shape | null): Shape | null {
  if (!before || !next) return next ?? before
  const isSame = (Object.keys(next) as (keyof Shape)[]).every((name) => before[name] === next[name])
  return isSame ? before : next
}
