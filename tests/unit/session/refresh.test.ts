import { describe, expect, test } from 'vitest'
import { fingerprint } from '@/lib/session/fingerprint'
import { type RefreshResult, refreshIfNeeded, refreshSession } from '@/lib/session/refresh'
import { signOut } from '@/lib/session/sign-in'
import { createWorld, day, sessionIn, sessionOf, signedIn, TestJar, tokenRequests, withTokenLeft } from '../support.ts'

const sessionFrom = (result: RefreshResult | null) => {
  if (result?.kind !== 'fresh') throw new Error(`not fresh but ${JSON.stringify(result)}`)
  return result.session
}

describe('before a page renders,', () => {
  test('a token with a minute left is kept: no request, no cookie', async () => {
    const world = await withTokenLeft(60_000)
    expect(await refreshIfNeeded(world.context, world.jar)).toBeNull()
    expect(tokenRequests(world)).toBe(0)
    expect(world.jar.written).toHaveLength(1)
  })

  test.each([false, true])(
    'a token with less than a minute left is refreshed and saved (rotation: %s)',
    async (rotation) => {
      const world = await withTokenLeft(59_999)
      world.emulator.settings.rotation = rotation
      const before = await sessionIn(world)
      const refreshed = sessionFrom(await refreshIfNeeded(world.context, world.jar))
      const after = await sessionIn(world)
      expect(refreshed.accessToken).toBe(after.accessToken)
      expect(after.accessToken).not.toBe(before.accessToken)
      expect(after.refreshToken === before.refreshToken).toBe(!rotation)
      expect(after).toMatchObject({ id: before.id, consentedAtMs: before.consentedAtMs, viewer: before.viewer })
    },
  )

  test('50 requests with one cookie get the same token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.settings.rotation = true
    const jars = Array.from({ length: 50 }, () => world.jar.copy())
    await Promise.all(jars.map((jar) => refreshIfNeeded(world.context, jar)))
    const tokens = await Promise.all(jars.map(async (jar) => (await sessionIn(world, jar)).accessToken))
    expect(new Set(tokens).size).toBe(1)
    expect(tokenRequests(world)).toBe(1)
  })

  test.each(['refresh_refused', 'client_refused'] as const)(
    '%s leaves an unexpired token in use, without a wait',
    async (name) => {
      const world = await withTokenLeft(1_001)
      const [session, startedAt] = [await sessionIn(world), world.clock.ms]
      world.emulator.faults.set({ name })
      expect(await refreshIfNeeded(world.context, world.jar)).toEqual({ kind: 'fresh', session })
      expect(world.clock.ms).toBe(startedAt)
      expect(world.jar.written).toHaveLength(1)
    },
  )

  test('an outage leaves an unexpired token in use, and does not end the session later', async () => {
    const world = await withTokenLeft(1)
    const session = await sessionIn(world)
    world.emulator.faults.set({ name: 'server_error', where: 'token' })
    expect(await refreshIfNeeded(world.context, world.jar)).toEqual({ kind: 'fresh', session })
    world.clock.ms += 1
    expect(await refreshIfNeeded(world.context, world.jar)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'spotify_unavailable' },
    })
    expect(world.jar.written).toHaveLength(1)
    world.emulator.faults.clear()
    world.clock.ms += 1_000
    expect(await refreshIfNeeded(world.context, world.jar)).toMatchObject({ kind: 'fresh' })
    expect(world.jar.written).toHaveLength(2)
  })

  test('a refused refresh waits for a faster tab, deletes nothing and reveals no token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.faults.set({ name: 'refresh_refused' })
    const [{ refreshToken }, startedAt] = [await sessionIn(world), world.clock.ms]
    const result = await refreshIfNeeded(world.context, world.jar)
    expect(result).toEqual({ kind: 'retry', refused: fingerprint(refreshToken) })
    expect(world.clock.ms - startedAt).toBe(2_500)
    expect(world.jar.written).toHaveLength(1)
  })

  test.each([
    { name: 'rate_limited', where: 'token' },
    { name: 'html', where: 'token' },
    { name: 'redirect', where: 'token' },
    { name: 'cut', where: 'token' },
    { name: 'huge', where: 'token' },
    { name: 'empty', where: 'token' },
  ] as const)('$name does not end the session', async (fault) => {
    const world = await withTokenLeft(0)
    world.emulator.faults.set(fault)
    expect(await refreshIfNeeded(world.context, world.jar)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'spotify_unavailable' },
    })
    expect(world.jar.written).toHaveLength(1)
  })

  test('a wrong Client ID or secret keeps the session and is reported', async () => {
    const world = await withTokenLeft(0)
    world.emulator.faults.set({ name: 'client_refused' })
    expect(await refreshIfNeeded(world.context, world.jar)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'client_rejected' },
    })
    expect(world.jar.written).toHaveLength(1)
  })

  test('without a session, or after the consent has ended, there is no request', async () => {
    const world = createWorld()
    expect(await refreshIfNeeded(world.context, world.jar)).toBeNull()
    await signedIn(world)
    world.clock.ms += 180 * day
    expect(await refreshIfNeeded(world.context, world.jar)).toBeNull()
    expect(tokenRequests(world)).toBe(0)
  })
})

