import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as signIn from '@/lib/session/urls'
import { absoluteUrl, decodePath, parseReturnTo, visiblePath } from '@/lib/session/urls'
import * as urls from '@/lib/urls'

test('the app’s route URLs match the documentation', () => {
  expect(signIn.callbackPath).toBe('/api/auth/callback')
  expect(signIn.refreshPath).toBe('/api/auth/refresh')
  expect(signIn.logoutPath).toBe('/api/auth/logout')
  expect(signIn.startLoginPath()).toBe('/api/auth/login')
  expect(signIn.loginPagePath()).toBe('/login')
  expect(absoluteUrl('https://music.example.com', signIn.callbackPath)).toBe(
    'https://music.example.com/api/auth/callback',
  )
})

test('a query string contains only the parameters that have values', () => {
  expect(
    signIn.loginPagePath({ reason: 'rate_limited', returnTo: '/playlists?page=2', untilMs: 1_764_000_000_001 }),
  ).toBe('/login?reason=rate_limited&returnTo=%2Fplaylists%3Fpage%3D2&until=1764000001')
  expect(signIn.loginPagePath({ reason: 'signed_out', untilMs: undefined })).toBe('/login?reason=signed_out')
  expect(signIn.startLoginPath({ switch: '1', scope: 'user-top-read' })).toBe(
    '/api/auth/login?switch=1&scope=user-top-read',
  )
  const returnTo = '/profile'
  expect(signIn.refreshPathTo({ returnTo })).toBe('/api/auth/refresh?returnTo=%2Fprofile')
  expect(signIn.refreshPathTo({ returnTo, refused: 'abc' })).toBe('/api/auth/refresh?returnTo=%2Fprofile&refused=abc')
  expect(signIn.refreshPathTo({ returnTo, replaced: 'x' })).toBe('/api/auth/refresh?returnTo=%2Fprofile&replaced=x')
})

test('the URL for the first page of a list contains no page number', () => {
  expect([1, 2, 0, -1].map((page) => urls.playlistsPagePath(page))).toEqual([
    '/playlists',
    '/playlists?page=2',
    '/playlists',
    '/playlists',
  ])
  expect(urls.playlistPath('abc')).toBe('/playlists/abc')
  expect(urls.playlistPath('abc', 3)).toBe('/playlists/abc?page=3')
})

test('query values and IDs are escaped when they are inserted into URLs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const login = new URL(signIn.loginPagePath({ returnTo: text }), 'http://x')
      expect([login.pathname, login.searchParams.get('returnTo'), [...login.searchParams.keys()]]).toEqual([
        '/login',
        text,
        ['returnTo'],
      ])
      const refresh = new URL(signIn.refreshPathTo({ returnTo: '/', refused: text }), 'http://x')
      expect([refresh.pathname, refresh.searchParams.get('refused')]).toEqual([signIn.refreshPath, text])
      if (!/^\.{1,2}$/.test(text)) expect(urls.playlistPath(text).slice('/playlists/'.length)).not.toMatch(/[/?#\\]/)
    }),
  )
})

test('a returnTo path stays the same when it is written to a query and read back', () => {
  for (const path of ['/playlists?page=2', '/playlists/abc?page=3', '/profile'])
    expect(
      parseReturnTo(new URL(signIn.refreshPathTo({ returnTo: path }), 'http://x').searchParams.get('returnTo')),
    ).toBe(path)
})

describe('needsToken', () => {
  test.each(['/profile', '/listening', '/playlists', '/playlists/abc', '/playlists/'])(
    'the proxy refreshes the token when %s is requested',
    (path) => {
      expect(urls.needsToken(path)).toBe(true)
    },
  )

  test.each([
    '/',
    '/login',
    '/account',
    '/privacy',
    '/setup',
    '/api/health',
    '/api/me',
    '/api/playlists/abc/items',
    '/api/listening/now',
    '/api/auth/refresh',
    '/playlistsx',
    '/x/playlists',
    '/PLAYLISTS',
  ])('the proxy does not refresh the token when %s is requested', (path) => {
    expect(urls.needsToken(path)).toBe(false)
  })
})

test('visiblePath removes the router’s parameters from a URL', () => {
  expect(visiblePath('http://x/playlists?page=2&_rsc=1a2b')).toBe('/playlists?page=2')
  expect(visiblePath('http://x/playlists?_rsc=1a2b')).toBe('/playlists')
  expect(visiblePath('http://x/pl%C3%A4y?a=%20b')).toBe('/pl%C3%A4y?a=%20b')
})

test('decodePath returns null for a path with malformed percent-encoding', () => {
  expect(['/a', '/%20', '/%C3%A4'].map(decodePath)).toEqual(['/a', '/ ', '/ä'])
  expect(['/%', '/%ff', '/%E0%A4%A', '/%zz'].map(decodePath)).toEqual([null, null, null, null])
})
