'use client'

import { useSyncExternalStore } from 'react'

/** False on the server and while the page's script has not begun, when a press would be lost without a word. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
