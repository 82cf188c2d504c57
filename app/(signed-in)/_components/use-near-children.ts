'use client'

import { type RefObject, useEffect, useState } from 'react'

const none: ReadonlySet<number> = new Set()

/**
 * Returns the indexes of an element's children that are within `rootMargin` of the window, or `initial` until the browser has
 * reported them. Change `count` whenever the children change.
 */
export function useNearChildren(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rootMargin: string,
  initial = none,
): ReadonlySet<number> {
  const [near, setNear] = useState(initial)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new count means new children to observe
  useEffect(() => {
    const indexes = new Map([...(ref.current?.children ?? [])].map((child, index) => [child, index]))
    const report = (changes: IntersectionObserverEntry[]) => setNear((before) => withChanges(before, indexes, changes))
    const observer = new IntersectionObserver(report, { rootMargin })
    for (const child of indexes.keys()) observer.observe(child)
    return () => observer.disconnect()
  }, [ref, count, rootMargin])
  return near
}

function withChanges(
  before: ReadonlySet<number>,
  indexes: ReadonlyMap<Element, number>,
  changes: IntersectionObserverEntry[],
): ReadonlySet<number> {
  const near = new Set(before)
  for (const { target, isIntersecting } of changes) {
    const index = indexes.get(target) ?? -1
    if (isIntersecting) near.add(index)
    else near.delete(index)
  }
  return near
}
