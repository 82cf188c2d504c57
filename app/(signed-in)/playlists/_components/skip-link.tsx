import type { MouseEvent } from 'react'

const endId = 'end-of-list'

type SkipLinkProps = {
  /**
   * Whether the failure bar is visible at the bottom of the window. While the failure bar is visible, the skip link moves focus
   * without scrolling the page.
   */
  isBarShown: boolean
}

/**
 * A link that skips the list, which may contain thousands of links. When focused, the link appears above the list, where it can't
 * hide a cover image.
 */
export function SkipLink({ isBarShown }: SkipLinkProps) {
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    document.getElementById(endId)?.focus({ preventScroll: isBarShown })
  }
  return (
    <a href={`#${endId}`} onClick={skip} className="skip-list">
      Skip the list
    </a>
  )
}

/** Marks the end of the list, which is the target of `SkipLink`. */
export function ListEnd() {
  return (
    <p id={endId} tabIndex={-1} className="sr-only">
      End of the list
    </p>
  )
}
