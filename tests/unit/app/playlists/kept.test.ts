import { describe, expect, test } from 'vitest'
import { defaultChoices } from '@/app/_components/playlists/choices'
import { toHeard, toProgress, toShown } from '@/app/_components/playlists/counted'
import {
  countFresh,
  countRead,
  type Kept,
  missingPages,
  stalePages,
  toRows,
  withAllStale,
  withPage,
  withServed,
} from '@/app/_components/playlists/kept'
import { pageOf } from './playlist-of'

const begun = withServed(undefined, pageOf(0, ['a', 'b']), 10)
const whole = [pageOf(2, ['e', 'f']), pageOf(1, ['c', 'd'])].reduce(withPage, begun)
const shownIn = (kept: Kept) => toRows(kept).map((row) => (typeof row === 'number' ? row : row.id))

describe('what the browser keeps', () => {
  test('each place is a playlist, or the page that will bring it', () => {
    expect(shownIn(begun)).toEqual(['a', 'b', 1, 1, 2, 2])
    expect(missingPages(begun)).toEqual([1, 2])
    expect(shownIn(whole)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(missingPages(whole)).toEqual([])
  })

  test('a playlist that Spotify sends twice stands there once, and null leaves no gap', () => {
    const kept = withPage(withPage(begun, pageOf(1, ['b'])), pageOf(2, []))
    expect(shownIn(kept)).toEqual(['a', 'b'])
    expect(countRead(kept)).toBe(6)
  })

  test('a list that has become shorter or longer has as many places as Spotify counted last', () => {
    expect(shownIn(withPage(whole, pageOf(0, ['a', 'b'], 3)))).toEqual(['a', 'b', 'c', 'd'])
    expect(shownIn(withPage(whole, pageOf(0, ['a', 'b'], 7)))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 3])
    expect(shownIn(withPage(whole, pageOf(0, [], 0)))).toEqual([])
  })

  test('whatever number Spotify claims, there is an end', () => {
    expect(toRows(withPage(begun, pageOf(0, ['a', 'b'], 1e12)))).toHaveLength(100_000)
  })

  test('the way back to an older page of the server’s changes nothing', () => {
    expect(withServed(whole, pageOf(0, ['x', 'y']), 10)).toBe(whole)
  })

  test('a newer page of the server’s that says the same keeps the rest', () => {
    expect(shownIn(withServed(whole, pageOf(0, ['a', 'b']), 11))).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  test('a newer one that says otherwise means that the rest is to be read anew', () => {
    expect(shownIn(withServed(whole, pageOf(0, ['new', 'a']), 11))).toEqual(['new', 'a', 1, 1, 2, 2])
    expect(shownIn(withServed(whole, pageOf(0, ['a', 'b'], 5), 11))).toEqual(['a', 'b', 1, 1, 2])
  })

  test('what is to be read again stays until it has been', () => {
    const stale = withAllStale(withPage(begun, pageOf(2, ['e', 'f'])))
    expect(stalePages(stale)).toEqual([0, 2])
    expect(countFresh(stale)).toBe(0)
    expect(shownIn(stale)).toEqual(['a', 'b', 1, 1, 'e', 'f'])
    const again = withPage(stale, pageOf(0, ['a', 'b']))
    expect(stalePages(again)).toEqual([2])
    expect(countFresh(again)).toBe(1)
  })
})

describe('what is shown of it, and what is said', () => {
  const byName = { ...defaultChoices, sort: 'name' } as const
  const onlyB = { ...defaultChoices, q: 'b' }
  const look = (kept: Kept, choices: typeof byName | typeof onlyB | typeof defaultChoices, hasFailed = false) => {
    const { rows, found } = toShown(kept, choices, 'me', hasFailed)
    return [rows.map((row) => (typeof row === 'number' ? '·' : row.id)).join(''), toProgress(kept, choices, found)]
  }

  test('everything, as it came', () => {
    expect(look(begun, defaultChoices)).toEqual(['ab····', '2 of 6 loaded'])
    expect(look(whole, defaultChoices)).toEqual(['abcdef', 'All 6 playlists'])
    const holes = withPage(whole, pageOf(1, ['a']))
    expect(look(holes, defaultChoices)).toEqual(['abef', 'All 6 playlists, 2 of them without anything to show'])
  })

  test('what is found comes in as it is read', () => {
    expect(look(begun, onlyB)).toEqual([`b${'·'.repeat(12)}`, '1 found in 2 of 6 playlists'])
    expect(look(begun, onlyB, true)).toEqual(['b', '1 found in 2 of 6 playlists'])
    expect(look(whole, onlyB)).toEqual(['b', '1 of 6 playlists'])
  })

  test('an order is shown once all is known, or nothing more comes', () => {
    expect(look(begun, byName)).toEqual(['······', '2 of 6 loaded'])
    expect(look(begun, byName, true)).toEqual(['ab', '2 of 6 loaded'])
    expect(look(whole, byName)).toEqual(['abcdef', 'All 6 playlists'])
  })
  test('a part of it in another order has few places, until all is known', () => {
    const found = { ...onlyB, sort: 'name' } as const
    const [shown] = look(withServed(undefined, pageOf(0, ['a', 'b'], 3_000), 10), found)
    expect(shown).toBe('·'.repeat(12))
    expect(look(whole, found)).toEqual(['b', '1 of 6 playlists'])
  })

  test('how many there are is not claimed before it is known', () => {
    const sizeOf = (kept: Kept, choices: typeof defaultChoices) => toShown(kept, choices, 'me', false).size
    expect(sizeOf(begun, defaultChoices)).toBe(6)
    expect(sizeOf(begun, onlyB)).toBe(-1)
    expect(sizeOf(whole, onlyB)).toBe(1)
  })

  test('one playlist is not all of them', () => {
    const one = withServed(undefined, pageOf(0, ['a'], 1), 10)
    expect(look(one, defaultChoices)).toEqual(['a', '1 playlist'])
    expect(look(one, onlyB)).toEqual(['', '0 of 1 playlist'])
  })

  test('two searches that find as many do not sound the same', () => {
    expect(toHeard('1 of 6 playlists', onlyB)).toBe('1 of 6 playlists, with “b”')
    expect(toHeard('All 6 playlists', byName)).toBe('All 6 playlists, sorted by “Name”')
  })
})
