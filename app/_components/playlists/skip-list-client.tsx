'use client'

import type { MouseEvent } from 'react'

const endId = 'end-of-list'

export type SkipListProps = {
  /** Something to press waits in sight: the page stays where it is. */
  isBarShown: boolean
}

/** A way past a list that may be thousands of stops long. */
export function SkipList({ isBarShown }: SkipListProps) {
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    document.getElementById(endId)?.focus({ preventScroll: isBarShown })
  }
  return (
    <a
      href={`#${endId}`}
      onClick={skip}
      className="button-quiet sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-panel"
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
