'use client'

import { type FocusEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { FailureWords } from '@/app/_components/failure-words'
import type { JsonFailure } from '@/app/_components/read-json-client'
import { useGoingOnOnce } from '@/app/_components/use-going-on-once-client'

export type FailureBarProps = {
  failure: JsonFailure | null
  isTrying: boolean
  /** One more with each page that comes. */
  freshCount: number
  retry: () => void
  /** Takes the focus from a button that goes. */
  takeFocus: () => void
}

/** Says why the list does not go on, wherever in it somebody is. */
export function FailureBar({ failure, isTrying, freshCount, retry, takeFocus }: FailureBarProps) {
  const isShown = useHold(failure !== null, isTrying, freshCount)
  const goOn = useGoingOnOnce(failure !== null, isShown, retry)
  const onFocusChange = useFocusOut(isShown, takeFocus)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it does nothing but notice
    <div className={isShown ? barShape : 'sr-only'} onFocus={onFocusChange} onBlur={onFocusChange}>
      {isShown && !failure && <p>One moment…</p>}
      <FailureWords failure={failure} goOn={goOn} />
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

/** From a failure until something has come of the next try. */
function useHold(hasFailed: boolean, isTrying: boolean, freshCount: number): boolean {
  const [failedAt, setFailedAt] = useState<number | null>(null)
  const isHeld = isTrying && freshCount === failedAt
  useEffect(() => {
    if (hasFailed) setFailedAt(freshCount)
    else if (!isHeld) setFailedAt(null)
  }, [hasFailed, isHeld, freshCount])
  return hasFailed || isHeld
}

/** Notices where the focus goes, and hands it on where what has it goes away, of which the browser tells nobody. */
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
    // While another window is in front, it is here still.
    isInside.current = currentTarget.contains(document.activeElement)
  }
}
