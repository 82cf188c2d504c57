'use client'

/** Where the keyboard goes on once what it stood on is gone: the last playlist in sight, or else `fallback`. */
export function focusInSight(list: HTMLElement | null, fallback: HTMLElement | null) {
  const names = [...(list?.querySelectorAll<HTMLElement>('h2 a') ?? [])]
  const next = names.findLast(isInSight) ?? fallback
  next?.focus({ preventScroll: true })
}

function isInSight(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}
