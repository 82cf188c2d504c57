import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createMemory } from '@/lib/session/context'
import { shareMemory } from '@/lib/session/memory/shared'
import { fingerprint } from '@/lib/session/seal'
import { createApi } from '@/lib/spotify/api'
import { type Cooldown, createCooldown, secondsLeft, toGroup } from '@/lib/spotify/cooldown'
import type { SpotifyError } from '@/lib/spotify/response'
import type { FaultInput } from '../../../../tests/emulator/faults/faults.ts'
import {
  clientId,
  config,
  createSetup,
  pauseBy,
  playlistScopes,
  spotifyUrl,
  type TestSetup,
  tokenRequests,
} from '../../../../tests/unit/support.ts'
import { MemoryStore } from '../../../support/memory-store.ts'
import { signIn } from '../../../support/sign-in.ts'

const minute = 60_000
const day = 86_400_000
const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: SpotifyError) => error,
  )

/**
 * Returns two functions: one calls the emulator, and the other lists those calls. If a call waits, the test clock advances by the
 * waiting time.
 */
function callsIn(setup: TestSetup, cooldown: Cooldown = createCooldown(() => setup.clock.ms)) {
  const { emulator, clock } = setup
  emulator.settings.accessTokenSeconds = 2 * 86_400
  const { accessToken } = emulator.grantFor('mira', { scopes: playlistScopes })
  const pause = pauseBy(clock)
  const surroundings = { cooldown, fetch: emulator.fetch, now: () => clock.ms, pause }
  const api = createApi({ url: spotifyUrl, accessToken, grantedScopes: [], ...surroundings })
  return {
    get: (path: string) => api.get({ path, shape: z.unknown() }),
    asked: () => emulator.requests().map(({ path }) => path),
  }
}

function limited(fault: FaultInput) {
  const setup = createSetup()
  setup.emulator.faults.set(fault)
  return { setup, ...callsIn(setup) }
}

describe('calls after a rate limit', () => {
  test.each([
    { fault: { name: 'rate_limited', retryAfter: 60 }, code: 'rate_limited', seconds: 60 },
    { fault: { name: 'rate_limited', retryAfter: null }, code: 'rate_limited', seconds: 30 },
    { fault: { name: 'quota', retryAfter: 48_925 }, code: 'quota_exceeded', seconds: 48_925 },
    { fault: { name: 'quota', retryAfter: null }, code: 'quota_exceeded', seconds: 3_600 },
    { fault: { name: 'quota', retryAfter: 2 }, code: 'quota_exceeded', seconds: 2 },
    { fault: { name: 'quota', retryAfter: '99999999' }, code: 'quota_exceeded', seconds: 86_400 },
  ] as const)('no calls are made until the rate limit ends: $fault', async ({ fault, code, seconds }) => {
    const { setup, get, asked } = limited(fault)
    expect(await failure(get('/v1/me'))).toMatchObject({ code, status: 429, retryAfterSeconds: seconds })
    setup.clock.ms += 500
    setup.emulator.faults.clear()
    const unsent = await failure(get('/v1/me'))
    expect(unsent).toMatchObject({ code, retryAfterSeconds: seconds })
    expect(unsent?.status).toBeUndefined()
    expect(asked()).toEqual(['/v1/me'])
    setup.clock.ms += seconds * 1_000 - 500
    expect(await get('/v1/me')).toMatchObject({ id: 'mira' })
  })

  test('a call is repeated once after a short rate limit', async () => {
    const { setup, get, asked } = limited({ name: 'rate_limited', retryAfter: 3, times: 1 })
    const startedAtMs = setup.clock.ms
    expect(await get('/v1/me')).toMatchObject({ id: 'mira' })
    expect(asked()).toEqual(['/v1/me', '/v1/me'])
    expect(setup.clock.ms - startedAtMs).toBeGreaterThanOrEqual(3_000)
  })

  test('a call that is still rate-limited after the wait is not repeated a second time', async () => {
    const { setup, get, asked } = limited({ name: 'rate_limited', retryAfter: 1 })
    expect(await failure(get('/v1/me'))).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 })
    expect(asked()).toHaveLength(2)
    setup.emulator.faults.set({ name: 'rate_limited', retryAfter: 600 })
    expect(await failure(get('/v1/me'))).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 600 })
    expect(asked()).toHaveLength(3)
  })

  test('a call waits instead of failing if the rate limit is about to end', async () => {
    const { setup, get, asked } = limited({ name: 'rate_limited', retryAfter: 30, times: 1 })
    await failure(get('/v1/me'))
    setup.clock.ms += 28_000
    expect(await get('/v1/me')).toMatchObject({ id: 'mira' })
    expect(asked()).toHaveLength(2)
  })

  test('a waiting call fails if the rate limit is extended', async () => {
    const setup = createSetup()
    const cooldown = createCooldown(() => setup.clock.ms)
    const { get, asked } = callsIn(setup, cooldown)
    cooldown.begin('me', { code: 'rate_limited', untilMs: setup.clock.ms + 2_000 })
    const waiting = failure(get('/v1/me'))
    cooldown.begin('me', { code: 'quota_exceeded', untilMs: setup.clock.ms + 60 * minute })
    expect(await waiting).toMatchObject({ code: 'quota_exceeded', retryAfterSeconds: 3_598 })
    expect(asked()).toEqual([])
  })

  test('only five of 100 concurrent calls wait out a rate limit, and the others fail immediately', async () => {
    const { get, asked } = limited({ name: 'rate_limited', retryAfter: 2, times: 100 })
    const ends = await Promise.all(Array.from({ length: 100 }, () => failure(get('/v1/me'))))
    expect(ends.filter((error) => error?.code === 'rate_limited')).toHaveLength(95)
    expect(ends.filter((error) => error === null)).toHaveLength(5)
    expect(asked()).toHaveLength(105)
    expect(await get('/v1/me')).toMatchObject({ id: 'mira' })
  })

  test('a call never waits for a daily quota to reset', async () => {
    const { get, asked } = limited({ name: 'quota', retryAfter: 1, times: 1 })
    expect(await failure(get('/v1/me'))).toMatchObject({ code: 'quota_exceeded' })
    expect(await failure(get('/v1/me'))).toMatchObject({ code: 'quota_exceeded' })
    expect(asked()).toHaveLength(1)
  })

  test('a rate limit on one endpoint group does not affect other groups', async () => {
    const { get, asked } = limited({ name: 'quota', where: '/v1/me/playlists' })
    await failure(get('/v1/me/playlists'))
    expect(await failure(get('/v1/playlists/0000000000000000000000'))).toMatchObject({ code: 'quota_exceeded' })
    expect(await get('/v1/me')).toMatchObject({ id: 'mira' })
    expect(asked()).toEqual(['/v1/me/playlists', '/v1/me'])
  })

  test('failures other than a 429 response do not block later calls', async () => {
    for (const name of ['server_error', 'unauthorized', 'forbidden', 'not_found'] as const) {
      const { get, asked } = limited({ name })
      for (let call = 0; call < 3; call++) await failure(get('/v1/me'))
      expect(asked(), name).toHaveLength(3)
    }
  })
})

