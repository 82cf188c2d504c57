'use client'

import { useState } from 'react'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { siteName } from '@/app/site'

/**
 * A title until the playlist's name is known. In the HTML only: in the browser the fallback has a title, and this one would
 * win where both arrive at once.
 */
export function PlaceholderTitle() {
  const [isInHtml] = useState(!useHydrated())
  return isInHtml && <title>{`Playlist · ${siteName}`}</title>
}
