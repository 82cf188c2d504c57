import type { Playlist } from '@/lib/spotify/shapes'
import { type Choices, isNarrowed } from './choices'

/** Letters that have no plain one under an accent. */
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

/** Text as one searches in it: without case, accents and double spaces. */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()

const folded = new WeakMap<Playlist, string>()

/** Folding is slow, and each letter that is typed looks through all of them. */
function foldOnce(playlist: Playlist): string {
  const known = folded.get(playlist) ?? fold(`${playlist.name} ${playlist.owner.name ?? ''}`)
  folded.set(playlist, known)
  return known
}

// One locale for server and browser, so that both come to the same order.
const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Those that the choices ask for, in their order; `playlists` are in Spotify's. */
export function arrange(playlists: readonly Playlist[], choices: Choices, viewerId: string): readonly Playlist[] {
  const found = isNarrowed(choices) ? playlists.filter(toFilter(choices, viewerId)) : playlists
  if (choices.sort === 'added') return found
  return found.toSorted(orders[choices.sort](viewerId))
}

function toFilter({ q, show }: Choices, viewerId: string): (playlist: Playlist) => boolean {
  const words = fold(q).split(' ')
  return (playlist) => kinds[show](playlist, viewerId) && words.every((word) => foldOnce(playlist).includes(word))
}

const kinds: Record<Choices['show'], (playlist: Playlist, viewerId: string) => boolean> = {
  all: () => true,
  mine: ({ owner }, viewerId) => owner.id === viewerId,
  followed: ({ owner }, viewerId) => owner.id !== viewerId,
  private: ({ visibility, isCollaborative }) => visibility === 'private' && !isCollaborative,
  collaborative: ({ isCollaborative }) => isCollaborative,
}

type Order = (a: Playlist, b: Playlist) => number

/** Nobody's name stands last, and so does an unknown size; the viewer's own come before other people's. */
const orders: Record<Exclude<Choices['sort'], 'added'>, (viewerId: string) => Order> = {
  name: () => (a, b) => compareNames(a.name, b.name),
  size: () => (a, b) => (b.itemCount ?? -1) - (a.itemCount ?? -1),
  owner: (viewerId) => (a, b) =>
    Number(b.owner.id === viewerId) - Number(a.owner.id === viewerId) ||
    compareNames(a.owner.name ?? '', b.owner.name ?? ''),
}

const compareNames = (a: string, b: string) => Number(!a.trim()) - Number(!b.trim()) || compare(a.trim(), b.trim())
