'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'

const FrameViewerContext = createContext<string | null>(null)

type FrameViewerProps = { viewerId: string | null; children: ReactNode }

/** Says whose the frame around the pages is. */
export function LayoutViewer({ viewerId, children }: FrameViewerProps) {
  return <FrameViewerContext value={viewerId}>{children}</FrameViewerContext>
}

/**
 * Says whose a page is. The frame stays as it is on the way from page to page: where somebody else has signed in meanwhile,
 * all of it is made anew. Stands beside what waits for Spotify, whose answer then serves twice.
 */
export function PageViewer({ viewerId }: { viewerId: string }) {
  const router = useRouter()
  const isOther = useContext(FrameViewerContext) !== viewerId
  useEffect(() => {
    if (isOther) router.refresh()
  }, [isOther, router])
  return null
}
