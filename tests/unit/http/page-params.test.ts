import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePageParams } from '@/lib/http/page-params'

const read = (query: string) => parsePageParams(new URLSearchParams(query))

test('without parameters, a request returns the first 50 items', () => {
  expect(read('')).toEqual({ page: { limit: 50, offset: 0 } })
  expect(read('page=7')).toEqual({ page: { limit: 50, offset: 0 } })
})

test('limit and offset can have any value up to their maximum', () => {
  expect(read('limit=1&offset=0')).toEqual({ page: { limit: 1, offset: 0 } })
  expect(read('offset=100000&limit=50')).toEqual({ page: { limit: 50, offset: 100_000 } })
})

test.each([
  '0',
  '51',
  '-1',
  '1.5',
  '1e1',
  '0x10',
  '',
  ' ',
  '+5',
  ' 5',
  '5 ',
  '٥',
  'NaN',
  'all',
  '99999999999999999999',
  '50\n',
  '__proto__',
])('limit=%j is invalid', (limit) => {
  expect(parsePageParams(new URLSearchParams({ limit }))).toEqual({
    invalid: 'limit',
    message: 'limit must be a whole number from 1 to 50.',
  })
})

test.each(['100001', '-1', '1.5', '', ' ', 'Infinity', '1000000000', '0\0'])('offset=%j is invalid', (offset) => {
  expect(parsePageParams(new URLSearchParams({ offset, limit: '5' }))).toEqual({
    invalid: 'offset',
    message: 'offset must be a whole number from 0 to 100000.',
  })
})

test('any query is parsed as whole numbers within the limits, or returns the name of the invalid parameter without its value', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String), fc.nat(120).map(String))
  fc.assert(
    fc.property(text, text, (limit, offset) => {
      const parsed = parsePageParams(new URLSearchParams({ limit, offset }))
      const bounds = { limit: [1, 50], offset: [0, 100_000] } as const
      if ('invalid' in parsed) {
        const [least, most] = bounds[parsed.invalid]
        expect(parsed.message).toBe(`${parsed.invalid} must be a whole number from ${least} to ${most}.`)
        return
      }
      for (const name of ['limit', 'offset'] as const) {
        const value = parsed.page[name]
        const [least, most] = bounds[name]
        expect(Number.isInteger(value) && value >= least && value <= most).toBe(true)
      }
    }),
    { numRuns: 1_000 },
  )
}, 30_000)