describe('a refresh', () => {
  test('with tokens too long for a cookie fails and leaves the cookie', async () => {
    const world = await withTokenLeft(0)
    const session = { ...(await sessionIn(world)), id: 'x'.repeat(3_000) }
    const before = world.jar.get('session')
    expect(await refreshSession(world.context, world.jar, session)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'spotify_unavailable' },
    })
    expect(world.jar.get('session')).toEqual(before)
  })

  test('of two sessions with one token keeps the data of each', async () => {
    const world = createWorld()
    const session = sessionOf(world)
    const other = { ...session, id: 'another', viewer: { ...session.viewer, name: 'Another name' } }
    const [one, two] = (
      await Promise.all([session, other].map((each) => refreshSession(world.context, new TestJar(), each)))
    ).map(sessionFrom)
    expect(one).toMatchObject({ id: session.id, viewer: session.viewer })
    expect(two).toMatchObject({ id: 'another', viewer: other.viewer, accessToken: one?.accessToken })
    expect(one?.accessToken).not.toBe(session.accessToken)
  })

  test('is dated from the cached response, not from the request', async () => {
    const world = createWorld()
    const session = sessionOf(world)
    const { refreshedAtMs } = sessionFrom(await refreshSession(world.context, new TestJar(), session))
    expect(refreshedAtMs).toBe(world.clock.ms)
    world.clock.ms += 29_999
    const again = sessionFrom(await refreshSession(world.context, new TestJar(), session))
    expect(again.refreshedAtMs).toBe(refreshedAtMs)
  })

  test.each(['refresh_refused', 'client_refused', 'server_error'] as const)(
    'of a token that Spotify refused stops using it after %s, even if it has not expired',
    async (name) => {
      const world = await withTokenLeft(50 * 60_000)
      world.emulator.faults.set(name === 'server_error' ? { name, where: 'token' } : { name })
      const session = await sessionIn(world)
      const result = await refreshSession(world.context, world.jar, session, { isRefused: true })
      expect(result.kind).toBe(name === 'refresh_refused' ? 'retry' : 'unavailable')
      expect(world.jar.written).toHaveLength(1)
    },
  )

  test('ends the session only if the same refresh token is refused twice', async () => {
    const world = await withTokenLeft(0)
    world.emulator.revokeConsent()
    const session = await sessionIn(world)
    const refused = fingerprint(session.refreshToken)
    const refresh = (refused?: string) =>
      refreshSession(world.context, world.jar, session, { isRefused: true, ...(refused && { refused }) })
    expect(await refresh()).toEqual({ kind: 'retry', refused })
    expect(await refresh('another')).toEqual({ kind: 'retry', refused })
    expect(world.jar.get('session')).toBeDefined()
    expect(await refresh(refused)).toMatchObject({ kind: 'ended', failure: { reason: 'consent_expired' } })
    expect(world.jar.get('ended')?.value).toBe(refused)
  })

  test('of a signed-out session ends it without a request', async () => {
    const world = await withTokenLeft(0)
    const session = await sessionIn(world)
    await signOut(world.context, world.jar)
    const jar = new TestJar()
    expect(await refreshSession(world.context, jar, session)).toMatchObject({
      kind: 'ended',
      failure: { reason: 'signed_out' },
    })
    expect(jar.written).toEqual([])
    expect(tokenRequests(world)).toBe(0)
  })
})
