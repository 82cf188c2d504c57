import { describe, expect, test } from 'vitest'
import { hashToken } from '@/lib/session/refresh'
import { type RefreshVisit, renewAndReturn } from '@/lib/session/renewal'
import { seal } from '@/lib/session/seal'
import { isFresh } from '@/lib/session/session'
import { readSessionCookie } from '@/lib/session/session-cookie'
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
} from '../support.ts'

const cookieOf = ({ jar }: World) => jar.get('session')?.value
const returnTo = '/playlists?page=2'
const visit = (world: World, query: Omit<RefreshVisit, 'returnTo'> = {}, jar = world.jar) =>
  renewAndReturn(world.context, jar, { returnTo, ...query })
const queryOf = (path: string) => {
  const url = new URL(path, 'http://x')
  expect([url.pathname, url.searchParams.get('returnTo')]).toEqual(['/api/auth/refresh', returnTo])
  return { refused: url.searchParams.get('refused'), renewed: url.searchParams.get('renewed') }
}

describe('the refresh address', () => {
  test('renews a token refused before its time and leads back', async () => {
    const world = await withTokenLeft(50 * 60_000)
    world.emulator.expireAccessTokens()
    const before = await sessionIn(world)
    const renewed = await visit(world)
    const { accessToken } = await sessionIn(world)
    expect(accessToken).not.toBe(before.accessToken)
    expect(queryOf(renewed.path)).toEqual({ refused: null, renewed: hashToken(accessToken).slice(0, 16) })
    expect(await visit(world, queryOf(renewed.path))).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(1)
  })

  test('ends on a page and not in a circle for a browser that keeps no cookie', async () => {
    const world = await withTokenLeft(0)
    const lost = world.jar.copy()
    const renewed = await visit(world, {}, lost)
    expect(await visit(world, queryOf(renewed.path))).toMatchObject({ failure: { reason: 'login_failed' } })
    expect(cookieOf(world)).toBeDefined()
    expect(tokenRequests(world)).toBe(1)
  })

  test('does not blame a browser that is late with the cookie it kept', async () => {
    const world = await withTokenLeft(0)
    const old = world.jar.copy()
    await visit(world)
    world.clock.ms += 29_999
    const held = await visit(world, {}, old)
    world.clock.ms += 60_000
    expect(await visit(world, queryOf(held.path), old)).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(1)
  })

  test('does not go in a circle with tokens that live a moment', async () => {
    const world = await withTokenLeft(0)
    world.emulator.settings.accessTokenSeconds = 1
    const renewed = await visit(world)
    world.clock.ms += 1_000
    expect(await visit(world, queryOf(renewed.path))).toMatchObject({ failure: { reason: 'spotify_unavailable' } })
    expect(cookieOf(world)).toBeDefined()
  })

  test('ends no session for the name of another token, and goes on with one that is fresh', async () => {
    for (const renewed of ['x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      const world = await withTokenLeft(0)
      expect((await visit(world, { renewed })).failure?.reason).toBe('login_failed')
      expect(cookieOf(world)).toBeDefined()
      await visit(world)
      expect(await visit(world, { renewed })).toEqual({ path: returnTo })
    }
  })

  test('does not renew again what was renewed just now, so that there is no loop', async () => {
    const world = await withTokenLeft(0)
    await visit(world)
    world.clock.ms += 28_999
    expect(await visit(world)).toEqual({ path: returnTo })
    expect(tokenRequests(world)).toBe(1)
  })

  test('never hands out a refused token a second time as if it were new', async () => {
    for (let age = 28_000; age <= 31_000; age += 250) {
      const world = await withTokenLeft(1)
      await visit(world)
      const { accessToken } = await sessionIn(world)
      world.emulator.expireAccessTokens()
      world.clock.ms += age
      await visit(world)
      const session = await sessionIn(world)
      const isLastTry = isFresh(session, world.clock.ms)
      expect(isLastTry || session.accessToken !== accessToken, `${age} ms after a renewal`).toBe(true)
    }
  })

  test('takes a second look at a refusal, and ends the session only then', async () => {
    const world = await withTokenLeft(0)
    world.emulator.revokeConsent()
    const first = await visit(world)
    expect(cookieOf(world)).toBeDefined()
    const second = await visit(world, queryOf(first.path))
    expect(tokenRequests(world)).toBe(2)
    expect(second.failure?.reason).toBe('consent_expired')
    expect(second.path).toBe('/login?reason=consent_expired&returnTo=%2Fplaylists%3Fpage%3D2')
    expect(readSessionCookie(world.context, world.jar)).toBeNull()
  })

  test('ends the refused token and not the newer one whose cookie arrives just before', async () => {
    const world = await withTokenLeft(0)
    const winner = world.jar.copy()
    world.emulator.settings.rotation = true
    await visit(anotherInstance(world), {}, winner)
    const first = await visit(world)
    const late = world.jar.copy()
    await visit(world, queryOf(first.path), late)
    // The winner's cookie, then all that the loser's answer wrote.
    world.jar.cookies.set('session', winner.get('session')?.value ?? '')
    for (const { name, value } of late.written) world.jar.cookies.set(name, value)
    expect(readSessionCookie(world.context, world.jar)?.viewer.id).toBe('mira')
  })

  test('is not led to end a session by the name of another token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.revokeConsent()
    for (const name of ['', 'x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      expect((await visit(world, { refused: name })).failure).toBeUndefined()
      expect(cookieOf(world)).toBeDefined()
    }
  })

  test('serves the slower of two instances with the cookie of the faster', async () => {
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

  test('tells why there is nothing to renew, and asks Spotify nothing', async () => {
    const world = createWorld()
    expect((await visit(world)).failure?.reason).toBe('signed_out')
    await signedIn(world)
    world.clock.ms += 180 * day
    expect((await visit(world)).failure?.reason).toBe('consent_expired')
    expect(tokenRequests(world)).toBe(0)
  })

  test.each(['client_refused', 'server_error'] as const)(
    'keeps the session through %s and tells the token to nobody',
    async (name) => {
      const world = await withTokenLeft(0)
      world.emulator.faults.set({ name, where: 'token' })
      const session = await sessionIn(world)
      const { path, failure } = await visit(world)
      expect(failure?.reason).toBe(name === 'client_refused' ? 'client_rejected' : 'spotify_unavailable')
      expect(cookieOf(world)).toBeDefined()
      for (const token of [session.accessToken, session.refreshToken])
        expect(JSON.stringify([path, failure])).not.toContain(token)
    },
  )

  test('leaves alone what was sealed with a password that it does not know', async () => {
    const world = createWorld()
    const jar = new TestJar([['session', await seal({ 2: newPassword }, 'session', sessionOf(world), 60)]])
    expect((await visit(world, {}, jar)).failure?.reason).toBe('signed_out')
    expect(jar.written).toEqual([])
  })
})
