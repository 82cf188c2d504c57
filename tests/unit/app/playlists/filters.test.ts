import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  defaultFilters,
  type Filters,
  parseFilters,
  showLabels,
  sortLabels,
  viewLabels,
  withFilters,
} from '@/app/(signed-in)/playlists/_components/filters/filters'

const parse = (search: string) => parseFilters(new URLSearchParams(search))

describe('filters in a URL', () => {
  test('default to everything in Spotify’s order', () => {
    expect(parse('')).toEqual({ q: '', show: 'all', sort: 'added', view: 'grid' })
  })

  test('are ignored if they are unknown or repeated', () => {
    expect(parse('show=others&sort=toString&view=__proto__&q=a&q=b')).toEqual(defaultFilters)
  })

  test('shorten a search to the maximum length of its field', () => {
    expect(parse(`q=${'a'.repeat(500)}`).q).toHaveLength(100)
  })

  test('omit defaults and keep other parameters', () => {
    expect(withFilters('?page=2&q=old&view=list', defaultFilters)).toBe('?page=2')
    expect(withFilters('', { q: 'a b', show: 'mine', sort: 'name', view: 'list' })).toBe(
      '?q=a+b&show=mine&sort=name&view=list',
    )
    expect(withFilters('', { ...defaultFilters, q: '   ' })).toBe('')
  })

  test('are the same after a round trip', () => {
    const oneOf = <Name extends string>(names: Record<Name, string>) =>
      fc.constantFrom(...(Object.keys(names) as Name[]))
    const anyFilters: fc.Arbitrary<Filters> = fc.record({
      q: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((q) => q.trim() !== '' || q === ''),
      show: oneOf(showLabels),
      sort: oneOf(sortLabels),
      view: oneOf(viewLabels),
    })
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(parse(withFilters('?page=3', filters))).toEqual(filters)
      }),
    )
  })
})
