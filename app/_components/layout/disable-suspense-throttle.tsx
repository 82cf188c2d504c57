'use client'

import { useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'

/**
 * React (19.3) delays streamed content until 300 ms after the first paint, so that pages with many parts don't flicker. Our pages
 * have already waited for Spotify. React stores the time of the paint in `$RT`; without it, nothing is delayed. Only the server's
 * HTML contains this script, because Trusted Types forbid creating scripts from strings in the browser.
 */
export function DisableSuspenseThrottle({ nonce }: { nonce: string | undefined }) {
  const isInserted = useRef(false)
  useServerInsertedHTML(() => {
    if (isInserted.current) return null
    isInserted.current = true
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, and the only way to render an inline script
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
  })
  return null
}

const script = "Object.defineProperty(self,'$RT',{get(){},set(){}})"
