'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'

const LayoutViewerContext = createContext<string | null>(null)

type LayoutViewerProps = { viewerId: string | null; children: ReactNode }

/** Tells the pages inside which viewer the layout was rendered for. */
export function LayoutViewer({ viewerId, children }: LayoutViewerProps) {
  return <LayoutViewerContext value={viewerId}>{children}</LayoutViewerContext>
}

/**
 * Refreshes everything if the page was rendered for another viewer than the layout, which navigation does not render again. It is
 * outside the Suspense boundary that waits for Spotify, so the refresh shares that response.
 */
export function PageViewer({ viewerId }: { viewerId: string }) {
  const router = useRouter()
  const isOther = useContext(LayoutViewerContext) !== viewerId
  useEffect(() => {
    if (isOther) router.refresh()
  }, [isOther, router])
  return null
}
