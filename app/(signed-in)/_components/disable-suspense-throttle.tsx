'use client'

import { useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'

/**
 * Turns off a delay in React (19.3.1). To keep pages with many sections from flickering, React waits up to 300 ms after the first
 * paint before it shows streamed content. Our pages don't need this delay, because they have already waited for Spotify. React
 * stores the time of the first paint in `$RT`, and this script hides that time from React. The script is only in the server's HTML,
 * because Trusted Types prevent the browser from creating scripts from strings.
 */
export function DisableSuspenseThrottle({ nonce }: { nonce: string | undefined }) {
  const isInserted = useRef(false)
  useServerInsertedHTML(() => {
    if (isInserted.current) return null
    isInserted.current = true
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the script is a constant, and there is no other way to render it inline
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
  })
  return null
}

const script = "Object.defineProperty(self,'$RT',{get(){},set(){}})"
