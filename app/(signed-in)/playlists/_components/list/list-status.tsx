'use client'

import { useEffect } from 'react'
import { useAnnounce } from '@/app/_components/ui/announcer'

export type ListStatusProps = {
  progress: string
  /** The progress for screen readers; `false` if there is nothing to announce. */
  announcement: string | false
  isRefreshing: boolean
  isDisabled: boolean
  refresh: () => void
}

/** Waits this long before an announcement, so that screen readers don't announce every loaded page and every keystroke. */
const settleMs = 700

/** Shows how much of the list is loaded, and the Refresh button. */
export function ListStatus({ progress, announcement, isRefreshing, isDisabled, refresh }: ListStatusProps) {
  const announce = useAnnounce()
  useEffect(() => {
    if (!announcement) return
    const timer = setTimeout(() => announce(announcement), settleMs)
    return () => clearTimeout(timer)
  }, [announcement, announce])
  return (
    <div className="no-script:hidden my-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="font-display text-soft tabular-nums">{progress}</p>
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
