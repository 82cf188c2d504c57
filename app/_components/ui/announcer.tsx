'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'

const AnnounceContext = createContext<(message: string) => void>(() => undefined)

/** Returns a function that announces a message to screen readers, even if the calling component has unmounted. */
export const useAnnounce = () => useContext(AnnounceContext)

export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('')
  // Screen readers don't announce a message that is identical to the previous one, so a repeated message gets an extra space.
  const announce = useCallback((next: string) => setMessage((last) => (last === next ? `${next}\u00a0` : next)), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <p role="status" className="sr-only">
        {message}
      </p>
    </AnnounceContext>
  )
}

/**
 * Returns a click handler that calls `refresh`. Announces a successful refresh to screen readers. A failed refresh has its own
 * error message.
 */
export function useAnnouncedRefresh(isRefreshing: boolean, hasFailed: boolean, refresh: () => void): () => void {
  const announce = useAnnounce()
  const wasPressed = useRef(false)
  useEffect(() => {
    if (isRefreshing || !wasPressed.current) return
    wasPressed.current = false
    if (!hasFailed) announce('Up to date.')
  }, [isRefreshing, hasFailed, announce])
  return () => {
    wasPressed.current = true
    refresh()
  }
}
