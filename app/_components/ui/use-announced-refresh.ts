'use client'

import { useEffect, useRef } from 'react'
import { useAnnounce } from './announcer'

/** The same read, for a press: its good end is told to a screen reader. A failure has words of its own. */
export function useAnnouncedRefresh(isReading: boolean, hasFailed: boolean, read: () => void): () => void {
  const announce = useAnnounce()
  const wasPressed = useRef(false)
  useEffect(() => {
    if (isReading || !wasPressed.current) return
    wasPressed.current = false
    if (!hasFailed) announce('Up to date.')
  }, [isReading, hasFailed, announce])
  return () => {
    wasPressed.current = true
    read()
  }
}
