import { expect, test } from 'vitest'
import { refusalOf, shortenAgent } from '@/lib/http/request-guard'

test.each(['/', '/playlists?page=2', `/?${'a&'.repeat(99)}a`, '/a&b/c?d', '//two', '/%zz'])(
  'a request for %s is passed on to the app',
  (target) => {
    expect(refusalOf(target)).toBe(null)
  },
)

test.each(['http://evil.example/', 'https://evil.example//x', 'evil.example:443', '*', ''])(
  'a request for %s is refused, because its target is not a path',
  (target) => {
    expect(refusalOf(target)).toMatchObject({ status: 400 })
  },
)

test.each([`/?${'a&'.repeat(100)}`, `/playlists?x=1&${'y=2&'.repeat(200)}`, `/?a?${'a&'.repeat(100)}`])(
  'a URL with more than a hundred parameters is refused as too long: %#',
  (target) => {
    expect(refusalOf(target)).toMatchObject({ status: 414 })
  },
)

test('TRACE requests are refused, and requests with any other method are passed on to the app', () => {
  expect(refusalOf('/login', 'TRACE')).toMatchObject({ status: 400 })
  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'PROPFIND']) expect(refusalOf('/login', method)).toBe(null)
})

test('a User-Agent header is shortened only if it is longer than any browser’s', () => {
  expect(shortenAgent('Mozilla/5.0')).toBe('Mozilla/5.0')
  expect(shortenAgent('x'.repeat(14_000))).toBe('x'.repeat(1_000))
})
