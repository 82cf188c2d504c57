'use client'

import { useEffect, useEffectEvent } from 'react'

export type ViewerBroadcastProps = {
  /** The ID of the signed-in viewer, or `null` if there is no session. */
  viewerId: string | null
  /** When the server rendered the page, according to the server's clock. */
  renderedAtMs: number
  /**
   * Called when another tab shows a page that was rendered no earlier than this page. `viewerId` identifies the other page's
   * viewer.
   */
  onViewer?: (viewerId: string | null) => void
}

type Message = Pick<ViewerBroadcastProps, 'viewerId' | 'renderedAtMs'>

/** Tells other tabs who is signed in, so they notice a sign-in or sign-out without making a request. */
export function ViewerBroadcast({ viewerId, renderedAtMs, onViewer }: ViewerBroadcastProps) {
  const onMessage = useEffectEvent((message: Message, send: () => void) => {
    if (message.renderedAtMs >= renderedAtMs) onViewer?.(message.viewerId)
    // After back navigation, another tab may show a cached page for an earlier viewer. `send` tells that tab who is signed in now.
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
