'use client'

import { useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'

/**
 * Turns off a delay in React (19.3.1): after the first paint, React waits up to 300 ms before it shows streamed content, so that
 * pages with many sections don't flicker. Our pages have already waited for Spotify. React stores the time of the first paint in
 * `$RT`, and this script hides that time. Only the server's HTML contains the script, because Trusted Types don't allow the browser
 * to create scripts from strings.
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
