'use client'

import { useSyncExternalStore } from 'react'

/** Returns false on the server and until hydration, when a click on a button would be lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