describe('rate limits on the token endpoint', () => {
  const limit = (setup: TestSetup, retryAfter: number) =>
    setup.emulator.faults.set({ name: 'rate_limited', where: 'token', retryAfter })
  const refresh = ({ context, emulator }: TestSetup) => context.accounts.refresh(emulator.grantFor('mira').refreshToken)

  test('no tokens are refreshed until the rate limit ends', async () => {
    const setup = createSetup()
    limit(setup, 20)
    expect(await refresh(setup)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 20 })
    setup.clock.ms += 5_000
    setup.emulator.faults.clear()
    expect(await refresh(setup)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 15 })
    expect(setup.emulator.requests()).toHaveLength(1)
    setup.clock.ms += 15_000
    expect(await refresh(setup)).toMatchObject({ kind: 'tokens' })
  })

  test('after two minutes, a single refresh is attempted even if the rate limit has not ended', async () => {
    const setup = createSetup()
    limit(setup, 3_600)
    expect(await refresh(setup)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 3_600 })
    setup.clock.ms += 119_000
    expect(await refresh(setup)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 1 })
    expect(tokenRequests(setup)).toBe(1)

    setup.clock.ms += 1_000
    const crowd = () => Promise.all(Array.from({ length: 20 }, () => refresh(setup)))
    expect((await crowd()).every(({ kind }) => kind === 'unavailable')).toBe(true)
    expect(tokenRequests(setup), 'while the limit still applies').toBe(2)

    setup.emulator.faults.clear()
    setup.clock.ms += 120_000
    expect((await crowd()).filter(({ kind }) => kind === 'tokens')).toHaveLength(1)
    expect(tokenRequests(setup), 'the first request after the limit').toBe(3)
    expect((await crowd()).every(({ kind }) => kind === 'tokens')).toBe(true)
  })

  test('a rate limit on sign-ins does not affect refreshes, and vice versa', async () => {
    const setup = createSetup()
    limit(setup, 3_600)
    expect(await signIn(setup)).toMatchObject({ kind: 'failed', reason: 'rate_limited', retryAfterSeconds: 3_600 })
    setup.emulator.faults.clear()
    expect(await refresh(setup)).toMatchObject({ kind: 'tokens' })
    limit(setup, 3_600)
    expect(await refresh(setup)).toMatchObject({ kind: 'unavailable' })
    setup.emulator.faults.clear()
    expect(await signIn(setup)).toMatchObject({ kind: 'signed_in' })
  })
})

