import type { Playlist, PlaylistItem } from '@/lib/spotify/shapes'

/** Numbers, dates and kinds in words; in English, and in UTC where the server says them too. */

const numbers = new Intl.NumberFormat('en')
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
const distances = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export const toNumber = (value: number) => numbers.format(value)

export const toCount = (count: number, one: string, many = `${one}s`) =>
  `${toNumber(count)} ${count === 1 ? one : many}`

/** "All 12 playlists"; of one, that is all there is to say. */
export const toAll = (count: number, one: string) => (count === 1 ? toCount(1, one) : `All ${toCount(count, one)}`)

/** Unknown is not zero. */
export const toTrackCount = (count: number | null) => (count === null ? 'Count unknown' : toCount(count, 'track'))

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function toLength(durationMs: number): string {
  const total = Math.round(durationMs / 1_000)
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor((total % 3_600) / 60), total % 60]
  const padded = String(seconds).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`
}

export function toDay(iso: string): string | null {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? null : days.format(date)
}

export const toMoment = (ms: number) => `${moments.format(ms)} UTC`

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How far away a moment is: "3 days ago", "in 180 days". */
export function toDistance(ms: number, nowMs: number): string {
  const seconds = (ms - nowMs) / 1_000
  const unit = units.find(([, length]) => Math.abs(seconds) >= length)
  return unit ? distances.format(Math.round(seconds / unit[1]), unit[0]) : 'just now'
}

export function toWait(seconds: number): string {
  if (seconds < 90) return toCount(seconds, 'second')
  if (seconds < 5_400) return toCount(Math.ceil(seconds / 60), 'minute')
  return toCount(Math.ceil(seconds / 3_600), 'hour')
}

/** What is left of a wait, each second anew. */
export const toCountdown = (seconds: number) => (seconds < 60 ? toCount(seconds, 'second') : toLength(seconds * 1_000))

/** A moment to come, as somebody would say it who is there; `timeZone` is theirs if left out. */
export function toUntil(ms: number, nowMs: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone }
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', ...zone }).format(ms)
  const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', ...zone })
  const day = dates.format(ms)
  if (day === dates.format(nowMs)) return `today at ${time}`
  if (day === dates.format(nowMs + 86_400_000)) return `tomorrow at ${time}`
  return `${day} at ${time}`
}

/** Who can see a playlist. Nothing where Spotify does not tell. */
export function toVisibility({ visibility, isCollaborative }: Playlist): string[] {
  const words = isCollaborative ? ['Collaborative'] : []
  if (visibility === 'public') return [...words, 'Public']
  return visibility === 'private' && !isCollaborative ? ['Private'] : words
}

export const kindInWords: Record<PlaylistItem['kind'], string | null> = {
  track: null,
  episode: 'Episode',
  local: 'Local file',
  unavailable: null,
}
