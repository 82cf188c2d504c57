'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/** A part of the page that is fetched once it may be needed; `null` before it is there, and where it cannot be had. */
export function useLazy<Part>(isNeeded: boolean, load: () => Promise<Part>): Part | null {
  // In a box: React would call a part that is a function.
  const [box, setBox] = useState<{ part: Part } | null>(null)
  const fetchPart = useEffectEvent(() => {
    load().then(
      (part) => setBox({ part }),
      () => undefined,
    )
  })
  const isMissing = isNeeded && !box
  useEffect(() => {
    if (isMissing) fetchPart()
  }, [isMissing])
  return box?.part ?? null
}
