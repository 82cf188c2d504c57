import type { TimeRange } from '@/lib/spotify/listening'

/** How far back the favourites go: the name in the address, the words, and Spotify's name for it. */
export const ranges = {
  weeks: { words: '4 weeks', timeRange: 'short_term' },
  months: { words: '6 months', timeRange: 'medium_term' },
  year: { words: '1 year', timeRange: 'long_term' },
} as const satisfies Record<string, { words: string; timeRange: TimeRange }>

export type RangeName = keyof typeof ranges

export const defaultRange: RangeName = 'months'

/** The range in an address. What is unknown or said twice counts as not said. */
export const parseRange = (value: unknown): RangeName =>
  typeof value === 'string' && Object.hasOwn(ranges, value) ? (value as RangeName) : defaultRange
