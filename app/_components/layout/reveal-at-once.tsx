'use client'

import { useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'

/**
 * React (19.3) shows what is streamed at the earliest 300 ms after the first paint, lest a page of many parts flicker. Ours
 * has one, and Spotify has taken its time for it already. The paint's time stands in `$RT`: where there is none, nothing
 * waits. It is in the server's HTML alone: in the browser, trusted types let nobody make a script from text.
 */
export function RevealAtOnce({ nonce }: { nonce: string | undefined }) {
  const isThere = useRef(false)
  useServerInsertedHTML(() => {
    if (isThere.current) return null
    isThere.current = true
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, the only way to write a script into a page
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
  })
  return null
}

const script = "Object.defineProperty(self,'$RT',{get(){},set(){}})"
