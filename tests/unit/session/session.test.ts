import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needsRefresh } from '@/lib/session/refresh'
import {
  applyTokens,
  consentEndsAtMs,
  createSession,
  fromStored,
  hasConsentEnded,
  holdMs,
  isExpired,
  type Session,
  toStored,
  wasJustRefreshed,
} from '@/lib/session/session'
import { defaultScopes, type Scope, scopes } from '@/lib/spotify/scopes'
import { day } from '../support.ts'

const now = Date.UTC(2026, 10, 24)
const tokens = { accessToken: 'access', refreshToken: 'refresh', expiresInSeconds: 3_600, scopes: [...defaultScopes] }
const gone = { spotifyUrl: null, country: null, product: null, followerCount: null }
const profile = { accountId: 'account', id: 'mira', name: 'Mira', pictureUrl: 'https://i.scdn.co/x', ...gone }
const session = createSession(tokens, profile, now)

describe('createSession', () => {
  test('a new session contains the viewer, the granted scopes, the token expiry and the consent date', () => {
    expect(session).toEqual({
      id: expect.stringMatching(/^[\w-]{16}$/),
      accessToken: 'access',
      refreshToken: 'refresh',
      expiresAtMs: now + 3_600_000,
      refreshedAtMs: 0,
      grantedScopes: defaultScopes,
      signedInAtMs: now,
      returnTo: null,
      consentedAtMs: now,
      isConsentExact: false,
      viewer: { accountId: 'account', id: 'mira', name: 'Mira', pictureUrl: 'https://i.scdn.co/x' },
    })
  })

  test('each new session has its own ID, even for the same user', () => {
    expect(createSession(tokens, profile, now).id).not.toBe(session.id)
  })

  test('a long name is shortened without splitting a character, and a long picture URL is omitted', () => {
    const long = { ...profile, name: '👩‍👩‍👧‍👦'.repeat(200), pictureUrl: `https://i.scdn.co/${'x'.repeat(200)}` }
    const { viewer } = createSession(tokens, long, now)
    expect(long.name.startsWith(viewer.name ?? '-')).toBe(true)
    expect(Buffer.byteLength(viewer.name ?? '')).toBeLessThanOrEqual(40)
    expect(Buffer.byteLength(viewer.name ?? '')).toBeGreaterThan(36)
    expect(viewer.name?.isWellFormed()).toBe(true)
    expect(viewer.pictureUrl).toBeNull()
  })

  test('after a sign-in, an access token that Spotify refuses is refreshed, because it does not count as recently refreshed', () => {
    expect(wasJustRefreshed(session, now)).toBe(false)
  })
})

describe('applyTokens', () => {
  const later = now + 3_600_000

  test('a refresh keeps the value of each field that is missing from the token response', () => {
    const response = { accessToken: 'new', refreshToken: undefined, scopes: undefined, expiresInSeconds: 60 }
    expect(applyTokens(session, response, later)).toEqual({
      ...session,
      accessToken: 'new',
      expiresAtMs: later + 60_000,
      refreshedAtMs: later,
    })
  })

  test('a refresh takes new tokens and scopes from the response, but keeps the consent date, user and session ID', () => {
    const scopes: Scope[] = ['user-top-read']
    const response = { accessToken: 'new', refreshToken: 'newer', scopes, expiresInSeconds: 60 }
    const refreshed = applyTokens(session, response, later)
    expect(refreshed).toMatchObject({
      refreshToken: 'newer',
      grantedScopes: scopes,
      consentedAtMs: now,
      id: session.id,
    })
    expect(refreshed.viewer).toEqual(session.viewer)
  })

  test('a refresh keeps the granted scopes if the response lists none', () => {
    const { grantedScopes } = applyTokens(session, { ...tokens, scopes: [] }, later)
    expect(grantedScopes).toEqual(defaultScopes)
  })

  test('a refresh does not modify the original session object', () => {
    const before = structuredClone(session)
    applyTokens(session, { ...tokens, accessToken: 'new' }, later)
    expect(session).toEqual(before)
  })
})

