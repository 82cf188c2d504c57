'use client'

import { useEffect, useEffectEvent } from 'react'

export type ViewerProps = {
  /** Whose page this is; nobody's without a session. */
  viewerId: string | null
  /** By the server's clock. */
  renderedAtMs: number
  /** When another page of this browser, made later, says whose it is. */
  onHear?: (viewerId: string | null) => void
}

type Word = Pick<ViewerProps, 'viewerId' | 'renderedAtMs'>

/** Tells the other tabs whose page this is, as it was made, so that they notice without a call when that is somebody else. */
export function ViewerBroadcast({ viewerId, renderedAtMs, onHear }: ViewerProps) {
  const hear = useEffectEvent((word: Word, tell: () => void) => {
    if (word.renderedAtMs >= renderedAtMs) onHear?.(word.viewerId)
    // The way back may show a page of an earlier viewer, from the router's memory: it is that page which must be told.
    else if (word.viewerId !== viewerId) tell()
  })
  useEffect(() => {
    const channel = new BroadcastChannel('viewer')
    const tell = () => channel.postMessage({ viewerId, renderedAtMs } satisfies Word)
    channel.onmessage = ({ data }: MessageEvent<Word>) => hear(data, tell)
    tell()
    return () => channel.close()
  }, [viewerId, renderedAtMs])
  return null
}
