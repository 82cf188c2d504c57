'use client'

import { formatDateTime, formatUpcomingTime } from '@/lib/format'
import { useHydrated } from './use-hydrated'

/**
 * Shows a future time, such as "tomorrow at 09:30". The server renders it in UTC; the browser then uses the visitor's time zone.
 */
export function LocalTime({ ms }: { ms: number }) {
  const isHydrated = useHydrated()
  return (
    <time dateTime={new Date(ms).toISOString()}>
      {isHydrated ? formatUpcomingTime(ms, Date.now()) : formatDateTime(ms)}
    </time>
  )
}
