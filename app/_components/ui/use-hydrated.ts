'use client'

import { useSyncExternalStore } from 'react'

/** Returns false on the server and until hydration. Before that, buttons don't respond to clicks. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
