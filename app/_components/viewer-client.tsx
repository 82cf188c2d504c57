'use client'

import { useEffect, useEffectEvent } from 'react'

export type ViewerProps = {
  /** Whose page this is; nobody's without a session. */
  viewerId: string | null
  /** When another page of this browser, made later, says whose it is. */
  onHear?: (viewerId: string | null) => void
}

/** Tells the other tabs whose page this is, as it was made, so that they notice without a call when that is somebody else. */
export function ViewerClient({ viewerId, onHear }: ViewerProps) {
  const hear = useEffectEvent(({ data }: MessageEvent<unknown>) => {
    if (data === null || typeof data === 'string') onHear?.(data)
  })
  useEffect(() => {
    const channel = new BroadcastChannel('viewer')
    channel.onmessage = (message) => hear(message)
    channel.postMessage(viewerId)
    return () => channel.close()
  }, [viewerId])
  return null
}
