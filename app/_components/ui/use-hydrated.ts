'use client'

import { useSyncExternalStore } from 'react'

/**
 * Returns whether the page is hydrated. On the server and before hydration, returns `false`, and buttons don't respond to clicks.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
