import { describe, expect, test } from 'vitest'
import {
  addPage,
  addRenderedPage,
  type PagedList,
  pagesToRead,
  startReread,
} from '@/app/(signed-in)/_components/paged-list'
import { countRead, missingPages, toPlaces } from '@/app/(signed-in)/playlists/_components/visible-playlists'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { pageOf } from './page-of.ts'

const render = (list: PagedList<Playlist> | undefined, page: Page<Playlist>, renderedAtMs: number) =>
  addRenderedPage(list, page, renderedAtMs, ({ id }) => id)
const started = render(undefined, pageOf(0, ['a', 'b']), 10)
const whole = [pageOf(2, ['e', 'f']), pageOf(1, ['c', 'd'])].reduce(addPage, started)
const placesIn = (list: PagedList<Playlist>) =>
  toPlaces(list).map((place) => (typeof place === 'number' ? place : place.id))

describe('lists that are loaded page by page', () => {
  test('each position in a list holds an item or, if the item isn’t loaded, the number of its page', () => {
    expect(placesIn(started)).toEqual(['a', 'b', 1, 1, 2, 2])
    expect(missingPages(started)).toEqual([1, 2])
    expect(placesIn(whole)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(missingPages(whole)).toEqual([])
  })

  test('a page with fewer items than expected leaves no gap in the list', () => {
    const list = addPage(addPage(started, pageOf(1, ['c'])), pageOf(2, []))
    expect(placesIn(list)).toEqual(['a', 'b', 'c'])
    expect(countRead(list)).toBe(6)
  })

  test('only the missing pages of a list are loaded', () => {
    expect(pagesToRead(started, [0, 2])).toEqual([2])
    expect(pagesToRead(whole, [0, 1, 2])).toEqual([])
  })

  test('a list has at most 100,000 positions, no matter what total Spotify sends', () => {
    expect(toPlaces(render(undefined, pageOf(0, ['a', 'b'], 1e12), 10))).toHaveLength(100_000)
  })
})

describe('lists that change on Spotify', () => {
  test('if the total of a list changes, the list is reloaded, and all its pages are replaced at once', () => {
    const longer = addPage(started, pageOf(1, ['b', 'c'], 7))
    expect(placesIn(longer)).toEqual(['a', 'b', 1, 1, 2, 2])
    expect(pagesToRead(longer, [2])).toEqual([0])
    expect(placesIn(addPage(longer, pageOf(0, ['new', 'a'], 7)))).toEqual(['new', 'a', 'b', 'c', 2, 2, 3])
    const shorter = addPage(whole, pageOf(0, ['a', 'b'], 3))
    expect(pagesToRead(shorter, [])).toEqual([1])
    expect(placesIn(addPage(shorter, pageOf(1, ['c'], 3)))).toEqual(['a', 'b', 'c'])
    expect(placesIn(addPage(whole, pageOf(0, [], 0)))).toEqual([])
  })

  test('a list is not reloaded endlessly if each page reports a different total', () => {
    const numbers = Array.from({ length: 10 }, (_, number) => number)
    let list = render(undefined, pageOf(0, ['0a', '0b'], 3), 10)
    const read: number[] = []
    while (read.length < 100) {
      const [number] = pagesToRead(list, numbers)
      if (number === undefined) break
      read.push(number)
      // Uses the totals that `toPage` calculates when Spotify sends none.
      list = addPage(
        list,
        pageOf(number, number < 9 ? [`${number}a`, `${number}b`] : [], number < 9 ? 2 * number + 3 : 18),
      )
    }
    expect(placesIn(list)).toHaveLength(18)
    expect(missingPages(list)).toEqual([])
    expect(read.length).toBeLessThan(20)
  })

  test('a list ignores a server-rendered page that is older than the pages already in the list', () => {
    expect(render(whole, pageOf(0, ['x', 'y']), 10)).toBe(whole)
  })

  test('if the server renders a page again without changes, the list keeps its other pages', () => {
    expect(placesIn(render(whole, pageOf(0, ['a', 'b']), 11))).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  test('if the server renders a page again with a different item or total, the list drops its other pages', () => {
    expect(placesIn(render(whole, pageOf(0, ['new', 'a']), 11))).toEqual(['new', 'a', 1, 1, 2, 2])
    expect(placesIn(render(whole, pageOf(0, ['a', 'b'], 5), 11))).toEqual(['a', 'b', 1, 1, 2])
  })
})

test('a refresh reloads all loaded pages, and the old list stays visible until every page has arrived', () => {
  const list = startReread(addPage(started, pageOf(2, ['e', 'f'])))
  expect(pagesToRead(list, [1])).toEqual([0, 2])
  const half = addPage(list, pageOf(0, ['x', 'y']))
  expect(placesIn(half)).toEqual(['a', 'b', 1, 1, 'e', 'f'])
  expect(pagesToRead(half, [1])).toEqual([2])
  const fresh = addPage(half, pageOf(2, ['z']))
  expect(placesIn(fresh)).toEqual(['x', 'y', 1, 1, 'z'])
  expect(pagesToRead(fresh, [1])).toEqual([1])
})
