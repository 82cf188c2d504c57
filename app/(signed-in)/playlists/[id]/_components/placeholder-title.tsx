'use client'

import { useState } from 'react'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { siteName } from '@/app/site'

/**
 * The title until the playlist's name is known. Rendered only in the initial HTML: on client-side navigation, `PlaylistSkeleton`
 * already sets a title, and this one would override the playlist's name if both arrived together.
 */
export function PlaceholderTitle() {
  const [isInHtml] = useState(!useHydrated())
  return isInHtml && <title>{`Playlist · ${siteName}`}</title>
}
