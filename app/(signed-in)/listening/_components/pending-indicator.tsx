'use client'

import { useLinkStatus } from 'next/link'

/** Shows that the page of the surrounding link is loading. */
export function PendingIndicator() {
  const { pending } = useLinkStatus()
  return pending ? <span data-pending="" hidden /> : null
}
