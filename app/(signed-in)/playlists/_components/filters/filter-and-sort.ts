import type { Playlist } from '@/lib/spotify/shapes'
import { type Filters, isNarrowed } from './filters'

/** Replacements for letters that Unicode doesn't decompose into a base letter and an accent. */
const plainLetters: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** Returns the text in the form used for searching: lowercase, without accents or repeated spaces. */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()

const folded = new WeakMap<Playlist, string>()

/**
 * Returns a playlist's name and owner in the form used for searching. Caches the result, because computing it is slow and each
 * keystroke searches all playlists.
 */
function foldOnce(playlist: Playlist): string {
  const known = folded.get(playlist) ?? fold(`${playlist.name} ${playlist.owner.name ?? ''}`)
  folded.set(playlist, known)
  return known
}

/** Returns the playlists that match the filters, in the chosen sort order. `playlists` must be in Spotify's order. */
export function filterAndSort(playlists: readonly Playlist[], filters: Filters, viewerId: string): readonly Playlist[] {
  const found = isNarrowed(filters) ? playlists.filter(toMatcher(filters, viewerId)) : playlists
  return filters.sort === 'added' ? found : found.toSorted(comparisons[filters.sort](viewerId))
}

function toMatcher({ q, show }: Filters, viewerId: string): (playlist: Playlist) => boolean {
  const words = fold(q).split(' ')
  return (playlist) => showFilters[show](playlist, viewerId) && words.every((word) => foldOnce(playlist).includes(word))
}

const showFilters: Record<Filters['show'], (playlist: Playlist, viewerId: string) => boolean> = {
  all: () => true,
  mine: ({ owner }, viewerId) => owner.id === viewerId,
  followed: ({ owner }, viewerId) => owner.id !== viewerId,
  private: ({ visibility, isCollaborative }) => visibility === 'private' && !isCollaborative,
  collaborative: ({ isCollaborative }) => isCollaborative,
}

type Comparison = (a: Playlist, b: Playlist) => number

/**
 * When the list is sorted by name, playlists without a name come last. When the list is sorted by size, playlists of unknown size
 * come last. When the list is sorted by owner, the viewer's own playlists come first.
 */
const comparisons: Record<Exclude<Filters['sort'], 'added'>, (viewerId: string) => Comparison> = {
  name: () => (a, b) => compareNames(a.name, b.name),
  size: () => (a, b) => (b.itemCount ?? -1) - (a.itemCount ?? -1),
  owner: (viewerId) => (a, b) =>
    Number(b.owner.id === viewerId) - Number(a.owner.id === viewerId) ||
    compareNames(a.owner.name ?? '', b.owner.name ?? ''),
}

// Uses a fixed locale so that the server and the browser sort playlists in the same order.
const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const compareNames = (a: string, b: string) => Number(!a.trim()) - Number(!b.trim()) || compare(a.trim(), b.trim())
