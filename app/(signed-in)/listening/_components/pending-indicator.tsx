'use client'

import { useLinkStatus } from 'next/link'

/** In a link while the page that it leads to is being made: parts that stay in sight hold it up. */
export function PendingMark() {
  const { pending } = useLinkStatus()
  return pending ? <span data-pending="" hidden /> : null
}
