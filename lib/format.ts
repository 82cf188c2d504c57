import type { Playlist, PlaylistItem } from '@/lib/spotify/shapes'

// All formats are in English. The server renders times in UTC.

const numberFormat = new Intl.NumberFormat('en')
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const dateTimeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export const formatNumber = (value: number) => numberFormat.format(value)

export const formatCount = (count: number, noun: string) => `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`

/** "All 12 playlists", but "1 playlist". */
export const formatAll = (count: number, noun: string) =>
  count === 1 ? formatCount(1, noun) : `All ${formatCount(count, noun)}`

export const formatTrackCount = (count: number | null) =>
  count === null ? 'Count unknown' : formatCount(count, 'track')

/** `m:ss`, or `h:mm:ss` for an hour or more. */
export function formatDuration(durationMs: number): string {
  const total = Math.round(durationMs / 1_000)
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor((total % 3_600) / 60), total % 60]
  const padded = String(seconds).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`
}

/** "28 Nov 2026", or `null` for an invalid date. */
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

/** "3 days ago", "in 180 days" or "just now". */
export function formatRelativeTime(ms: number, nowMs: number): string {
  const seconds = (ms - nowMs) / 1_000
  const unit = units.find(([, length]) => Math.abs(seconds) >= length)
  return unit ? relativeFormat.format(Math.round(seconds / unit[1]), unit[0]) : 'just now'
}

/** "45 seconds", "12 minutes" or "3 hours", rounded up. */
export function formatWait(seconds: number): string {
  if (seconds < 90) return formatCount(seconds, 'second')
  if (seconds < 5_400) return formatCount(Math.ceil(seconds / 60), 'minute')
  return formatCount(Math.ceil(seconds / 3_600), 'hour')
}

/** "30 seconds", or `m:ss` for a minute or more. */
export const formatCountdown = (seconds: number) =>
  seconds < 60 ? formatCount(seconds, 'second') : formatDuration(seconds * 1_000)

/** "tomorrow at 09:30", or with the date if it is later. Uses the local time zone by default. */
export function formatUpcomingTime(ms: number, nowMs: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone }
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', ...zone }).format(ms)
  const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', ...zone })
  const day = dates.format(ms)
  if (day === dates.format(nowMs)) return `today at ${time}`
  if (day === dates.format(nowMs + 86_400_000)) return `tomorrow at ${time}`
  return `${day} at ${time}`
}

/** Labels that say who can see a playlist. Empty if Spotify doesn't say. */
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
