'use client'

import { type FocusEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { InlineErrorMessage } from '@/app/(signed-in)/_components/inline-error-message'
import type { JsonFailure } from '@/app/(signed-in)/_components/read-json'

export type FailureBarProps = {
  failure: JsonFailure | null
  isTrying: boolean
  /** The number of pages read so far, including rereads. */
  readCount: number
  retry: () => void
  /** Moves the focus to the list when the focused button disappears. */
  takeFocus: () => void
}

/** Says why the list did not load, at the bottom of the window. */
export function FailureBar({ failure, isTrying, readCount, retry, takeFocus }: FailureBarProps) {
  const isShown = useIsShown(failure !== null, isTrying, readCount)
  const onFocusChange = useFocusOut(isShown, takeFocus)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers only observe the focus
    <div className={isShown ? barShape : 'sr-only'} onFocus={onFocusChange} onBlur={onFocusChange}>
      {isShown && !failure && <p>Loading…</p>}
      <InlineErrorMessage failure={failure} isLoading={isShown} retry={retry} />
      {isShown && (
        <button type="button" aria-disabled={isTrying} onClick={isTrying ? undefined : retry} className="button-quiet">
          {isTrying ? 'Retrying…' : 'Try again'}
        </button>
      )}
    </div>
  )
}

const barShape =
  'bar-below sticky bottom-0 z-10 mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4 font-display'

/** Returns true from a failure until the next page has been read. */
function useIsShown(hasFailed: boolean, isTrying: boolean, readCount: number): boolean {
  const [failedAt, setFailedAt] = useState<number | null>(null)
  const isRetrying = isTrying && readCount === failedAt
  useEffect(() => {
    if (hasFailed) setFailedAt(readCount)
    else if (!isRetrying) setFailedAt(null)
  }, [hasFailed, isRetrying, readCount])
  return hasFailed || isRetrying
}

/** Calls `takeFocus` when a focused button is removed, since no event fires then. Returns the handler that tracks the focus. */
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
    // Unlike `relatedTarget`, this keeps the focus inside while another window is active.
    isInside.current = currentTarget.contains(document.activeElement)
  }
}
