'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { formatCountdown, formatDateTime, formatUpcomingTime, formatWait } from '@/lib/format'

export type WaitProps = {
  code: string
  seconds: number
  /** When the wait started. */
  fromMs: number
  /**
   * Called when the countdown ends. If `null`, the countdown only tells the visitor when they can try again. If omitted, no
   * countdown is shown.
   */
  retry?: (() => void) | null
}

/**
 * Shows how long an error will last: as an end time for a long wait, as a countdown for a short rate limit, and otherwise as a
 * duration.
 */
export function Wait({ code, seconds, fromMs, retry }: WaitProps) {
  if (code === 'quota_exceeded' || seconds > 300)
    return (
      <>
        This lasts until <LocalTime ms={fromMs + seconds * 1_000} />.
      </>
    )
  const text = `Try again in ${formatWait(seconds)}.`
  if (code !== 'rate_limited' || retry === undefined) return text
  return (
    <>
      <span className="hidden no-script:inline">{text}</span>
      <Countdown key={fromMs} seconds={seconds} retry={retry} />
    </>
  )
}

/**
 * Shows a time such as "tomorrow at 09:30". The server renders the time in UTC, and the browser then converts it to the visitor's
 * time zone.
 */
function LocalTime({ ms }: { ms: number }) {
  const isHydrated = useHydrated()
  return (
    <time dateTime={new Date(ms).toISOString()}>
      {isHydrated ? formatUpcomingTime(ms, Date.now()) : formatDateTime(ms)}
    </time>
  )
}

type CountdownProps = Required<Pick<WaitProps, 'seconds' | 'retry'>>

/**
 * Shows the remaining time. Screen readers announce the remaining time at the start, when 30 and 10 seconds are left, and at the
 * end.
 */
function Countdown({ seconds, retry }: CountdownProps) {
  const left = useCountdown(seconds, retry)
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

/** Returns the remaining time, in seconds, that was last announced to screen readers. */
export function lastMilestone(left: number, seconds: number): number {
  if (left === 0) return 0
  return [10, 30].find((milestone) => left <= milestone && milestone < seconds) ?? seconds
}

/** Returns the number of seconds left. When the countdown ends, calls `retry` once, as soon as the tab is visible. */
function useCountdown(seconds: number, retry: (() => void) | null): number {
  const [left, setLeft] = useState(seconds)
  const onEnd = useEffectEvent(() => retry?.())
  useEffect(() => {
    const endsAtMs = Date.now() + seconds * 1_000
    const timer = setInterval(() => {
      const leftMs = Math.max(0, endsAtMs - Date.now())
      setLeft(Math.ceil(leftMs / 1_000))
      if (leftMs > 0 || document.hidden) return
      clearInterval(timer)
      onEnd()
    }, 1_000)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
