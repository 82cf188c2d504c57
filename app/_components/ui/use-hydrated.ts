'use client'

import { useSyncExternalStore } from 'react'

/** False on the server and until hydration: before that, a press on a button would be lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
