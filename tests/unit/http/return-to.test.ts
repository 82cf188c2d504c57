import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReturnTo } from '@/lib/session/urls'

/** Malicious or invalid values. The app must replace each of these values with `/`. */
const hostile = [
  ...['//evil.example', 'https://evil.example', 'https:evil.example', 'javascript:alert(1)', '@evil.example', ''],
  ...['\\\\evil.example', '/\\evil.example', '/\t/evil.example', ' //evil.example', '/playlists\r\nset-cookie: a=b'],
  ...['/%2fevil.example', '/%5cevil.example', '/%252fevil.example', '/%00/evil.example', '/%zz'],
  ...['/.//evil.example', '/a/%2e%2e//evil.example', `/${'a'.repeat(1_000)}`],
  ...['/api/auth/logout', '/API/aut%68/login', '/api//auth/login', '/playlists/%2e%2e/api/auth/login', '/login?x=1'],
]

const honest = [
  ['/playlists?page=2&q=a%2Fb#y', '/playlists?page=2&q=a%2Fb#y'],
  ['/playlists?next=//evil.example', '/playlists?next=//evil.example'],
  ['/pläylist/~a,b', '/pl%C3%A4ylist/~a,b'],
  ['/a/../playlists', '/playlists'],
  ['/api/me', '/api/me'],
] as const

const origins = ['https://music.example.com', 'http://127.0.0.1:3000']

const isUnderAuth = (path: string) => /^\/+(?:api\/+auth|login\/*$)(?:[/?#;]|$)/i.test(path)

/** Returns the path as different servers might read it: unchanged, or percent-decoded once, twice or three times. */
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
  test.each(hostile.map((text) => [text.slice(0, 60), text]))(
    'returnTo=%j is replaced with the home page',
    (_title, text) => {
      expect(parseReturnTo(text)).toBe('/')
    },
  )

  test.each(honest)('returnTo=%j is accepted as %j', (given, kept) => {
    expect(parseReturnTo(given)).toBe(kept)
    expectOurs(kept)
  })

  test('a returnTo that is not a string is replaced with the home page', () => {
    for (const value of [undefined, null, 7, true, {}, [], ['/playlists'], { toString: () => '/playlists' }])
      expect(parseReturnTo(value)).toBe('/')
  })

  test('a parsed returnTo stays the same if parsed again, and leads to this site, but never to the sign-in page or endpoints', () => {
    fc.assert(
      fc.property(mostlyHostile, (text) => {
        const returnTo = parseReturnTo(text)
        expectOurs(returnTo)
        expect(parseReturnTo(returnTo)).toBe(returnTo)
      }),
      { numRuns: 5_000 },
    )
  }, 30_000)
})

/** Fragments of typical attacks. The tests combine these fragments at random. */
const pieces = [
  ...['/', '//', '\\', '.', '..', '%2e', '%2E%2e', '%252e', '%2f', '%5c', '%252f', '%25', '%', '?', '#', '@', ':', ';'],
  ...['\t', '\n', '\0', ' ', '%09', '%00', '%0a', '%20', 'api', 'API', '%61pi', 'auth', 'aut%68', 'login'],
  ...['https:', 'javascript:', 'ä', '\u3002', '\uff0f', '\u2215', '\ud800', '[::1]', 'playlists', '%ff', '%zz'],
  'evil.example',
]
const fromPieces = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
  .map((parts) => `/${parts.join('')}`)
const mostlyHostile = fc.oneof(
  { weight: 5, arbitrary: fromPieces },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hostile).chain((text) => fromPieces.map((more) => text + more)) },
)
