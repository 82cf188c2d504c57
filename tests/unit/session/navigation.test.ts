import { describe, expect, test } from 'vitest'
import { isAwaited, isNavigation, isReload, isSameOrigin } from '@/lib/session/navigation'

const appUrl = 'https://music.example.com'
const headers = (list: Record<string, string> = {}) => new Headers(list)

describe('a request', () => {
  test.each([
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'sec-purpose': 'prefetch;anonymous-client-ip', 'sec-fetch-mode': 'navigate' },
    { purpose: 'prefetch' },
    { 'x-moz': 'prefetch' },
    { 'next-router-prefetch': '1' },
    { 'next-router-prefetch': '' },
    { 'next-router-segment-prefetch': '/_tree' },
  ] satisfies Record<string, string>[])('with %j fetches ahead and is no visit', (list) => {
    expect(isAwaited(headers(list))).toBe(false)
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
  ])('of a robot is no visit: %s', (robot) => {
    expect(isAwaited(headers({ 'user-agent': robot, 'sec-fetch-mode': 'navigate' }))).toBe(false)
    expect(isNavigation(headers({ 'user-agent': robot, 'sec-fetch-mode': 'navigate' }))).toBe(false)
  })

  test.each([
    'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    'Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20 PRO) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
    'curl/8.16.0',
    '',
  ])('of somebody at %j is awaited', (agent) => {
    expect(isAwaited(headers({ 'user-agent': agent }))).toBe(true)
    expect(isNavigation(headers({ 'user-agent': agent }))).toBe(true)
  })

  test('of a script on a page is awaited, though it is no visit', () => {
    expect(isAwaited(headers({ 'sec-fetch-mode': 'cors' }))).toBe(true)
  })

  test.each(['cors', 'no-cors', 'same-origin', 'websocket', '', 'nested-navigate'])(
    'whose mode is %j is no visit',
    (mode) => {
      expect(isNavigation(headers({ 'sec-fetch-mode': mode }))).toBe(false)
    },
  )

  test('of a visitor, or of a plain program that says nothing, is a visit', () => {
    expect(isNavigation(headers({ 'sec-fetch-mode': 'navigate' }))).toBe(true)
    expect(isNavigation(headers())).toBe(true)
    expect(isNavigation(headers({ purpose: 'visit', 'x-moz': '' }))).toBe(true)
    expect(isAwaited(headers())).toBe(true)
  })
})

describe('a POST', () => {
  test('from a page of ours is accepted, by its origin or by the word of the browser', () => {
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
  ] as Record<string, string>[])('with %j is refused', (list) => {
    expect(isSameOrigin(headers(list), appUrl)).toBe(false)
  })
})

test.each([
  ['max-age=0', true],
  ['no-cache', true],
  ['max-age=60', false],
  [undefined, false],
])('with `cache-control` of %s a page is asked for anew: %s', (value, expected) => {
  expect(isReload(headers(value === undefined ? {} : { 'cache-control': value }))).toBe(expected)
})
