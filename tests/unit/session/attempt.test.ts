import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Attempt,
  attemptIdOf,
  attemptLifeSeconds,
  attemptsAmong,
  createAttempt,
  fitsAttempt,
  parseAttempt,
  surplusAttempts,
  toStoredAttempt,
} from '@/lib/session/attempt'
import { usedAttemptMs } from '@/lib/session/context'
import { seal } from '@/lib/session/seal'
import { defaultScopes } from '@/lib/spotify/scopes'

const now = Date.UTC(2026, 10, 24)
const request = { returnTo: '/playlists', requestedScopes: [...defaultScopes], showDialog: false }
const start = (nowMs = now) => createAttempt(request, nowMs)

describe('createAttempt, fitsAttempt and parseAttempt', () => {
  test('each sign-in attempt has a new, unguessable state and verifier', () => {
    const attempts = Array.from({ length: 50 }, () => start())
    expect(new Set(attempts.map(({ state }) => state)).size).toBe(50)
    expect(new Set(attempts.map(({ verifier }) => verifier)).size).toBe(50)
    for (const { state, verifier } of attempts) {
      expect(state.split('.')[1]).toMatch(/^[\w-]{43}$/)
      expect(verifier).toMatch(/^[\w.~-]{43,128}$/)
    }
  })

  test('the name of a sign-in attempt’s cookie is derived from the attempt’s state', () => {
    for (const at of [now, Date.UTC(2059, 0, 1), Date.UTC(2100, 0, 1)]) {
      const attempt = start(at)
      expect(attemptIdOf(attempt.state)).toBe(attempt.id)
    }
  })

  test('sorting sign-in attempts by ID sorts them by time, and the IDs do not reveal the secret part of the state', () => {
    const ids = [0, 1, 1_000, 86_400_000].map((later) => start(now + later).id)
    expect(ids.toSorted()).toEqual(ids)
    const { id, state } = start()
    expect(state.replace(id, '').length).toBeGreaterThanOrEqual(44)
  })

  test('a sign-in attempt accepts its own state for ten minutes', () => {
    const attempt = start()
    expect(fitsAttempt(attempt, attempt.state, now)).toBe(true)
    expect(fitsAttempt(attempt, attempt.state, now + attemptLifeSeconds * 1_000)).toBe(true)
    expect(fitsAttempt(attempt, attempt.state, now + attemptLifeSeconds * 1_000 + 1)).toBe(false)
    expect(fitsAttempt(attempt, attempt.state, now - 3_600_000)).toBe(false)
  })

  test('a sign-in attempt rejects another attempt’s state', () => {
    expect(fitsAttempt(start(), start().state, now)).toBe(false)
  })

  test('a stored sign-in attempt can be read, unless a field is missing or has the wrong type', () => {
    const attempt = start()
    const stored = toStoredAttempt(attempt)
    expect(parseAttempt(JSON.parse(JSON.stringify(stored)))).toEqual(attempt)
    for (const name of Object.keys(stored) as (keyof Attempt)[]) {
      expect(parseAttempt({ ...stored, [name]: undefined }), name).toBeNull()
      expect(parseAttempt({ ...stored, [name]: { a: 1 } }), name).toBeNull()
    }
    expect(parseAttempt({ ...stored, requestedScopes: ['everything'] })).toBeNull()
    expect(parseAttempt({ ...stored, startedAtMs: Number.NaN })).toBeNull()
  })

  test('arbitrary values are never accepted as stored sign-in attempts', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (any) => {
        expect(parseAttempt(any)).toBeNull()
      }),
    )
  })
})

test('a cookie name is derived only from a valid state, and contains only safe characters', () => {
  for (const state of ['', '.', 'state', `${'a'.repeat(13)}.`, `__proto__.${'a'.repeat(43)}`])
    expect(attemptIdOf(state)).toBeNull()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(attemptIdOf(text)).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

describe('surplusAttempts', () => {
  const cookie = (minute: number, bytes = 600) => ({
    name: `login.${start(now + minute * 60_000).id}`,
    value: 'x'.repeat(bytes),
  })

  test('starting a sign-in keeps only the four newest of the earlier attempts', () => {
    const cookies = [cookie(3), cookie(1), cookie(5), cookie(2), cookie(4), cookie(0)]
    expect(surplusAttempts(cookies, 600)).toEqual([cookies[1], cookies[5]].map((one) => one?.name))
    expect(surplusAttempts(cookies.slice(2, 5), 600)).toEqual([])
    expect(surplusAttempts([], 600)).toEqual([])
  })

  test('starting a sign-in removes the oldest attempts until the rest, including the new one, fit into 6,000 bytes', () => {
    const cookies = [cookie(1, 2_000), cookie(2, 2_000), cookie(3, 2_000)]
    expect(surplusAttempts(cookies, 600)).toEqual([cookies[0]?.name])
    expect(surplusAttempts(cookies, 3_000)).toEqual([cookies[1]?.name, cookies[0]?.name])
    expect(surplusAttempts([cookie(1, 100), cookie(2, 9_000)], 600)).toHaveLength(2)
  })

  test('whatever the cookie sizes, at most four earlier sign-in attempts are kept, and all attempts fit into 6,000 bytes', () => {
    const cookies = fc.array(fc.tuple(fc.nat(1_000), fc.nat(4_000)), { maxLength: 210 })
    fc.assert(
      fc.property(cookies, fc.nat(3_800), (sizes, newBytes) => {
        const all = sizes.map(([minute, bytes]) => cookie(minute, bytes))
        const surplus = surplusAttempts(all, newBytes)
        const kept = all.filter(({ name }) => !surplus.includes(name))
        const bytes = kept.reduce((sum, { name, value }) => sum + name.length + value.length, newBytes)
        expect(kept.length).toBeLessThanOrEqual(4)
        expect(bytes).toBeLessThanOrEqual(Math.max(6_000, newBytes))
        const oldestKept = kept.map(({ name }) => name).toSorted()[0]
        if (oldestKept) expect(surplus.every((name) => name <= oldestKept)).toBe(true)
      }),
    )
  })
})

test('a used sign-in attempt is remembered for the lifetime of an attempt plus one minute', () => {
  expect(usedAttemptMs).toBe((attemptLifeSeconds + 60) * 1_000)
})

test('a cookie counts as a sign-in attempt only if its name matches and its value is long enough', () => {
  const value = 'x'.repeat(300)
  const namesAmong = (names: string[], prefix: string) =>
    attemptsAmong(
      names.map((name) => ({ name, value })),
      prefix,
    )
  const odd = [
    'login.',
    'login.0',
    'login.m3x8k2a1abcd, session',
    'login.m3x8k2a1abcd;',
    'xlogin.m3x8k2a1abcd',
    'session',
  ]
  expect(namesAmong(odd, 'login.')).toEqual([])
  const { id } = createAttempt(request, Date.now())
  expect(namesAmong([`__Host-login.${id}`], '__Host-login.')).toHaveLength(1)
  expect(attemptsAmong([{ name: `login.${id}`, value: 'x'.repeat(299) }], 'login.')).toEqual([])
})

test('even the shortest sealed sign-in attempt exceeds the minimum length of 300 characters', async () => {
  const attempt = createAttempt(request, Date.now())
  const sealed = await seal({ 1: 'p'.repeat(32) }, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  expect(sealed.length).toBeGreaterThan(300)
})
