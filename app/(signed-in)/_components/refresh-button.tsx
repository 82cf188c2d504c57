'use client'

import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { useHydrated } from '@/app/_components/ui/use-hydrated'

export type RefreshButtonProps = {
  isRefreshing: boolean
  hasFailed: boolean
  refresh: () => void
  /** Whether a press before hydration is replayed afterwards. If not, the button is disabled until hydration. */
  isPressKept?: boolean
}

/** A button that refreshes a list. The button stays enabled during a refresh so that it keeps focus. */
export function RefreshButton({ isRefreshing, hasFailed, refresh, isPressKept = false }: RefreshButtonProps) {
  const press = useAnnouncedRefresh(isRefreshing, hasFailed, refresh)
  const isHydrated = useHydrated()
  return (
    <button
      type="button"
      disabled={!isHydrated && !isPressKept}
      aria-disabled={isRefreshing}
      onClick={isRefreshing ? undefined : press}
      className="button-quiet print:hidden"
    >
      {isRefreshing ? 'Refreshing…' : 'Refresh'}
    </button>
  )
}
