'use client'

import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { useHydrated } from '@/app/_components/ui/use-hydrated'

export type RefreshButtonProps = { isRefreshing: boolean; hasFailed: boolean; refresh: () => void }

/** Reads a list again. Keeps the focus while it does. */
export function RefreshButton({ isRefreshing, hasFailed, refresh }: RefreshButtonProps) {
  const press = useAnnouncedRefresh(isRefreshing, hasFailed, refresh)
  const isHydrated = useHydrated()
  return (
    <button
      type="button"
      disabled={!isHydrated}
      aria-disabled={isRefreshing}
      onClick={isRefreshing ? undefined : press}
      className="button-quiet print:hidden"
    >
      {isRefreshing ? 'Refreshing…' : 'Refresh'}
    </button>
  )
}
