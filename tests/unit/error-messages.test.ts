import { expect, test } from 'vitest'
import { operatorAdvice } from '@/app/_components/errors/operator-advice'
import { describeReason, parseReason, reasonCodes } from '@/lib/error-messages'

const statuses = {
  access_denied: 403,
  state_mismatch: 400,
  code_rejected: 400,
  client_rejected: 502,
  consent_expired: 401,
  not_registered: 403,
  owner_premium: 403,
  missing_scope: 403,
  forbidden: 403,
  not_found: 404,
  rate_limited: 429,
  quota_exceeded: 429,
  spotify_unavailable: 503,
  login_failed: 400,
  invalid_request: 400,
  signed_out: 401,
}

test('error codes and their HTTP statuses never change, because API clients rely on them', () => {
  expect(Object.fromEntries(reasonCodes.map((code) => [code, describeReason(code).status]))).toEqual(statuses)
})

test.each(reasonCodes)('the %s error has a title, a description and advice for visitors', (code) => {
  const { title, description, advice } = describeReason(code)
  expect(title).toMatch(/^[A-Z][^.]+$/)
  expect(title.split(' ').length).toBeLessThanOrEqual(5)
  expect(description).toMatch(/^[A-Z].*\.$/)
  expect(advice).toMatch(/^[A-Z].*\.$/)
  expect(title + description + advice).not.toMatch(/[<>{}]|undefined|OAuth|token|HTTP/)
})

test('an error’s title, description and advice for visitors never mention anything that only the site’s owner can do', () => {
  for (const code of reasonCodes) {
    const { title, description, advice } = describeReason(code)
    expect(title + description + advice, code).not.toMatch(
      /dashboard|User Management|SPOTIFY_|APP_URL|\/setup|log says/i,
    )
  }
})

test.each([
  ['client_rejected', /SPOTIFY_CLIENT_ID.*SPOTIFY_CLIENT_SECRET.*\/setup/],
  ['not_registered', /email.*User Management.*five/],
  ['owner_premium', /Premium.*few hours/],
  ['quota_exceeded', /July 2026.*developer account.*publish/],
] as const)('the %s error has advice for the site’s owner', (code, words) => {
  expect(operatorAdvice[code]?.advice).toMatch(/^[A-Z].*\.$/)
  expect(operatorAdvice[code]?.advice).toMatch(words)
})

test('the advice for the site’s owner consists of plain sentences without markup', () => {
  for (const code of reasonCodes) expect(operatorAdvice[code]?.advice ?? 'None.', code).toMatch(/^[A-Z][^<>{}]*\.$/)
})

test('no error description claims that the visitor is signed in', () => {
  for (const code of reasonCodes)
    expect(describeReason(code).description, code).not.toMatch(/you (are|stay) signed in/i)
})

test('an unknown error code in a URL is treated as login_failed and is never shown', () => {
  for (const code of reasonCodes) expect(parseReason(code)).toBe(code)
  expect(parseReason(undefined)).toBeNull()
  expect(parseReason(null)).toBeNull()
  for (const value of [
    '',
    'ACCESS_DENIED',
    '<script>',
    '__proto__',
    'constructor',
    'toString',
    7,
    {},
    [],
    ['access_denied'],
    ['a', 'b'],
  ])
    expect(parseReason(value)).toBe('login_failed')
})
