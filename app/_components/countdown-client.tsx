'use client'

import { useEffect, useState } from 'react'
import { toWait } from './words'

export type CountdownProps = { seconds: number; href: string }

/** Goes to `href` when the time is up, if somebody is looking. */
export function CountdownClient({ seconds, href }: CountdownProps) {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const endsAtMs = Date.now() + seconds * 1_000
    const timer = setInterval(() => {
      const next = Math.max(0, Math.ceil((endsAtMs - Date.now()) / 1_000))
      setLeft(next)
      if (next > 0 || document.hidden) return
      clearInterval(timer)
      location.replace(href)
    }, 1_000)
    return () => clearInterval(timer)
  }, [seconds, href])
  return (
    <span className="tabular-nums no-script:hidden">
      {left > 0 ? `This page tries again by itself in ${toWait(left)}.` : 'Trying again.'}
    </span>
  )
}
