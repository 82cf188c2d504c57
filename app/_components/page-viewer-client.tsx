'use client'

import { useRouter } from 'next/navigation'
import { createContext, useContext, useEffect } from 'react'

/** Whose the frame around the page is. */
export const FrameViewerContext = createContext<string | null>(null)

/**
 * Says whose a page is. The frame stays as it is on the way from page to page: where somebody else has signed in meanwhile,
 * all of it is made anew.
 */
export function PageViewerClient({ viewerId }: { viewerId: string }) {
  const router = useRouter()
  const isOther = useContext(FrameViewerContext) !== viewerId
  useEffect(() => {
    if (isOther) router.refresh()
  }, [isOther, router])
  return null
}
