import { describe, expect, test } from 'vitest'
import { hashToken } from '@/lib/session/refresh'
import { renew, renewIfDue } from '@/lib/session/renewal'
import { createWorld, day, sessionIn, signedIn, tokenRequests, type World, withTokenLeft } from '../support.ts'

const cookieOf = ({ jar }: World) => jar.get('session')?.value

describe('before a page', () => {
  test('a token with a minute left is left alone: no request, no cookie', async () => {
    const world = await withTokenLeft(60_000)
    expect(await renewIfDue(world.context, world.jar)).toBeNull()
    expect(tokenRequests(world)).toBe(0)
    expect(world.jar.written).toHaveLength(1)
  })

  test.each([false, true])('a token with less is renewed and saved at once (rotation: %s)', async (rotation) => {
    const world = await withTokenLeft(59_999)
    world.emulator.settings.rotation = rotation
    const before = await sessionIn(world)
    const renewal = await renewIfDue(world.context, world.jar)
    const after = await sessionIn(world)
    expect(renewal).toMatchObject({ kind: 'renewed', session: { accessToken: after.accessToken } })
    expect(after.accessToken).not.toBe(before.accessToken)
    expect(after.refreshToken === before.refreshToken).toBe(!rotation)
    expect(after).toMatchObject({ id: before.id, consentedAtMs: before.consentedAtMs, viewer: before.viewer })
  })

  test('fifty requests with one cookie get the same token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.settings.rotation = true
    const jars = Array.from({ length: 50 }, () => world.jar.copy())
    await Promise.all(jars.map((jar) => renewIfDue(world.context, jar)))
    const tokens = await Promise.all(jars.map(async (jar) => (await sessionIn(world, jar)).accessToken))
    expect(new Set(tokens).size).toBe(1)
    expect(tokenRequests(world)).toBe(1)
  })

  test.each(['refresh_refused', 'client_refused'] as const)(
    '%s does no harm while the token still lives',
    async (name) => {
      const world = await withTokenLeft(1_001)
      world.emulator.faults.set({ name })
      expect(await renewIfDue(world.context, world.jar)).toBeNull()
      expect(world.jar.written).toHaveLength(1)
    },
  )

  test('an outage does no harm while the token lives, and costs no session afterwards', async () => {
    const world = await withTokenLeft(1)
    world.emulator.faults.set({ name: 'server_error', where: 'token' })
    expect(await renewIfDue(world.context, world.jar)).toBeNull()
    world.clock.ms += 1
    expect(await renewIfDue(world.context, world.jar)).toMatchObject({ kind: 'failed', reason: 'spotify_unavailable' })
    expect(world.jar.written).toHaveLength(1)
    world.emulator.faults.clear()
    world.clock.ms += 1_000
    expect(await renewIfDue(world.context, world.jar)).toMatchObject({ kind: 'renewed' })
  })

  test('a refusal of a run-out token waits for a faster tab, deletes nothing and names no token', async () => {
    const world = await withTokenLeft(0)
    world.emulator.faults.set({ name: 'refresh_refused' })
    const [{ refreshToken }, startedAt] = [await sessionIn(world), world.clock.ms]
    const renewal = await renewIfDue(world.context, world.jar)
    expect(renewal).toEqual({ kind: 'refused', refused: hashToken(refreshToken).slice(0, 16) })
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
  ] as const)('$name says nothing about the session', async (fault) => {
    const world = await withTokenLeft(0)
    world.emulator.faults.set(fault)
    expect(await renewIfDue(world.context, world.jar)).toMatchObject({ kind: 'failed', reason: 'spotify_unavailable' })
    expect(world.jar.written).toHaveLength(1)
  })

  test('a fault of set-up keeps the session and is named', async () => {
    const world = await withTokenLeft(0)
    world.emulator.faults.set({ name: 'client_refused' })
    expect(await renewIfDue(world.context, world.jar)).toMatchObject({ kind: 'failed', reason: 'client_rejected' })
    expect(world.jar.written).toHaveLength(1)
  })

  test('without a session, or with an ended consent, nothing is asked', async () => {
    const world = createWorld()
    expect(await renewIfDue(world.context, world.jar)).toBeNull()
    await signedIn(world)
    world.clock.ms += 180 * day
    expect(await renewIfDue(world.context, world.jar)).toBeNull()
    expect(tokenRequests(world)).toBe(0)
  })

  test('a renewed token that is too long for a cookie fails loudly and leaves the cookie', async () => {
    const world = await withTokenLeft(0)
    const session = { ...(await sessionIn(world)), id: 'x'.repeat(3_000) }
    const before = cookieOf(world)
    expect(await renew(world.context, world.jar, session)).toMatchObject({
      kind: 'failed',
      reason: 'spotify_unavailable',
    })
    expect(cookieOf(world)).toBe(before)
  })
})
