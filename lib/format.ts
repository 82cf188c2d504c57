import type { Playlist, PlaylistItem } from '@/lib/spotify/shapes'

// All output is in English. Dates and times are in UTC, except in `formatUpcomingTime`.

const numberFormat = new Intl.NumberFormat('en')
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const dateTimeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export const formatNumber = (value: number) => numberFormat.format(value)

export const formatCount = (count: number, noun: string) => `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`

/** Returns a phrase like "All 12 playlists", or "1 playlist" if there is only one. */
export const formatAll = (count: number, noun: string) =>
  count === 1 ? formatCount(1, noun) : `All ${formatCount(count, noun)}`

export const formatTrackCount = (count: number | null) =>
  count === null ? 'Count unknown' : formatCount(count, 'track')

/** Returns a duration as `m:ss`, or as `h:mm:ss` if it is an hour or longer. */
export function formatDuration(durationMs: number): string {
  const total = Math.round(durationMs / 1_000)
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor((total % 3_600) / 60), total % 60]
  const padded = String(seconds).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`
}

/** Returns a date like "28 Nov 2026", or `null` if the date is invalid. */
export function formatDate(iso: string): string | null {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? null : dateFormat.format(date)
}

export const formatDateTime = (ms: number) => `${dateTimeFormat.format(ms)} UTC`

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** Returns a phrase like "3 days ago", "in 180 days" or "just now". */
export function formatRelativeTime(ms: number, nowMs: number): string {
  const seconds = (ms - nowMs) / 1_000
  const unit = units.find(([, length]) => Math.abs(seconds) >= length)
  return unit ? relativeFormat.format(Math.round(seconds / unit[1]), unit[0]) : 'just now'
}

/** Returns a waiting time as a phrase like "45 seconds", "12 minutes" or "3 hours". Rounds minutes and hours up. */
export function formatWait(seconds: number): string {
  if (seconds < 90) return formatCount(seconds, 'second')
  if (seconds < 5_400) return formatCount(Math.ceil(seconds / 60), 'minute')
  return formatCount(Math.ceil(seconds / 3_600), 'hour')
}

/** Returns the remaining time as a phrase like "30 seconds", or as `m:ss` if it is a minute or longer. */
export const formatCountdown = (seconds: number) =>
  seconds < 60 ? formatCount(seconds, 'second') : formatDuration(seconds * 1_000)

/**
 * Returns a phrase like "today at 18:00" or "tomorrow at 09:30" for a future time. If the time is after tomorrow, the phrase
 * contains the full date. Uses the local time zone by default.
 */
export function formatUpcomingTime(ms: number, nowMs: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone }
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', ...zone }).format(ms)
  const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', ...zone })
  const day = dates.format(ms)
  if (day === dates.format(nowMs)) return `today at ${time}`
  if (day === dates.format(nowMs + 86_400_000)) return `tomorrow at ${time}`
  return `${day} at ${time}`
}

/** Returns labels that say who can see or edit a playlist. Returns an empty list if Spotify doesn't provide this information. */
export function getVisibilityLabels({ visibility, isCollaborative }: Playlist): string[] {
  const labels = isCollaborative ? ['Collaborative'] : []
  if (visibility === 'public') return [...labels, 'Public']
  return visibility === 'private' && !isCollaborative ? ['Private'] : labels
}

export const kindLabels: Record<PlaylistItem['kind'], string | null> = {
  track: null,
  episode: 'Episode',
  local: 'Local file',
  unavailable: null,
}
