import type { Playlist } from '@/lib/spotify/shapes'

/** The sort orders, as the visitor reads them. */
export const sortLabels = { added: 'Recently added', name: 'Name', size: 'Most tracks', owner: 'Owner' }

export type SortOrder = keyof typeof sortLabels

/** The order that the list starts with. `added` is Spotify's own: any other one needs all playlists first. */
export const defaultSortOrder: SortOrder = 'added'

/** The playlists in another order. They are given in Spotify's order. */
export function sortPlaylists(playlists: readonly Playlist[], order: SortOrder, viewerId: string): readonly Playlist[] {
  return order === 'added' ? playlists : playlists.toSorted(comparisons[order](viewerId))
}

type Comparison = (a: Playlist, b: Playlist) => number

/** Missing names and sizes come last, the viewer's own playlists before other people's. */
const comparisons: Record<Exclude<SortOrder, 'added'>, (viewerId: string) => Comparison> = {
  name: () => (a, b) => compareNames(a.name, b.name),
  size: () => (a, b) => (b.itemCount ?? -1) - (a.itemCount ?? -1),
  owner: (viewerId) => (a, b) =>
    Number(b.owner.id === viewerId) - Number(a.owner.id === viewerId) ||
    compareNames(a.owner.name ?? '', b.owner.name ?? ''),
}

// One locale for server and browser, so that both sort alike.
const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const compareNames = (a: string, b: string) => Number(!a.trim()) - Number(!b.trim()) || compare(a.trim(), b.trim())
