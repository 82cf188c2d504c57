'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/** Calls when the end of a list, where the reference stands, comes near; anew for each length, since it may be near still. */
export function useEnd(length: number, isListening: boolean, onNear: () => void) {
  const endRef = useRef<HTMLDivElement>(null)
  const tell = useEffectEvent(onNear)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another length is another end
  useEffect(() => {
    const end = endRef.current
    if (!isListening || !end) return
    // On a slow machine several changes come in one call: the last is how it stands.
    const look = (changes: IntersectionObserverEntry[]) => changes.at(-1)?.isIntersecting && tell()
    const observer = new IntersectionObserver(look, { rootMargin: '1500px' })
    observer.observe(end)
    return () => observer.disconnect()
  }, [length, isListening])
  return endRef
}
