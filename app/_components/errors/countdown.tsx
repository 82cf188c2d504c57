'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { formatCountdown, formatWait } from '@/lib/format'

export type CountdownProps = {
  seconds: number
  /** Called when the countdown has ended and the tab is visible; `null` if the visitor has to retry. */
  retry: (() => void) | null
}

/** Shows the remaining time. Announces it to screen readers at the start, at 30 and 10 seconds, and at the end. */
export function Countdown({ seconds, retry }: CountdownProps) {
  const left = useSecondsLeft(seconds)
  useRetryAtEnd(left === 0, retry)
  const toText = (wait: string | null) => {
    if (wait) return retry ? `Retrying in ${wait}.` : `You can try again in ${wait}.`
    return retry ? 'Retrying…' : 'You can try again now.'
  }
  const milestone = lastMilestone(left, seconds)
  return (
    <span className="no-script:hidden">
      <span aria-hidden="true" className="tabular-nums">
        {toText(left > 0 ? formatCountdown(left) : null)}
      </span>
      <span role="status" className="sr-only">
        {left < seconds && toText(milestone > 0 ? formatWait(milestone) : null)}
      </span>
    </span>
  )
}

/** Returns the time, in seconds, that was announced last. */
export function lastMilestone(left: number, seconds: number): number {
  if (left === 0) return 0
  return [10, 30].find((milestone) => left <= milestone && milestone < seconds) ?? seconds
}

function useSecondsLeft(seconds: number): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const endsAtMs = Date.now() + seconds * 1_000
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((endsAtMs - Date.now()) / 1_000))), 1_000)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}

/** Retries once at the end of the countdown, as soon as the tab is visible. */
function useRetryAtEnd(isOver: boolean, retry: (() => void) | null) {
  const hasRetried = useRef(false)
  const retryOnce = useEffectEvent(() => {
    if (document.hidden || hasRetried.current || !retry) return
    hasRetried.current = true
    retry()
  })
  useEffect(() => {
    if (!isOver) return
    retryOnce()
    document.addEventListener('visibilitychange', retryOnce)
    return () => document.removeEventListener('visibilitychange', retryOnce)
  }, [isOver])
}
