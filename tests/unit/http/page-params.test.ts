import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { readPageParams } from '@/lib/http/json'

// Hides the log messages about invalid requests.
beforeAll(() => void vi.spyOn(console, 'warn').mockReturnValue())

/** Returns the parsed parameters, or the error message if the request is invalid. */
async function read(query: string | Record<string, string>) {
  const page = readPageParams(new Request(`http://127.0.0.1:3000/api/playlists?${new URLSearchParams(query)}`))
  if (!(page instanceof Response)) return page
  expect(page.status).toBe(400)
  const { error } = await page.json()
  return { message: error.message }
}

test('a request without limit and offset asks for the first 50 items', async () => {
  expect(await read('')).toEqual({ limit: 50, offset: 0 })
  expect(await read('page=7')).toEqual({ limit: 50, offset: 0 })
})

test('the lowest and highest allowed values of limit and offset are accepted', async () => {
  expect(await read('limit=1&offset=0')).toEqual({ limit: 1, offset: 0 })
  expect(await read('offset=100000&limit=50')).toEqual({ limit: 50, offset: 100_000 })
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
])('limit=%j is invalid', async (limit) => {
  expect(await read({ limit })).toEqual({ message: 'limit must be a whole number from 1 to 50.' })
})

test.each(['100001', '-1', '1.5', '', ' ', 'Infinity', '1000000000', '0\0'])('offset=%j is invalid', async (offset) => {
  expect(await read({ offset, limit: '5' })).toEqual({ message: 'offset must be a whole number from 0 to 100000.' })
})

test.each(['limit', 'offset'])('a request is invalid if it repeats the parameter %s', async (name) => {
  expect(await read(`${name}=5&${name}=5`)).toEqual({ message: `${name} may appear only once.` })
})

test('for any limit and offset, the result is either whole numbers in the allowed range or an error that names the invalid parameter but not its value', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String), fc.nat(120).map(String))
  await fc.assert(
    fc.asyncProperty(text, text, async (limit, offset) => {
      const page = await read({ limit, offset })
      const bounds = { limit: [1, 50], offset: [0, 100_000] } as const
      if ('message' in page) {
        const messages = Object.entries(bounds).map(
          ([name, [least, most]]) => `${name} must be a whole number from ${least} to ${most}.`,
        )
        expect(messages).toContain(page.message)
        return
      }
      for (const name of ['limit', 'offset'] as const) {
        const value = page[name]
        const [least, most] = bounds[name]
        expect(Number.isInteger(value) && value >= least && value <= most).toBe(true)
      }
    }),
    { numRuns: 1_000 },
  )
}, 30_000)
