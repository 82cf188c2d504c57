'use client'

import { useSyncExternalStore } from 'react'

/**
 * Returns whether the page is hydrated, which is always `false` on the server. Buttons don't respond to clicks until the page is
 * hydrated.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
