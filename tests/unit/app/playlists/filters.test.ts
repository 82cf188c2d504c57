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

describe('playlist filters in the URL', () => {
  test('without URL parameters, all playlists are shown in Spotify’s order', () => {
    expect(parse('')).toEqual({ q: '', show: 'all', sort: 'added', view: 'grid' })
  })

  test('unknown and repeated URL parameters are ignored', () => {
    expect(parse('show=others&sort=toString&view=__proto__&q=a&q=b')).toEqual(defaultFilters)
  })

  test('a search query in the URL is shortened to the search field’s maximum length', () => {
    expect(parse(`q=${'a'.repeat(500)}`).q).toHaveLength(100)
  })

  test('filters with default values are omitted from the URL, and unrelated parameters are kept', () => {
    expect(withFilters('?page=2&q=old&view=list', defaultFilters)).toBe('?page=2')
    expect(withFilters('', { q: 'a b', show: 'mine', sort: 'name', view: 'list' })).toBe(
      '?q=a+b&show=mine&sort=name&view=list',
    )
    expect(withFilters('', { ...defaultFilters, q: '   ' })).toBe('')
  })

  test('filters stay the same when they are written to a URL and parsed again', () => {
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
