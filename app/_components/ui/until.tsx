'use client'

import { toMoment, toUntil } from '@/lib/format'
import { useHydrated } from './use-hydrated'

export type UntilProps = { untilMs: number }

/** A moment to come, in UTC from the server, then in the visitor's own time. */
export function Until({ untilMs }: UntilProps) {
  const isHydrated = useHydrated()
  return (
    <time dateTime={new Date(untilMs).toISOString()}>
      {isHydrated ? toUntil(untilMs, Date.now()) : toMoment(untilMs)}
    </time>
  )
}
