'use client'

import { useLinkStatus } from 'next/link'

/** Marks the link around it while the next page is loading. */
export function PendingIndicator() {
  const { pending } = useLinkStatus()
  return pending ? <span data-pending="" hidden /> : null
}
