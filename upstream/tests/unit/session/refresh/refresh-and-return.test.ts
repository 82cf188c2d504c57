import { describe, expect, test } from 'vitest'
import { readSessionCookie } from '@/lib/session/cookies'
import { fingerprint } from '@/lib/session/fingerprint'
import { type RefreshVisit, refreshAndReturn } from '@/lib/session/refresh'
import { seal } from '@/lib/session/seal'
import { wasJustRefreshed } from '@/lib/session/session'
import {
  anotherInstance,
  createWorld,
  day,
  newPassword,
  sessionIn,
  sessionOf,
  signedIn,
  TestJar,
  tokenRequests,
  type World,
  withTokenLeft,
} from '../../../../../tests/unit/support.ts'

const returnTo = '/playlists?page=2'
const visit = (world: World, query: Omit<RefreshVisit, 'returnTo'> = {}, jar = world.jar) =>
  refreshAndReturn(world.context, jar, { returnTo, ...query })
const queryOf = (path: string) => {
  const url = new URL(path, 'http://x')
  expect([url.pathname, url.searchParams.get('returnTo')]).toEqual(['/api/auth/refresh', returnTo])
  return { refused: url.searchParams.get('refused'), refreshed: url.searchParams.get('refreshed') }
}

describe('the refresh endpoint', () => {
  test('refreshes a token that was rejected early, and redirects back', async () => {
    const world = await withTokenLeft(50 * 60_000)
    world.emulator.expireAccessTokens()
    const before = await sessionIn(world)
    const refreshed = await visit(world)
    const { accessToken } = await sessionIn(world)
    expect(accessToken).not.toBe(before.accessToken)
    expect(queryOf(refreshed.path)).toEqual({ refused: null, refreshed: fingerprint(accessToken) })
    expect(await visit(world, queryOf(refreshed.path))).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(1)
  })

  test('ends on an error page, not in a loop, for a browser that rejects cookies', async () => {
    const world = await withTokenLeft(0)
    const lost = world.jar.copy()
    const refreshed = await visit(world, {}, lost)
    expect(await visit(world, queryOf(refreshed.path))).toMatchObject({ failure: { reason: 'login_failed' } })
    expect(world.jar.get('session')).toBeDefined()
    expect(tokenRequests(world)).toBe(1)
  })

  test('accepts a browser that sends its new cookie late', async () => {
    const world = await withTokenLeft(0)
    const old = world.jar.copy()
    await visit(world)
    world.clock.ms += 29_999
    const held = await visit(world, {}, old)
    world.clock.ms += 60_000
    expect(await visit(world, queryOf(held.path), old)).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(1)
  })

  test('does not loop with tokens that expire immediately', async () => {
    const world = await withTokenLeft(0)
    world.emulator.settings.accessTokenSeconds = 1
    const refreshed = await visit(world)
    world.clock.ms += 1_000
    expect(await visit(world, queryOf(refreshed.path))).toMatchObject({ failure: { reason: 'spotify_unavailable' } })
    expect(world.jar.get('session')).toBeDefined()
  })

  test('ends no session for the fingerprint of another token, and accepts a fresh one', async () => {
    for (const refreshed of ['x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      const world = await withTokenLeft(0)
      expect((await visit(world, { refreshed })).failure?.reason).toBe('login_failed')
      expect(world.jar.get('session')).toBeDefined()
      await visit(world)
      expect(await visit(world, { refreshed })).toEqual({ path: returnTo })
    }
  })

  test('does not refresh a token that was just refreshed, so there is no loop', async () => {
    const world = await withTokenLeft(0)
    await visit(world)
    world.clock.ms += 28_999
    expect(await visit(world)).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(1)
  })

  test('never returns a refused token again as if it were new', async () => {
    for (let age = 28_000; age <= 31_000; age += 250) {
      const world = await withTokenLeft(1)
      await visit(world)
      const { accessToken } = await sessionIn(world)
      world.emulator.expireAccessTokens()
      world.clock.ms += age
      await visit(world)
      const session = await sessionIn(world)
      const isLastTry = wasJustRefreshed(session, world.clock.ms)
      expect(isLastTry || session.accessToken !== accessToken, `${age} ms after a refresh`).toBe(true)
    }
  })

  test('retries after a refusal, and ends the session only if that is refused too', async () => {
    const world = await withTokenLeft(0)
    world.emulator.revokeConsent()
    const first = await visit(world)
    expect(world.jar.get('session')).toBeDefined()
    const second = await visit(world, queryOf(first.path))
    expect(tokenRequests(world)).toBe(2)
    expect(second.failure?.reason).toBe('consent_expired')
    expect(second.path).toBe('/login?reason=consent_expired&returnTo=%2Fplaylists%3Fpage%3D2')
    expect(await readSessionCookie(world.context, world.jar)).toBeNull()
  })

  test('revokes the refused token and not the newer one whose cookie arrives just before', async () => {
    const world = await withTokenLeft(0)
    const winner = world.jar.copy()
    world.emulator.settings.rotation = true
    await visit(anotherInstance(world), {}, winner)
    const first = await visit(world)
    const late = world.jar.copy()
    await visit(world, queryOf(first.path), late)
    // The winner's cookie arrives first, then everything that the loser's response wrote.
    world.jar.cookies.set('session', winner.get('session')?.value ?? '')
    for (const { name, value } of late.written) world.jar.cookies.set(name, value)
    expect((await readSessionCookie(world.context, world.jar))?.viewer.id).toBe('mira')
  })

  test('does not end a session for the fingerprint of another refused token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.revokeConsent()
    for (const name of ['', 'x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      expect((await visit(world, { refused: name })).failure).toBeUndefined()
      expect(world.jar.get('session')).toBeDefined()
    }
  })

  test('uses the faster instance’s cookie on the slower one', async () => {
    const world = await withTokenLeft(0)
    world.emulator.settings.rotation = true
    const slow = anotherInstance(world)
    const slowJar = world.jar.copy()
    await visit(world)
    const first = await visit(slow, {}, slowJar)
    expect(slowJar.written).toEqual([])
    expect(await visit(slow, queryOf(first.path))).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(2)
  })

  test('says why there is nothing to refresh, without a request to Spotify', async () => {
    const world = createWorld()
    expect((await visit(world)).failure?.reason).toBe('signed_out')
    await signedIn(world)
    world.clock.ms += 180 * day
    expect((await visit(world)).failure?.reason).toBe('consent_expired')
    expect(tokenRequests(world)).toBe(0)
  })

  test.each(['client_refused', 'server_error'] as const)(
    'keeps the session through %s and reveals no token',
    async (name) => {
      const world = await withTokenLeft(0)
      world.emulator.faults.set({ name, where: 'token' })
      const session = await sessionIn(world)
      const { path, failure } = await visit(world)
      expect(failure?.reason).toBe(name === 'client_refused' ? 'client_rejected' : 'spotify_unavailable')
      expect(world.jar.get('session')).toBeDefined()
      for (const token of [session.accessToken, session.refreshToken])
        expect(JSON.stringify([path, failure])).not.toContain(token)
    },
  )

  test('does not touch a cookie sealed with an unknown password', async () => {
    const world = createWorld()
    const jar = new TestJar([['session', await seal({ 2: newPassword }, 'session', sessionOf(world), 60)]])
    expect((await visit(world, {}, jar)).failure?.reason).toBe('signed_out')
    expect(jar.written).toEqual([])
  })
})
