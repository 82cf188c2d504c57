import { expect, test } from 'vitest'
import { refusalOf } from '@/lib/request-guard'

test.each(['/', '/playlists?page=2', `/?${'a&'.repeat(99)}a`, '/a&b/c?d', '//two', '/%zz'])(
  '%s is for the app',
  (target) => {
    expect(refusalOf(target)).toBe(null)
  },
)

test.each(['http://evil.example/', 'https://evil.example//x', 'evil.example:443', '*', ''])(
  '%s is no address of ours',
  (target) => {
    expect(refusalOf(target)).toMatchObject({ status: 400 })
  },
)

test.each([`/?${'a&'.repeat(100)}`, `/playlists?x=1&${'y=2&'.repeat(200)}`, `/?a?${'a&'.repeat(100)}`])(
  'an address with more than a hundred parameters is too long: %#',
  (target) => {
    expect(refusalOf(target)).toMatchObject({ status: 414 })
  },
)

test('a method that Next cannot handle is refused, and no other', () => {
  expect(refusalOf('/login', 'TRACE')).toMatchObject({ status: 400 })
  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'PROPFIND']) expect(refusalOf('/login', method)).toBe(null)
})
