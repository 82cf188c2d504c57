import Link from 'next/link'
import type { TimeRange } from '@/lib/spotify/listening'
import { listeningPagePath } from '@/lib/urls'
import { PendingIndicator } from './pending-indicator'

/** The time ranges for top artists and tracks, keyed by their names in the URL. */
const ranges = {
  weeks: { label: '4 weeks', timeRange: 'short_term' },
  months: { label: '6 months', timeRange: 'medium_term' },
  year: { label: '1 year', timeRange: 'long_term' },
} as const satisfies Record<string, { label: string; timeRange: TimeRange }>

export type RangeName = keyof typeof ranges

const defaultRange: RangeName = 'months'

/** Returns the range that a URL parameter names, or the default range if the name is unknown. */
export const parseRange = (value: unknown): RangeName =>
  typeof value === 'string' && Object.hasOwn(ranges, value) ? (value as RangeName) : defaultRange

/** Returns the name that Spotify's API uses for a time range. */
export const toTimeRange = (range: RangeName): TimeRange => ranges[range].timeRange

/** Shows links instead of buttons so that each range works without JavaScript and has a URL that visitors can share. */
export function TimeRangeLinks({ range }: { range: RangeName }) {
  return (
    <nav
      aria-label="Time range of your top artists and tracks"
      className="flex flex-wrap items-center gap-x-2 font-display"
    >
      <p className="text-soft">Over the last</p>
      <ul role="list" className="flex flex-wrap gap-1">
        {(Object.keys(ranges) as RangeName[]).map((name) => (
          <li key={name}>
            <Link
              href={listeningPagePath(name === defaultRange ? undefined : name)}
              prefetch={false}
              scroll={false}
              aria-current={name === range ? 'page' : undefined}
              className="chip has-data-pending:cursor-progress has-data-pending:border-edge has-data-pending:bg-panel aria-[current]:bg-tag aria-[current]:text-tag-ink"
            >
              {ranges[name].label}
              <PendingIndicator />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
