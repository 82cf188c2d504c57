import { describe, expect, test } from 'vitest'
import { isNavigation, isOtherLoopback, isReload, isSameOrigin, isUserRequest } from '@/lib/http/handlers'

const appUrl = 'https://music.example.com'
const headers = (list: Record<string, string> = {}) => new Headers(list)

describe('isUserRequest and isNavigation', () => {
  test.each([
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'sec-purpose': 'prefetch;anonymous-client-ip', 'sec-fetch-mode': 'navigate' },
    { purpose: 'prefetch' },
    { 'x-moz': 'prefetch' },
    { 'next-router-prefetch': '1' },
    { 'next-router-prefetch': '' },
    { 'next-router-segment-prefetch': '/_tree' },
  ] satisfies Record<string, string>[])('a request with the headers %j is a prefetch, not a navigation', (list) => {
    expect(isUserRequest(headers(list))).toBe(false)
    expect(isNavigation(headers(list))).toBe(false)
  })

  test.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (compatible; Baiduspider/2.0)',
    'Mozilla/5.0 (compatible; Yahoo! Slurp)',
    'SomeCrawler/1.0',
    'Mozilla/5.0 (Windows) AppleWebKit/537.36 (KHTML, like Gecko) SkypeUriPreview Preview/0.5',
  ])('a request from a crawler is not a navigation: %s', (robot) => {
    expect(isUserRequest(headers({ 'user-agent': robot, 'sec-fetch-mode': 'navigate' }))).toBe(false)
    expect(isNavigation(headers({ 'user-agent': robot, 'sec-fetch-mode': 'navigate' }))).toBe(false)
  })

  test.each([
    'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    'Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20 PRO) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
    'curl/8.16.0',
    '',
  ])('a request with the user agent %j comes from a user', (agent) => {
    expect(isUserRequest(headers({ 'user-agent': agent }))).toBe(true)
    expect(isNavigation(headers({ 'user-agent': agent }))).toBe(true)
  })

  test('a fetch from a script counts as a user request', () => {
    expect(isUserRequest(headers({ 'sec-fetch-mode': 'cors' }))).toBe(true)
  })

  test.each(['cors', 'no-cors', 'same-origin', 'websocket', '', 'nested-navigate'])(
    'a request with Sec-Fetch-Mode %j is not a navigation',
    (mode) => {
      expect(isNavigation(headers({ 'sec-fetch-mode': mode }))).toBe(false)
    },
  )

  test('a request is a navigation if its Sec-Fetch-Mode header says so, or if it has no such header', () => {
    expect(isNavigation(headers({ 'sec-fetch-mode': 'navigate' }))).toBe(true)
    expect(isNavigation(headers())).toBe(true)
    expect(isNavigation(headers({ purpose: 'visit', 'x-moz': '' }))).toBe(true)
    expect(isUserRequest(headers())).toBe(true)
  })
})

describe('isSameOrigin', () => {
  test('a POST is accepted if its Origin or Sec-Fetch-Site header shows that it comes from this site', () => {
    expect(isSameOrigin(headers({ origin: appUrl }), appUrl)).toBe(true)
    expect(isSameOrigin(headers({ origin: 'null', 'sec-fetch-site': 'same-origin' }), appUrl)).toBe(true)
    expect(isSameOrigin(headers({ 'sec-fetch-site': 'same-origin' }), appUrl)).toBe(true)
  })

  test.each([
    {},
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://evil.example' },
    { origin: 'http://music.example.com' },
    { origin: 'https://music.example.com:8443' },
    { origin: 'https://music.example.com.evil.example' },
    { origin: 'https://evil.music.example.com' },
    { origin: 'https://music.example.com/' },
    { origin: 'https://music.example.com, https://evil.example' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
    { referer: `${appUrl}/account`, host: 'music.example.com' },
  ] as Record<string, string>[])('a POST with the headers %j is refused', (list) => {
    expect(isSameOrigin(headers(list), appUrl)).toBe(false)
  })
})

test.each([
  ['max-age=0', true],
  ['no-cache', true],
  ['max-age=60', false],
  [undefined, false],
])('for a request with Cache-Control: %s, isReload returns %s', (value, expected) => {
  expect(isReload(headers(value === undefined ? {} : { 'cache-control': value }))).toBe(expected)
})

const local = 'http://127.0.0.1:3000'
const at = (host: string | null) => headers(host === null ? {} : { host })

test.each(['localhost', 'localhost:3000', 'LOCALHOST:3000', 'LocalHost', '[::1]', '[::1]:3000', 'localhost:80'])(
  'a request to the host %s is redirected, because the app is configured with a different loopback address',
  (host) => {
    expect(isOtherLoopback(at(host), local)).toBe(true)
  },
)

test.each(['127.0.0.1', '127.0.0.1:3000', '127.0.0.1:4000', 'music.example.com', 'localhost.evil.example', '', null])(
  'a request to the host %j is not redirected',
  (host) => {
    expect(isOtherLoopback(at(host), local)).toBe(false)
  },
)

test('the app can be configured with an IPv6 loopback address', () => {
  expect(isOtherLoopback(at('127.0.0.1:3000'), 'http://[::1]:3000')).toBe(true)
  expect(isOtherLoopback(at('[::1]:3000'), 'http://[::1]:3000')).toBe(false)
})

test('if the app has a public origin, the Host header never causes a redirect', () => {
  for (const host of ['localhost', '127.0.0.1:3000', 'evil.example', null])
    expect(isOtherLoopback(at(host), 'https://music.example.com')).toBe(false)
})

test.each([
  'localhost:3000:3000',
  ':3000',
  'localhost@evil.example',
  '\u00a0localhost',
  'localhost\x01',
  '[::1',
  '::1',
  'a'.repeat(9_999),
])('the malformed host %j is not treated as a loopback address', (host) => {
  expect(isOtherLoopback(at(host), local)).toBe(false)
})
