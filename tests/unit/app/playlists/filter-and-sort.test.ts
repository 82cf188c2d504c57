import { describe, expect, test } from 'vitest'
import { filterAndSort, fold } from '@/app/(signed-in)/playlists/_components/filters/filter-and-sort'
import { defaultFilters, type Filters } from '@/app/(signed-in)/playlists/_components/filters/filters'
import type { Playlist } from '@/lib/spotify/shapes'
import { playlistOf } from './playlist-of'

const playlists = [
  playlistOf('b10', { name: 'Böen 10', itemCount: 3 }),
  playlistOf('b9', { name: 'boen 9', itemCount: null, owner: { id: 'zoe', name: 'Zoë Ørsted' }, visibility: 'public' }),
  playlistOf('none', { name: ' ', itemCount: 40, owner: { id: 'x', name: null }, visibility: 'unknown' }),
  playlistOf('a', { name: 'Abends', itemCount: 3, owner: { id: 'al', name: 'Al' }, isCollaborative: true }),
]

const idsOf = (found: readonly Playlist[]) => found.map(({ id }) => id)
const find = (filters: Partial<Filters>) => idsOf(filterAndSort(playlists, { ...defaultFilters, ...filters }, 'me'))

describe('filtering playlists', () => {
  test.each([
    ['BOEN', ['b10', 'b9']],
    ['  boen   9 ', ['b9']],
    ['orsted zoe', ['b9']],
    ['bends', ['a']],
    ['', ['b10', 'b9', 'none', 'a']],
    ['nowhere', []],
  ])('the search “%s” finds playlists with a matching name or owner', (q, expected) =>
    expect(find({ q })).toEqual(expected),
  )

  test.each([
    ['mine', ['b10']],
    ['followed', ['b9', 'none', 'a']],
    ['private', ['b10']],
    ['collaborative', ['a']],
  ] as const)('the filter “%s” shows only playlists of that kind', (show, expected) =>
    expect(find({ show })).toEqual(expected),
  )

  test('a search and a filter can be combined', () => {
    expect(find({ q: 'boen', show: 'mine' })).toEqual(['b10'])
  })
})

describe('sorting playlists', () => {
  test.each([
    ['added', ['b10', 'b9', 'none', 'a']],
    ['name', ['a', 'b9', 'b10', 'none']],
    ['size', ['none', 'b10', 'a', 'b9']],
    ['owner', ['b10', 'a', 'b9', 'none']],
  ] as const)('playlists can be sorted by %s', (sort, expected) => expect(find({ sort })).toEqual(expected))
})

test.each([
  ['Éa̧Ü', 'eau'],
  ['Łódź Øst straße', 'lodz ost strasse'],
  ['ＡＢ ﬁ', 'ab fi'],
  ['شَمْس', 'شمس'],
  ['  a \n b ', 'a b'],
])('the search “%s” is normalized to “%s”', (text, expected) => expect(fold(text)).toBe(expected))
