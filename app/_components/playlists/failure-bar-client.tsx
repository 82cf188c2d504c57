'use client'

import { useEffect, useState } from 'react'
import { FailureWords } from '@/app/_components/failure-words'
import type { JsonFailure } from '@/app/_components/read-json-client'
import { useGoingOnOnce } from '@/app/_components/use-going-on-once-client'

export type FailureBarProps = { failure: JsonFailure | null; isTrying: boolean; retry: () => void }

/** Says why the list does not go on, wherever in it somebody is. */
export function FailureBar({ failure, isTrying, retry }: FailureBarProps) {
  const goOn = useGoingOnOnce(failure !== null, isTrying, retry)
  const isShown = useHold(failure !== null, isTrying)
  return (
    <div className={isShown ? barShape : 'sr-only'}>
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
  'sticky bottom-0 z-10 mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4 font-display'

/** From a failure until something has come of the next try. */
function useHold(hasFailed: boolean, isTrying: boolean): boolean {
  const [isHeld, setIsHeld] = useState(false)
  useEffect(() => {
    if (hasFailed) setIsHeld(true)
    else if (!isTrying) setIsHeld(false)
  }, [hasFailed, isTrying])
  return hasFailed || (isHeld && isTrying)
}
