import type { Playlist } from '@/lib/spotify/shapes'

/** Sort orders and their labels. */
export const sortLabels = { added: 'Recently added', name: 'Name', size: 'Most tracks', owner: 'Owner' }

export type SortOrder = keyof typeof sortLabels

/** `added` is Spotify's own order. Any other order requires all playlists to be read first. */
export const defaultSortOrder: SortOrder = 'added'

/** Returns the playlists in the given order. Expects them in Spotify's order. */
export function sortPlaylists(playlists: readonly Playlist[], order: SortOrder, viewerId: string): readonly Playlist[] {
  return order === 'added' ? playlists : playlists.toSorted(comparisons[order](viewerId))
}

type Comparison = (a: Playlist, b: Playlist) => number

/** Missing names and sizes come last. When sorted by owner, the viewer's own playlists come first. */
const comparisons: Record<Exclude<SortOrder, 'added'>, (viewerId: string) => Comparison> = {
  name: () => (a, b) => compareNames(a.name, b.name),
  size: () => (a, b) => (b.itemCount ?? -1) - (a.itemCount ?? -1),
  owner: (viewerId) => (a, b) =>
    Number(b.owner.id === viewerId) - Number(a.owner.id === viewerId) ||
    compareNames(a.owner.name ?? '', b.owner.name ?? ''),
}

// Uses one locale on the server and in the browser, so that both sort the same way.
const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const compareNames = (a: string, b: string) => Number(!a.trim()) - Number(!b.trim()) || compare(a.trim(), b.trim())
