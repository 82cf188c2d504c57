'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'

const AnnounceContext = createContext<(words: string) => void>(() => undefined)

/** Says something to a screen reader that outlives the part of the page that says it. */
export const useAnnounce = () => useContext(AnnounceContext)

export function AnnouncerClient({ children }: { children: ReactNode }) {
  const [words, setWords] = useState('')
  return (
    <AnnounceContext value={setWords}>
      {children}
      <p role="status" className="sr-only">
        {words}
      </p>
    </AnnounceContext>
  )
}
