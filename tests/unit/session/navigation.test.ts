import { describe, expect, test } from 'vitest'
import { isNavigation, isPrefetch, isSameOrigin } from '@/lib/session/navigation'

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
  ] satisfies Record<string, string>[])('with %j fetches ahead and is no visit', (list) => {
    expect(isPrefetch(headers(list))).toBe(true)
    expect(isNavigation(headers(list))).toBe(false)
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
    expect(isPrefetch(headers())).toBe(false)
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
