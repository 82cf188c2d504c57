import { describe, expect, test } from 'vitest'
import { createContext } from '@/lib/session/context'
import { renewAndReturn } from '@/lib/session/renewal'
import { seal } from '@/lib/session/seal'
import { isFresh } from '@/lib/session/session'
import {
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
const visit = (world: World, refused: string | null = null, jar = world.jar) =>
  renewAndReturn(world.context, jar, { returnTo: '/playlists?page=2', refused })
const nameIn = (path: string) => new URL(path, 'http://x').searchParams.get('refused')

describe('the refresh address', () => {
  test('renews a token refused before its time and leads back', async () => {
    const world = await withTokenLeft(50 * 60_000)
    world.emulator.expireAccessTokens()
    const before = await sessionIn(world)
    expect(await visit(world)).toEqual({ path: '/playlists?page=2' })
    expect((await sessionIn(world)).accessToken).not.toBe(before.accessToken)
  })

  test('does not renew again what was renewed just now, so that there is no loop', async () => {
    const world = await withTokenLeft(0)
    await visit(world)
    world.clock.ms += 28_999
    expect(await visit(world)).toEqual({ path: '/playlists?page=2' })
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
    expect(first.path).toMatch(/^\/api\/auth\/refresh\?/)
    expect(new URL(first.path, 'http://x').searchParams.get('returnTo')).toBe('/playlists?page=2')
    expect(cookieOf(world)).toBeDefined()
    const second = await visit(world, nameIn(first.path))
    expect(second.failure?.reason).toBe('consent_expired')
    expect(second.path).toBe('/login?reason=consent_expired&returnTo=%2Fplaylists%3Fpage%3D2')
    expect(cookieOf(world)).toBeUndefined()
  })

  test('is not led to end a session by the name of another token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.revokeConsent()
    for (const name of ['', 'x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      expect((await visit(world, name)).failure).toBeUndefined()
      expect(cookieOf(world)).toBeDefined()
    }
  })

  test('serves the slower of two instances with the cookie of the faster', async () => {
    const world = await withTokenLeft(0)
    world.emulator.settings.rotation = true
    const slow = { ...world, context: createContext(world.context.config, world.emulator.fetch, () => world.clock.ms) }
    const slowJar = world.jar.copy()
    await visit(world)
    const first = await visit(slow, null, slowJar)
    expect(first.path).toMatch(/^\/api\/auth\/refresh\?/)
    expect(slowJar.written).toEqual([])
    expect(await visit(slow, nameIn(first.path), world.jar)).toEqual({ path: '/playlists?page=2' })
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
    expect((await visit(world, null, jar)).failure?.reason).toBe('signed_out')
    expect(jar.written).toEqual([])
  })
})