describe('createCooldown', () => {
  test('a rate limit ends exactly at the given time', () => {
    let nowMs = 0
    const cooldown = createCooldown(() => nowMs)
    cooldown.begin('me', { code: 'rate_limited', untilMs: 1_000 })
    nowMs = 999
    expect(cooldown.find('me')).toEqual({ code: 'rate_limited', untilMs: 1_000 })
    expect(cooldown.find('top')).toBeNull()
    nowMs = 1_000
    expect(cooldown.find('me')).toBeNull()
  })

  test('a rate limit is replaced only by one that ends later', () => {
    const cooldown = createCooldown(() => 0)
    cooldown.begin('me', { code: 'quota_exceeded', untilMs: 5 * minute })
    cooldown.begin('me', { code: 'rate_limited', untilMs: minute })
    expect(cooldown.find('me')).toEqual({ code: 'quota_exceeded', untilMs: 5 * minute })
    cooldown.begin('me', { code: 'rate_limited', untilMs: 9 * minute })
    expect(cooldown.find('me')).toEqual({ code: 'rate_limited', untilMs: 9 * minute })
  })

  test('a rate limit’s remaining time is rounded up to whole seconds and is at least one second', () => {
    expect(secondsLeft({ code: 'rate_limited', untilMs: 1_001 }, 1_000)).toBe(1)
    expect(secondsLeft({ code: 'rate_limited', untilMs: 900 }, 1_000)).toBe(1)
    expect(secondsLeft({ code: 'rate_limited', untilMs: 3_001 }, 1_000)).toBe(3)
  })
})

describe('rate limits across instances', () => {
  const broadcastName = `cooldown:${fingerprint(config.apiUrl + clientId)}`
  const surroundings = () => {
    const clock = { ms: 0 }
    const store = new MemoryStore(clock)
    const dependencies = { now: () => clock.ms, pause: async () => undefined }
    const instance = (id = clientId) =>
      shareMemory(
        createMemory(() => clock.ms),
        store,
        { ...dependencies, config: { ...config, clientId: id } },
      ).cooldown
    return { store, here: instance(), there: instance(), otherApp: instance('other') }
  }

  test('all instances of the same app share their rate limits', async () => {
    const { here, there, otherApp } = surroundings()
    here.begin('playlists', { code: 'quota_exceeded', untilMs: minute })
    await vi.waitFor(() => expect(there.find('playlists')).toEqual({ code: 'quota_exceeded', untilMs: minute }))
    expect(otherApp.find('playlists')).toBeNull()
  })

  test('if the store is down, each instance keeps track of its own rate limits', () => {
    const { store, here, there } = surroundings()
    store.before = () => {
      throw new Error('away')
    }
    here.begin('me', { code: 'rate_limited', untilMs: minute })
    expect(here.find('me')).not.toBeNull()
    expect(there.find('me')).toBeNull()
  })

  test('rate limit messages that end implausibly late are ignored, but clocks may be up to an hour apart', async () => {
    const { store, here } = surroundings()
    for (const untilMs of [400 * day, Number.POSITIVE_INFINITY, Number.NaN])
      await store.broadcast(broadcastName).publish('me rate_limited', untilMs)
    expect(here.find('me')).toBeNull()
    await store.broadcast(broadcastName).publish('me rate_limited', day + 50 * minute)
    expect(here.find('me')).not.toBeNull()
  })

  test('malformed rate limit messages are ignored', async () => {
    const { store, here } = surroundings()
    for (const message of [
      '',
      'me',
      'me forbidden',
      'me rate_limited more',
      'ME rate_limited',
      '__proto__ rate_limited',
    ])
      await store.broadcast(broadcastName).publish(message, minute)
    expect(['', 'me', 'ME', '__proto__'].map((group) => here.find(group))).toEqual([null, null, null, null])
  })
})

test.each([
  ['/v1/me', 'me'],
  ['/v1/me/playlists', 'playlists'],
  ['/v1/me/top/artists', 'top'],
  ['/v1/playlists/37i9dQZF1DX0XUsuxWHRQd', 'playlists'],
  ['/v1/playlists/37i9dQZF1DX0XUsuxWHRQd/items', 'playlists'],
  ['/v1/albums/abc', 'albums'],
])('the path %s belongs to the endpoint group %s', (path, group) => {
  expect(toGroup(path)).toBe(group)
})

test('a path’s endpoint group does not depend on the IDs in the path', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      expect(toGroup(`/v1/playlists/${one}/${two}`)).toBe('playlists')
    }),
  )
})
