'use client'

import { useState } from 'react'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { siteName } from '@/app/site'

/**
 * The title until the playlist's name is known. Only in the HTML: after navigation in the browser, the skeleton has a title, and
 * this one would override the playlist's name if both arrive together.
 */
export function PlaceholderTitle() {
  const [isInHtml] = useState(!useHydrated())
  return isInHtml && <title>{`Playlist · ${siteName}`}</title>
}
