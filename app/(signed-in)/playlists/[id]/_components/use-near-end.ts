'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/** Calls `onNear` when the end of a list, marked by the returned ref, comes near; again for each length, since it may still be. */
export function useNearEnd(length: number, isListening: boolean, onNear: () => void) {
  const endRef = useRef<HTMLDivElement>(null)
  const tell = useEffectEvent(onNear)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each length has another end
  useEffect(() => {
    const end = endRef.current
    if (!isListening || !end) return
    // On a slow machine several changes come in one call: the last one counts.
    const look = (changes: IntersectionObserverEntry[]) => changes.at(-1)?.isIntersecting && tell()
    const observer = new IntersectionObserver(look, { rootMargin: '1500px' })
    observer.observe(end)
    return () => observer.disconnect()
  }, [length, isListening])
  return endRef
}
