import { expect, test } from 'vitest'
import { describeReason, parseReason, reasonCodes } from '@/lib/reasons'

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

test('codes and statuses are those that deployments and tools depend on', () => {
  expect(Object.fromEntries(reasonCodes.map((code) => [code, describeReason(code).status]))).toEqual(statuses)
})

test.each(reasonCodes)('%s has a title, a sentence and a next step for the visitor', (code) => {
  const { title, sentence, next } = describeReason(code)
  expect(title).toMatch(/^[A-Z][^.]+$/)
  expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(next).toMatch(/^[A-Z].*\.$/)
  expect(title + sentence + next).not.toMatch(/[<>{}]|undefined|OAuth|token|HTTP/)
})

test('texts for visitors never ask for something that only the operator can do', () => {
  for (const code of reasonCodes) {
    const { title, sentence, next } = describeReason(code)
    expect(title + sentence + next, code).not.toMatch(/dashboard|User Management|SPOTIFY_|APP_URL|\/setup|log says/i)
  }
})

test.each([
  ['client_rejected', /SPOTIFY_CLIENT_ID.*SPOTIFY_CLIENT_SECRET.*\/setup/],
  ['not_registered', /e-mail.*User Management.*five/],
  ['owner_premium', /Premium.*few hours/],
  ['quota_exceeded', /July 2026.*developer account.*no numbers/],
] as const)('%s tells the operator what to do', (code, words) => {
  const { operator } = describeReason(code)
  expect(operator).toMatch(/^[A-Z].*\.$/)
  expect(operator).toMatch(words)
})

test('texts for the operator are sentences without markup', () => {
  for (const code of reasonCodes) expect(describeReason(code).operator ?? 'None.', code).toMatch(/^[A-Z][^<>{}]*\.$/)
})

test('no text claims that there is a session, since a failed first sign-in shows it too', () => {
  for (const code of reasonCodes) expect(describeReason(code).sentence, code).not.toMatch(/you (are|stay) signed in/i)
})

test('a code in a URL is parsed, and an unknown one becomes login_failed without being repeated', () => {
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
