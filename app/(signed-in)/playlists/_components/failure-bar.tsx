'use client'

import { type FocusEvent, useEffect, useEffectEvent, useRef } from 'react'
import { useInlineErrorMessage } from '@/app/(signed-in)/_components/inline-error'
import type { JsonFailure } from '@/app/(signed-in)/_components/read-json'

export type FailureBarProps = {
  failure: JsonFailure | null
  isReading: boolean
  isRetrying: boolean
  retry: () => void
  /** Moves focus to the list. Called when the bar disappears while its button has focus. */
  takeFocus: () => void
}

/** A bar at the bottom of the window. The bar shows why the list didn't load and has a button for retrying. */
export function FailureBar({ failure, isReading, isRetrying, retry, takeFocus }: FailureBarProps) {
  const isShown = failure !== null || isRetrying
  const Message = useInlineErrorMessage(isReading || isShown)
  const onFocusChange = useFocusOut(isShown, takeFocus)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers only observe the focus
    <div className={isShown ? barShape : 'sr-only'} onFocus={onFocusChange} onBlur={onFocusChange}>
      {isRetrying && <p>Loading…</p>}
      {Message ? (
        <Message failure={failure} isLoading={isShown} retry={retry} />
      ) : (
        <p role="status">{failure && Message === null && 'Not loaded.'}</p>
      )}
      {isShown && (
        <button
          type="button"
          aria-disabled={isReading}
          onClick={isReading ? undefined : retry}
          className="button-quiet"
        >
          {isReading ? 'Retrying…' : 'Try again'}
        </button>
      )}
    </div>
  )
}

const barShape =
  'bar-below sticky bottom-0 z-10 mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4 font-display'

/**
 * Calls `takeFocus` when the bar disappears while its button has focus, because removing a focused element fires no event.
 * Returns an event handler that tracks whether the focus is inside the bar.
 */
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
    // When another window becomes active, `relatedTarget` is `null`, but `activeElement` stays the same.
    isInside.current = currentTarget.contains(document.activeElement)
  }
}
