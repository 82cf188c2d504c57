'use client'

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(words: string) => void>(() => undefined)

/** Says something to a screen reader that outlives the part of the page that says it. */
export const useAnnounce = () => useContext(AnnounceContext)

export function Announcer({ children }: { children: ReactNode }) {
  const [words, setWords] = useState('')
  // The same words again are silence, unless something about them is new.
  const announce = useCallback((next: string) => setWords((last) => (last === next ? `${next}\u00a0` : next)), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <p role="status" className="sr-only">
        {words}
      </p>
    </AnnounceContext>
  )
}