test('a token is due for a refresh when less than a minute is left, and expired when no time is left', () => {
  const left = (ms: number): [boolean, boolean] => {
    const at = session.expiresAtMs - ms
    return [needsRefresh(session, at), isExpired(session, at)]
  }
  expect(left(60_000)).toEqual([false, false])
  expect(left(59_999)).toEqual([true, false])
  expect(left(1)).toEqual([true, false])
  expect(left(0)).toEqual([true, true])
})

test('a session counts as just refreshed for one second longer than the token response is cached, because times are rounded', () => {
  const refreshed = applyTokens(session, tokens, now)
  expect([0, holdMs, holdMs + 999, holdMs + 1_000].map((age) => wasJustRefreshed(refreshed, now + age))).toEqual([
    true,
    true,
    true,
    false,
  ])
  const stored = fromStored(toStored(applyTokens(session, tokens, now + 999)))
  expect(stored && wasJustRefreshed(stored, now + 999 + holdMs)).toBe(true)
})

test('consent expires after 180 days', () => {
  expect(consentEndsAtMs(session)).toBe(now + 180 * day)
  expect(hasConsentEnded(session, now + 180 * day - 1)).toBe(false)
  expect(hasConsentEnded(session, now + 180 * day)).toBe(true)
})

describe('toStored and fromStored', () => {
  const second = fc.nat(4_000_000_000).map((seconds) => seconds * 1_000)
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  const anySession: fc.Arbitrary<Session> = fc.record({
    id: text,
    accessToken: text,
    refreshToken: text,
    expiresAtMs: second,
    refreshedAtMs: second,
    grantedScopes: fc.subarray([...scopes]),
    signedInAtMs: second,
    consentedAtMs: second,
    isConsentExact: fc.boolean(),
    returnTo: fc.option(text),
    viewer: fc.record({ accountId: text, id: text, name: fc.option(text), pictureUrl: fc.option(text) }),
  })

  test('a session stays the same when it is stored and read again', () => {
    fc.assert(
      fc.property(anySession, (any) => {
        expect(fromStored(JSON.parse(JSON.stringify(toStored(any))))).toEqual(any)
      }),
    )
  })

  test('rounding to seconds never extends the lifetime of a stored token or consent', () => {
    const odd = { ...session, expiresAtMs: now + 999, consentedAtMs: now + 999 }
    const stored = fromStored(toStored(odd))
    expect(stored?.expiresAtMs).toBeLessThanOrEqual(odd.expiresAtMs)
    expect(stored?.consentedAtMs).toBeLessThanOrEqual(odd.consentedAtMs)
  })

  test('a stored session is rejected if its version is unknown, or if any field is missing, unexpected or of the wrong type', () => {
    const current = toStored(session) as unknown[]
    const stored = current.slice(0, -3)
    expect(fromStored(stored), 'stored by version 0.1.0').toEqual(fromStored(current))
    for (const wrong of [0, null, 'true']) expect(fromStored(current.with(-3, wrong))).toBeNull()
    for (const wrong of [true, null, -1, 1.5]) expect(fromStored(current.with(-2, wrong))).toBeNull()
    for (const wrong of [true, 0, []]) expect(fromStored(current.with(-1, wrong))).toBeNull()
    for (const version of [0, 2, '1', null, Number.NaN]) expect(fromStored(stored.with(0, version))).toBeNull()
    for (let place = 1; place < stored.length; place++)
      for (const wrong of [{}, [], true, undefined, Number.NaN, -1, 1.5])
        expect(fromStored(stored.with(place, wrong)), `${place} ${wrong}`).toBeNull()
    for (const place of [1, 2, 3, 8]) expect(fromStored(stored.with(place, ''))).toBeNull()
    expect(fromStored(stored.slice(0, -1))).toBeNull()
    expect(fromStored([...current, 'more'])).toBeNull()
  })

  test('arbitrary values are never accepted as stored sessions', () => {
    for (const other of [null, undefined, 7, '', [], {}, { 0: 1, length: 12 }, JSON.parse('{"__proto__":[1]}')])
      expect(fromStored(other)).toBeNull()
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), (any) => {
        expect(fromStored(any)).toBeNull()
      }),
    )
  })
})
