'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/** Loads a value when it is first needed. Returns `undefined` until then, and `null` if loading fails. */
export function useDynamicImport<Value>(isNeeded: boolean, load: () => Promise<Value>): Value | null | undefined {
  // Wrapped in an object, because React would call a function passed to the state setter.
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
