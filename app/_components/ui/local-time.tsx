'use client'

import { formatDateTime, formatUpcomingTime } from '@/lib/format'
import { useHydrated } from './use-hydrated'

/** A future time, such as "tomorrow at 09:30": in UTC from the server, then in the visitor's time zone. */
export function LocalTime({ ms }: { ms: number }) {
  const isHydrated = useHydrated()
  return (
    <time dateTime={new Date(ms).toISOString()}>
      {isHydrated ? formatUpcomingTime(ms, Date.now()) : formatDateTime(ms)}
    </time>
  )
}
