'use client'

import { type FocusEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { InlineErrorMessage } from '@/app/(signed-in)/_components/inline-error-message'
import type { JsonFailure } from '@/app/(signed-in)/_components/read-json'

export type FailureBarProps = {
  failure: JsonFailure | null
  isTrying: boolean
  /** Grows with each page that comes. */
  readCount: number
  retry: () => void
  /** Moves the focus away from a button that disappears. */
  takeFocus: () => void
}

/** Why the list does not load, visible wherever in it the visitor is. */
export function FailureBar({ failure, isTrying, readCount, retry, takeFocus }: FailureBarProps) {
  const isShown = useHold(failure !== null, isTrying, readCount)
  const onFocusChange = useFocusOut(isShown, takeFocus)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only observes the focus
    <div className={isShown ? barShape : 'sr-only'} onFocus={onFocusChange} onBlur={onFocusChange}>
      {isShown && !failure && <p>One moment…</p>}
      <InlineErrorMessage failure={failure} isLoading={isShown} retry={retry} />
      {isShown && (
        <button type="button" aria-disabled={isTrying} onClick={isTrying ? undefined : retry} className="button-quiet">
          {isTrying ? 'Trying…' : 'Try again'}
        </button>
      )}
    </div>
  )
}

const barShape =
  'bar-below sticky bottom-0 z-10 mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4 font-display'

/** From a failure until the next try has succeeded. */
function useHold(hasFailed: boolean, isTrying: boolean, readCount: number): boolean {
  const [failedAt, setFailedAt] = useState<number | null>(null)
  const isHeld = isTrying && readCount === failedAt
  useEffect(() => {
    if (hasFailed) setFailedAt(readCount)
    else if (!isHeld) setFailedAt(null)
  }, [hasFailed, isHeld, readCount])
  return hasFailed || isHeld
}

/** Keeps the focus when the button that has it disappears, which fires no event. */
function useFocusOut(isShown: boolean, takeFocus: () => void): (event: FocusEvent) => void {
  const isInside = useRef(false)
  const take = useEffectEvent(() => {
    if (isInside.current) takeFocus()
    isInside.current = false
  })
  useEffect(() => {
    if (!isShown) take()
  }, [isShown])
  return ({ currentTarget }) => {
    // Also while another window is in front.
    isInside.current = currentTarget.contains(document.activeElement)
  }
}
