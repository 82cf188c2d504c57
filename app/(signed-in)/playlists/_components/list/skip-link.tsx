'use client'

import type { MouseEvent } from 'react'

const endId = 'end-of-list'

export type SkipLinkProps = {
  /** Whether the failure bar is visible at the bottom of the window. If it is, skipping doesn't scroll the page. */
  isBarShown: boolean
}

/** Skips a list that may have thousands of links. Appears above the previous line, so that it never covers a cover image. */
export function SkipLink({ isBarShown }: SkipLinkProps) {
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
