'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { toCountdown, toWait } from '@/lib/format'
import { toMilestone } from './waits'

export type CountdownProps = {
  seconds: number
  /** What happens when the time is up and somebody is looking; `null` if that is for the visitor to do. */
  goOn: (() => void) | null
}

/** Counts for the eye each second, and for the ear at the start, at 30, at 10 and at the end. */
export function Countdown({ seconds, goOn }: CountdownProps) {
  const left = useSecondsLeft(seconds)
  useWhenOver(left === 0, goOn)
  const toWords = (wait: string | null) => {
    if (wait) return goOn ? `It goes on by itself in ${wait}.` : `You can try again in ${wait}.`
    return goOn ? 'Trying…' : 'You can try again now.'
  }
  const milestone = toMilestone(left, seconds)
  return (
    <span className="no-script:hidden">
      <span aria-hidden="true" className="tabular-nums">
        {toWords(left > 0 ? toCountdown(left) : null)}
      </span>
      <span role="status" className="sr-only">
        {left < seconds && toWords(milestone > 0 ? toWait(milestone) : null)}
      </span>
    </span>
  )
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

/** Once, and not in a tab that nobody sees: there it waits until somebody does. */
function useWhenOver(isOver: boolean, goOn: (() => void) | null) {
  const hasGone = useRef(false)
  const go = useEffectEvent(() => {
    if (document.hidden || hasGone.current || !goOn) return
    hasGone.current = true
    goOn()
  })
  useEffect(() => {
    if (!isOver) return
    go()
    document.addEventListener('visibilitychange', go)
    return () => document.removeEventListener('visibilitychange', go)
  }, [isOver])
}
