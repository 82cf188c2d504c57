'use client'

import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { useHydrated } from '@/app/_components/ui/use-hydrated'

export type RefreshButtonProps = {
  isRefreshing: boolean
  hasFailed: boolean
  refresh: () => void
  /** By default, the button is disabled until the page is hydrated. */
  isDisabled?: boolean
}

/** A button that refreshes a list. The button stays enabled during a refresh so that it keeps the focus. */
export function RefreshButton({ isRefreshing, hasFailed, refresh, isDisabled }: RefreshButtonProps) {
  const press = useAnnouncedRefresh(isRefreshing, hasFailed, refresh)
  const isHydrated = useHydrated()
  return (
    <button
      type="button"
      disabled={isDisabled ?? !isHydrated}
      aria-disabled={isRefreshing}
      onClick={isRefreshing ? undefined : press}
      className="button-quiet print:hidden"
    >
      {isRefreshing ? 'Refreshing…' : 'Refresh'}
    </button>
  )
}
