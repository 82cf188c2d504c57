import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeScope } from '@/lib/scope-descriptions'
import { defaultScopes, parseKnownScopes, parseScopes, scopes } from '@/lib/spotify/scopes'
import { isScope } from '../../emulator/accounts/authorize-request.ts'

test('every scope in the catalogue is one of Spotify’s scopes and has a description', () => {
  for (const scope of scopes) {
    expect(isScope(scope), scope).toBe(true)
    expect(describeScope(scope).grants).toMatch(/^(See|Change|Control) /)
    expect(describeScope(scope).use).toMatch(/\.$/)
  }
})

test('the order of the app’s scopes never changes, because stored sessions depend on it', () => {
  expect(scopes).toEqual([
    'playlist-read-private',
    'playlist-read-collaborative',
    'user-read-private',
    'user-read-email',
    'user-top-read',
    'user-read-recently-played',
    'user-read-currently-playing',
    'user-read-playback-state',
    'user-library-read',
    'user-library-modify',
    'user-follow-read',
    'user-follow-modify',
    'playlist-modify-private',
    'playlist-modify-public',
    'user-modify-playback-state',
    'user-read-playback-position',
  ])
})

test('the two default scopes are in the catalogue', () => {
  expect(defaultScopes).toEqual(['playlist-read-private', 'playlist-read-collaborative'])
})

test('parsing a list of granted scopes returns them in a fixed order, without unknown or duplicate scopes', () => {
  expect(parseScopes('user-top-read streaming playlist-read-private user-top-read')).toEqual([
    'playlist-read-private',
    'user-top-read',
  ])
  expect(parseScopes('')).toEqual([])
  expect(parseScopes('  ')).toEqual([])
  expect(parseScopes('USER-TOP-READ __proto__ constructor')).toEqual([])
})

test('a list of scopes in a URL is refused if any scope is unknown', () => {
  expect(parseKnownScopes('')).toEqual([])
  expect(parseKnownScopes(' user-top-read  user-top-read ')).toEqual(['user-top-read'])
  for (const text of [
    'streaming',
    'user-top-read streaming',
    'user-top-read,user-read-email',
    'User-Top-Read',
    '__proto__',
  ])
    expect(parseKnownScopes(text), text).toBeNull()
  for (const space of ['\t', '\n', '\u00a0', '+', '%20'])
    expect(parseKnownScopes(`user-top-read${space}user-read-email`)).toBeNull()
})

test('parsing any text returns either valid scopes or null', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.oneof(fc.constantFrom(...scopes), fc.constantFrom('', 'x', '__proto__')), { maxLength: 20 })
      .map((list) => list.join(' ')),
  )
  fc.assert(
    fc.property(text, (any) => {
      const known = parseKnownScopes(any)
      if (known === null) return
      expect(scopes).toEqual(expect.arrayContaining(known))
      expect(new Set(known).size).toBe(known.length)
      expect(parseKnownScopes(known.join(' '))).toEqual(known)
    }),
  )
})
