import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Choices,
  defaultChoices,
  parseChoices,
  shows,
  sorts,
  views,
  withChoices,
} from '@/app/_components/playlists/choices'

const parse = (search: string) => parseChoices(new URLSearchParams(search))

describe('choices in an address', () => {
  test('nothing said is everything in Spotify’s order', () => {
    expect(parse('')).toEqual({ q: '', show: 'all', sort: 'added', view: 'grid' })
  })

  test('what is unknown or said twice counts as not said', () => {
    expect(parse('show=others&sort=toString&view=__proto__&q=a&q=b')).toEqual(defaultChoices)
  })

  test('a search is cut where the field ends', () => {
    expect(parse(`q=${'a'.repeat(500)}`).q).toHaveLength(100)
  })

  test('what is usual is left out, and what is not ours stays', () => {
    expect(withChoices('?page=2&q=old&view=list', defaultChoices)).toBe('?page=2')
    expect(withChoices('', { q: 'a b', show: 'mine', sort: 'name', view: 'list' })).toBe(
      '?q=a+b&show=mine&sort=name&view=list',
    )
    expect(withChoices('', { ...defaultChoices, q: '   ' })).toBe('')
  })

  test('all choices come back from the address that they make', () => {
    const oneOf = <Name extends string>(names: Record<Name, string>) =>
      fc.constantFrom(...(Object.keys(names) as Name[]))
    const anyChoices: fc.Arbitrary<Choices> = fc.record({
      q: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((q) => q.trim() !== '' || q === ''),
      show: oneOf(shows),
      sort: oneOf(sorts),
      view: oneOf(views),
    })
    fc.assert(
      fc.property(anyChoices, (choices) => {
        expect(parse(withChoices('?page=3', choices))).toEqual(choices)
      }),
    )
  })
})
