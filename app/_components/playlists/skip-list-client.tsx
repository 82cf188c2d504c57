'use client'

import type { MouseEvent } from 'react'

const endId = 'end-of-list'

export type SkipListProps = {
  /** Something to press waits in sight: the page stays where it is. */
  isBarShown: boolean
}

/** A way past a list that may be thousands of stops long. It shows over the line above, and never over a picture. */
export function SkipList({ isBarShown }: SkipListProps) {
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
