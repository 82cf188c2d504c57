'use client'

import { useSyncExternalStore } from 'react'

/** Returns whether the page is hydrated, and always `false` on the server. Until hydration, buttons don't respond to clicks. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
