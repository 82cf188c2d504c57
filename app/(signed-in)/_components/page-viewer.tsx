'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'

const LayoutViewerContext = createContext<string | null>(null)

type LayoutViewerProps = { viewerId: string | null; children: ReactNode }

/** Tells the pages in the layout which viewer the layout was rendered for. */
export function LayoutViewer({ viewerId, children }: LayoutViewerProps) {
  return <LayoutViewerContext value={viewerId}>{children}</LayoutViewerContext>
}

/**
 * Refreshes layout and page if they were rendered for different viewers, since client-side navigation keeps the old layout. Render
 * it outside the Suspense boundary that waits for Spotify, so that the refresh can reuse the page's call to Spotify.
 */
export function PageViewer({ viewerId }: { viewerId: string }) {
  const router = useRouter()
  const isOther = useContext(LayoutViewerContext) !== viewerId
  useEffect(() => {
    if (isOther) router.refresh()
  }, [isOther, router])
  return null
}
