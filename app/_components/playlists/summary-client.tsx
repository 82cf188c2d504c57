'use client'

import { useEffect } from 'react'
import { useAnnounce } from '@/app/_components/announcer-client'

export type SummaryProps = {
  /** How much is there. */
  words: string
  /** The same for the ear, where it is worth a word. */
  heard: string | false
  /** Whether the page holds no more than what is in sight. */
  isPart: boolean
  isRefreshing: boolean
  isDisabled: boolean
  refresh: () => void
}

/** For the ear not each page that comes in, and not each letter that is typed. */
const settleMs = 700

export function Summary({ words, heard, isPart, isRefreshing, isDisabled, refresh }: SummaryProps) {
  const announce = useAnnounce()
  useEffect(() => {
    if (!heard) return
    const timer = setTimeout(() => announce(heard), settleMs)
    return () => clearTimeout(timer)
  }, [heard, announce])
  return (
    <div className="no-script:hidden my-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="font-display text-soft tabular-nums">{words}</p>
      {isPart && <p className="hidden text-soft print:block">Only those in sight are printed.</p>}
      <button
        type="button"
        disabled={isDisabled}
        aria-disabled={isRefreshing}
        onClick={isRefreshing ? undefined : refresh}
        className="button-quiet print:hidden"
      >
        {isRefreshing ? 'Refreshing…' : 'Refresh'}
      </button>
    </div>
  )
}
