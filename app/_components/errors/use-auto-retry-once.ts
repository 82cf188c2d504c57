'use client'

import { useEffect, useState } from 'react'

/** What goes on by itself after one wait; after that the next press is the visitor's. */
export function useAutoRetryOnce(hasFailed: boolean, isTrying: boolean, retry: () => void): (() => void) | null {
  const [hasGoneOn, setHasGoneOn] = useState(false)
  useEffect(() => {
    if (!hasFailed && !isTrying) setHasGoneOn(false)
  }, [hasFailed, isTrying])
  if (hasGoneOn) return null
  return () => {
    setHasGoneOn(true)
    retry()
  }
}
