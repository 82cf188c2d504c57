'use client'

import { useEffect, useEffectEvent } from 'react'

export type ViewerBroadcastProps = {
  /** `null` without a session. */
  viewerId: string | null
  /** By the server's clock. */
  renderedAtMs: number
  /** Called with the viewer of a page that another tab rendered later. */
  onViewer?: (viewerId: string | null) => void
}

type Message = Pick<ViewerBroadcastProps, 'viewerId' | 'renderedAtMs'>

/** Tells the other tabs who the viewer of this page is, so that they notice a sign-in or sign-out without a request. */
export function ViewerBroadcast({ viewerId, renderedAtMs, onViewer }: ViewerBroadcastProps) {
  const onMessage = useEffectEvent((message: Message, send: () => void) => {
    if (message.renderedAtMs >= renderedAtMs) onViewer?.(message.viewerId)
    // Back navigation can show an earlier viewer's page from the router's cache. Reply, so that it learns about this viewer.
    else if (message.viewerId !== viewerId) send()
  })
  useEffect(() => {
    const channel = new BroadcastChannel('viewer')
    const send = () => channel.postMessage({ viewerId, renderedAtMs } satisfies Message)
    channel.onmessage = ({ data }: MessageEvent<Message>) => onMessage(data, send)
    send()
    return () => channel.close()
  }, [viewerId, renderedAtMs])
  return null
}
