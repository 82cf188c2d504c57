'use client'

import { type RefObject, useEffect, useState } from 'react'

const none: ReadonlySet<number> = new Set()

/**
 * Returns the indexes of the element's children that are in the window or within `rootMargin` of it. Until the browser has
 * reported the indexes, returns `initial`. `count` must change whenever the children change.
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
    const children = [...(ref.current?.children ?? [])]
    const observer = new IntersectionObserver(
      (changes) =>
        setNear((before) => {
          const near = new Set(before)
          for (const { target, isIntersecting } of changes)
            near[isIntersecting ? 'add' : 'delete'](children.indexOf(target))
          return near
        }),
      { rootMargin },
    )
    for (const child of children) observer.observe(child)
    return () => observer.disconnect()
  }, [ref, count, rootMargin])
  return near
}
