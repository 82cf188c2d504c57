import { expect, test } from 'vitest'
import { addPage, addRenderedPage, type PagedList } from '@/app/(signed-in)/_components/paged-list'
import { defaultFilters } from '@/app/(signed-in)/playlists/_components/filters/filters'
import { toAnnouncement, toProgress, toVisible } from '@/app/(signed-in)/playlists/_components/visible-playlists'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { pageOf } from '../page-of.ts'

const render = (page: Page<Playlist>) => addRenderedPage(undefined, page, 10, ({ id }) => id)
const started = render(pageOf(0, ['a', 'b']))
const whole = [pageOf(2, ['e', 'f']), pageOf(1, ['c', 'd'])].reduce(addPage, started)

const byName = { ...defaultFilters, sort: 'name' } as const
const onlyB = { ...defaultFilters, q: 'b' }
const look = (
  list: PagedList<Playlist>,
  filters: typeof byName | typeof onlyB | typeof defaultFilters,
  hasFailed = false,
) => {
  const { places, found } = toVisible(list, filters, 'me', hasFailed)
  return [
    places.map((place) => (typeof place === 'number' ? '·' : place.id)).join(''),
    toProgress(list, filters, found),
  ]
}

test('if no filters are set, all playlists are shown in Spotify’s order', () => {
  expect(look(started, defaultFilters)).toEqual(['ab····', '2 of 6 loaded'])
  expect(look(whole, defaultFilters)).toEqual(['abcdef', 'All 6 playlists'])
  const holes = addPage(whole, pageOf(1, ['a']))
  expect(look(holes, defaultFilters)).toEqual(['abef', 'All 6 playlists, 2 of them without details'])
})

test('a search shows the matches from the loaded pages while the other pages are still loading', () => {
  expect(look(started, onlyB)).toEqual([`b${'·'.repeat(12)}`, '1 found in 2 of 6 playlists'])
  expect(look(started, onlyB, true)).toEqual(['b', '1 found in 2 of 6 playlists'])
  expect(look(whole, onlyB)).toEqual(['b', '1 of 6 playlists'])
})

test('sorted playlists appear once all pages have loaded, or once a page has failed to load', () => {
  expect(look(started, byName)).toEqual(['······', '2 of 6 loaded'])
  expect(look(started, byName, true)).toEqual(['ab', '2 of 6 loaded'])
  expect(look(whole, byName)).toEqual(['abcdef', 'All 6 playlists'])
})
test('a sorted search shows twelve placeholders instead of results until all pages have loaded', () => {
  const found = { ...onlyB, sort: 'name' } as const
  const [shown] = look(render(pageOf(0, ['a', 'b'], 3_000)), found)
  expect(shown).toBe('·'.repeat(12))
  expect(look(whole, found)).toEqual(['b', '1 of 6 playlists'])
})

test('a playlist that Spotify sends twice is shown only once', () => {
  expect(look(addPage(whole, pageOf(1, ['b'])), defaultFilters)[0]).toBe('abef')
})

test('the size of a filtered list is unknown until all pages have loaded', () => {
  const sizeOf = (list: PagedList<Playlist>, filters: typeof defaultFilters) =>
    toVisible(list, filters, 'me', false).setSize
  expect(sizeOf(started, defaultFilters)).toBe(6)
  expect(sizeOf(started, onlyB)).toBe(-1)
  expect(sizeOf(whole, onlyB)).toBe(1)
})

test('the summary uses the singular if there is only one playlist', () => {
  const one = render(pageOf(0, ['a'], 1))
  expect(look(one, defaultFilters)).toEqual(['a', '1 playlist'])
  expect(look(one, onlyB)).toEqual(['', '0 of 1 playlist'])
})

test('screen readers announce the result of every new search, even if the number of matches stays the same', () => {
  expect(toAnnouncement('1 of 6 playlists', onlyB)).toBe('1 of 6 playlists, with “b”')
  expect(toAnnouncement('All 6 playlists', byName)).toBe('All 6 playlists, sorted by “Name”')
})
