import { toAll, toCount, toNumber } from '@/app/_components/words'
import { arrange } from './arrange'
import { type Choices, isNarrowed, shows, sorts } from './choices'
import { countRead, isPlaylist, type Kept, missingPages, type Row, toRows } from './kept'

/** Whether Spotify's own order and all of its list are asked for, so that nothing has to be read beforehand. */
export const isAsItCame = (choices: Choices) => !isNarrowed(choices) && choices.sort === 'added'

export type Shown = {
  rows: readonly Row[]
  /** How many are found so far, of those that have been read. */
  found: number
  /** How many it will be; -1, as a screen reader has it, while nobody knows. */
  size: number
}

/** So many empty places say that there may be more to come. */
const blankCount = 12

/**
 * What the list shows. What is found comes in as it is read. An order is not known before all is read: until then there are
 * empty places, and no playlists that jump about. Where the reading has failed, what is there is better than nothing.
 */
export function toShown(kept: Kept, choices: Choices, viewerId: string, hasFailed: boolean): Shown {
  const all = toRows(kept)
  const playlists = all.filter(isPlaylist)
  if (isAsItCame(choices)) return { rows: all, found: playlists.length, size: all.length }
  const found = arrange(playlists, choices, viewerId)
  const [next] = missingPages(kept)
  if (next === undefined || hasFailed) return { rows: found, found: found.length, size: found.length }
  const blanks = (count: number) => new Array<Row>(count).fill(next)
  const rest = blanks(isNarrowed(choices) ? blankCount : all.length)
  return { rows: choices.sort === 'added' ? [...found, ...rest] : rest, found: found.length, size: -1 }
}

/** How much of it is there, in words. */
export function toProgress(kept: Kept, choices: Choices, found: number): string {
  const isWhole = missingPages(kept).length === 0
  const [total, read] = [toNumber(kept.total), toNumber(countRead(kept))]
  if (!isWhole) {
    return isNarrowed(choices)
      ? `${toNumber(found)} found in ${read} of ${total} playlists`
      : `${read} of ${total} loaded`
  }
  if (isNarrowed(choices)) return `${toNumber(found)} of ${toCount(kept.total, 'playlist')}`
  // Spotify sends nothing in place of some playlists, and others twice.
  const missing = kept.total - found
  return `${toAll(kept.total, 'playlist')}${missing > 0 ? `, ${toNumber(missing)} of them without anything to show` : ''}`
}

/** The same for the ear, with what was chosen: two searches in a row may find as many. */
export function toHeard(words: string, { q, show, sort }: Choices): string {
  const chosen = [
    show !== 'all' && `under “${shows[show]}”`,
    q.trim() && `with “${q.trim()}”`,
    sort !== 'added' && `sorted by “${sorts[sort]}”`,
  ]
  return [words, ...chosen.filter(Boolean)].join(', ')
}
