'use client'

import { useLinkStatus } from 'next/link'

/** Marks the enclosing link while the link's target page is loading. To style a marked link, use the `has-data-pending` variant. */
export function PendingIndicator() {
  const { pending } = useLinkStatus()
  return pending ? <span data-pending="" hidden /> : null
}
