'use client'

import { useLinkStatus } from 'next/link'

/** Marks the surrounding link while its page is loading, so that the link's styles can change (`has-data-pending`). */
export function PendingIndicator() {
  const { pending } = useLinkStatus()
  return pending ? <span data-pending="" hidden /> : null
}
