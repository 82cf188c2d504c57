'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/** A part of the page that is fetched once it may be needed: `undefined` before it is there, `null` where it cannot be had. */
export function useDynamicImport<Part>(isNeeded: boolean, load: () => Promise<Part>): Part | null | undefined {
  // In a box: React would call a part that is a function.
  const [box, setBox] = useState<{ part: Part | null } | null>(null)
  const fetchPart = useEffectEvent(() => {
    load().then(
      (part) => setBox({ part }),
      () => setBox({ part: null }),
    )
  })
  const isMissing = isNeeded && !box?.part
  useEffect(() => {
    if (isMissing) fetchPart()
  }, [isMissing])
  return box?.part
}
