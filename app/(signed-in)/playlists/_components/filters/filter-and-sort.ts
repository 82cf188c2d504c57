import type { Playlist } from '@/lib/spotify/shapes'
import { type Filters, isNarrowed } from './filters'
import { sortPlaylists } from './sort-orders'

/** Letters that Unicode does not split into a base letter and an accent. */
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

/** Text for searching: without case, accents and double spaces. */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()

const folded = new WeakMap<Playlist, string>()

/** Folding is slow, and each typed letter searches all playlists. */
function foldOnce(playlist: Playlist): string {
  const known = folded.get(playlist) ?? fold(`${playlist.name} ${playlist.owner.name ?? ''}`)
  folded.set(playlist, known)
  return known
}

/** The playlists that match the filters, sorted. `playlists` are in Spotify's order. */
export function filterAndSort(playlists: readonly Playlist[], filters: Filters, viewerId: string): readonly Playlist[] {
  const found = isNarrowed(filters) ? playlists.filter(toMatcher(filters, viewerId)) : playlists
  return sortPlaylists(found, filters.sort, viewerId)
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
