'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/** Loads a value once it is needed. Returns `undefined` until it is loaded, and `null` if it cannot be. */
export function useDynamicImport<Value>(isNeeded: boolean, load: () => Promise<Value>): Value | null | undefined {
  // In an object, because React would call a value that is a function.
  const [loaded, setLoaded] = useState<{ value: Value | null } | null>(null)
  const startLoading = useEffectEvent(() => {
    load().then(
      (value) => setLoaded({ value }),
      () => setLoaded({ value: null }),
    )
  })
  const isMissing = isNeeded && !loaded?.value
  useEffect(() => {
    if (isMissing) startLoading()
  }, [isMissing])
  return loaded?.value
}
