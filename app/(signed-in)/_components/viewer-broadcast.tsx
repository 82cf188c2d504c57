'use client'

import { useEffect, useEffectEvent } from 'react'

type Message = {
  /** Whose page the sender is; `null` without a session. */
  viewerId: string | null
  /** When the server rendered it, by the server's clock. */
  renderedAtMs: number
}

export type ViewerBroadcastProps = Message & {
  /** Called when another page of this browser reports its viewer, if it was rendered later than this one. */
  onLaterViewer?: (viewerId: string | null) => void
}

/** Tells the other tabs whose page this is, so that they notice another viewer without a request. */
export function ViewerBroadcast({ viewerId, renderedAtMs, onLaterViewer }: ViewerBroadcastProps) {
  const receive = useEffectEvent((message: Message, answer: () => void) => {
    if (message.renderedAtMs >= renderedAtMs) onLaterViewer?.(message.viewerId)
    // Back navigation may show a page of an earlier viewer from the router's cache: that page must learn of this one.
    else if (message.viewerId !== viewerId) answer()
  })
  useEffect(() => {
    const channel = new BroadcastChannel('viewer')
    const send = () => channel.postMessage({ viewerId, renderedAtMs } satisfies Message)
    channel.onmessage = ({ data }: MessageEvent<Message>) => receive(data, send)
    send()
    return () => channel.close()
  }, [viewerId, renderedAtMs])
  return null
}
