import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReturnTo } from '@/lib/session/urls'
import { honestReturnTo, hostileReturnTo } from '../hostile/return-to.ts'

const origins = ['https://music.example.com', 'http://127.0.0.1:3000']

const isUnderAuth = (path: string) => /^\/+(?:api\/+auth|login\/*$)(?:[/?#;]|$)/i.test(path)

/** Returns the path as different servers might read it: unchanged, and percent-decoded once, twice and three times. */
function readings(path: string): string[] {
  const all = [path]
  for (let layer = 0; layer < 3; layer++) {
    try {
      all.push(decodeURIComponent(all.at(-1) ?? ''))
    } catch {
      break
    }
  }
  return all
}

function expectOurs(returnTo: string) {
  expect(returnTo).toMatch(/^\/(?!\/)/)
  expect(returnTo.length).toBeLessThanOrEqual(1_000)
  for (const origin of origins) {
    const { pathname } = new URL(returnTo, origin)
    expect(new URL(`${origin}${returnTo}`).origin).toBe(origin)
    for (const reading of readings(pathname)) {
      const url = new URL(reading, origin)
      expect(url.origin, `${returnTo} read as ${reading}`).toBe(origin)
      expect(url.pathname, `${returnTo} read as ${reading}`).not.toMatch(/^\/\//)
      expect(isUnderAuth(url.pathname), `${returnTo} read as ${reading}`).toBe(false)
    }
  }
}

describe('returnTo', () => {
  test.each(hostileReturnTo.map((text) => [text.slice(0, 60), text]))(
    'returnTo=%j is replaced with the home page',
    (_title, text) => {
      expect(parseReturnTo(text)).toBe('/')
    },
  )

  test.each(honestReturnTo.map(([given, kept]) => [given.slice(0, 60), given, kept]))(
    'returnTo=%j is accepted',
    (_title, given, kept) => {
      expect(parseReturnTo(given)).toBe(kept)
      expectOurs(kept)
    },
  )

  test('a returnTo that is not a string is replaced with the home page', () => {
    for (const value of [undefined, null, 7, true, {}, [], ['/playlists'], { toString: () => '/playlists' }])
      expect(parseReturnTo(value)).toBe('/')
  })

  test('parsing returnTo twice gives the same result as parsing it once', () => {
    fc.assert(
      fc.property(mostlyHostile, (text) => {
        const once = parseReturnTo(text)
        expect(parseReturnTo(once)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })

  test('a parsed returnTo always leads to this site, but never to the sign-in page or the sign-in endpoints', () => {
    fc.assert(
      fc.property(mostlyHostile, (text) => expectOurs(parseReturnTo(text))),
      { numRuns: 5_000 },
    )
  }, 30_000)
})

/** Parts of typical attacks, which the tests combine at random. */
const pieces = [
  ...['/', '//', '\\', '.', '..', '%2e', '%2E%2e', '%252e', '%2f', '%5c', '%252f', '%25', '%', '?', '#', '@', ':', ';'],
  ...[
    '\t',
    '\n',
    '\0',
    ' ',
    '%09',
    '%00',
    '%0a',
    '%20',
    'api',
    'API',
    '%61pi',
    'auth',
    'aut%68',
    'login',
    'evil.example',
  ],
  ...['https:', 'javascript:', 'ä', '\u3002', '\uff0f', '\u2215', '\ud800', '[::1]', 'playlists', '%ff', '%zz'],
]
const fromPieces = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
  .map((parts) => `/${parts.join('')}`)
const mostlyHostile = fc.oneof(
  { weight: 5, arbitrary: fromPieces },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hostileReturnTo).chain((text) => fromPieces.map((more) => text + more)) },
)
