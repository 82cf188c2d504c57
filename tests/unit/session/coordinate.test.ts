import { describe, expect, test } from 'vitest'
import { hashToken, type RefreshOutcome } from '@/lib/session/refresh'
import { seal } from '@/lib/session/seal'
import type { Session } from '@/lib/session/session'
import { MemoryStore } from '../memory-store.ts'
import { anotherInstance, config, createWorld, newPassword, sessionOf, tokenRequests } from '../support.ts'

type Changes = Parameters<typeof anotherInstance>[1]

const renewed = (outcome: RefreshOutcome | undefined): Session => {
  if (outcome?.kind !== 'renewed') throw new Error(`not renewed but ${JSON.stringify(outcome)}`)
  return outcome.session
}

/** Instances that share nothing but a store, and one session that all of them get to see. */
function createInstances({ rotation = false } = {}) {
  const world = createWorld()
  world.emulator.settings.rotation = rotation
  const store = new MemoryStore(world.clock)
  const start = (changes?: Changes) => anotherInstance(world, { store, ...changes }).context.refresh
  const session = sessionOf(world)
  const answerKey = `stagedoor:refresh:${hashToken(session.refreshToken)}`
  const lockKey = `stagedoor:lock:${hashToken(session.refreshToken)}`
  return { world, clock: world.clock, store, start, session, answerKey, lockKey }
}

describe('with a store, instances', () => {
  test.each([false, true])('that renew one session at once make one token request (rotation: %s)', async (rotation) => {
    const { world, start, session } = createInstances({ rotation })
    const outcomes = await Promise.all(
      [start(), start(), start()].flatMap((refresh) => [0, 1].map(() => refresh(session))),
    )
    expect(new Set(outcomes.map((outcome) => renewed(outcome).accessToken)).size).toBe(1)
    expect(new Set(outcomes.map((outcome) => renewed(outcome).refreshToken)).size).toBe(1)
    expect(tokenRequests(world)).toBe(1)
  })

  test('reuse an answer for thirty seconds, with all that it says', async () => {
    const { world, clock, start, session } = createInstances({ rotation: true })
    const first = renewed(await start()(session))
    clock.ms += 29_999
    expect(renewed(await start()(session))).toEqual(first)
    expect(tokenRequests(world)).toBe(1)
    clock.ms += 1
    expect((await start()(session)).kind).toBe('refused')
    expect(tokenRequests(world)).toBe(2)
  })

  test('hold the answer of another no longer than their own: what is handed out is fresh', async () => {
    const { clock, start, session } = createInstances()
    const first = renewed(await start()(session))
    const other = start()
    clock.ms += 20_000
    expect(renewed(await other(session))).toEqual(first)
    clock.ms += 10_000
    expect(renewed(await other(session)).accessToken).not.toBe(first.accessToken)
  })

  test('do not mix two sessions up', async () => {
    const { world, start, session } = createInstances({ rotation: true })
    const other = sessionOf(world, 'otto')
    const [one, two] = [start(), start()]
    const outcomes = await Promise.all([one(session), two(other), one(other), two(session)])
    expect(outcomes.map((outcome) => renewed(outcome).viewer.id)).toEqual(['mira', 'otto', 'otto', 'mira'])
    const tokens = outcomes.map((outcome) => renewed(outcome).accessToken)
    expect([tokens[0], tokens[1]]).toEqual([tokens[3], tokens[2]])
    expect(tokens[0]).not.toBe(tokens[1])
  })

  test('pass a refusal on, which a second look does not take for an answer', async () => {
    const { world, start, session } = createInstances()
    world.emulator.faults.set({ name: 'refresh_refused', times: 1 })
    expect((await start()(session)).kind).toBe('refused')
    const other = start()
    expect((await other(session)).kind).toBe('refused')
    expect(tokenRequests(world)).toBe(1)
    expect((await other(session, { isSecond: true })).kind).toBe('renewed')
    expect((await start()(session)).kind).toBe('renewed')
    expect(tokenRequests(world)).toBe(2)
  })

  test('let a second look ask, also one that finds a first look on its way to the stored refusal', async () => {
    const { world, store, start, session } = createInstances()
    world.emulator.faults.set({ name: 'refresh_refused', times: 1 })
    await start()(session)
    const other = start()
    let second: ReturnType<typeof other> | undefined
    store.before = async () => {
      await world.context.pause(0)
      second ??= other(session, { isSecond: true })
    }
    await other(session)
    expect((await second)?.kind).toBe('renewed')
    expect(tokenRequests(world)).toBe(2)
  })

  test.each(['server_error', 'client_refused', 'cut'] as const)('keep %s to themselves', async (name) => {
    const { world, clock, start, session } = createInstances()
    world.emulator.faults.set({ name, where: 'token', times: 1 })
    expect((await start()(session)).kind).not.toBe('renewed')
    const before = clock.ms
    expect((await start()(session)).kind).toBe('renewed')
    expect(clock.ms).toBe(before)
  })

  test('one of which goes ahead and is refused never put that in the place of a renewal', async () => {
    const { clock, store, start, session } = createInstances({ rotation: true })
    const first = renewed(await start()(session))
    store.before = () => {
      store.before = () => undefined
      throw new Error('away for one call')
    }
    expect((await start()(session)).kind).toBe('refused')
    clock.ms += 1_000
    expect(renewed(await start()(session))).toEqual(first)
  })
})

describe('what is stored', () => {
  test('is sealed, tells no token even by its name, and is gone within a minute', async () => {
    const { store, clock, start, session } = createInstances({ rotation: true })
    const after = renewed(await start()(session))
    expect(store.written.length).toBeGreaterThan(1)
    for (const { key, value, lifeMs } of store.written) {
      expect(lifeMs).toBeGreaterThan(0)
      expect(lifeMs).toBeLessThanOrEqual(60_000)
      const texts = [key, value, ...value.split('*').map((part) => Buffer.from(part, 'base64url').toString('latin1'))]
      for (const { accessToken, refreshToken, viewer } of [session, after])
        for (const secret of [accessToken, refreshToken, accessToken.slice(4, 30), viewer.name ?? '-'])
          expect(texts.join()).not.toContain(secret)
    }
    const inUse = [...store.values.keys()]
    expect(inUse).toEqual([`stagedoor:refresh:${hashToken(session.refreshToken)}`])
    clock.ms += 30_000
    expect(await store.get(inUse[0] ?? '')).toBeNull()
  })

  test('is no answer where it is damaged, sealed for another purpose, or the answer to another token', async () => {
    const { world, store, start, session, answerKey } = createInstances()
    const other = sessionOf(world, 'otto')
    await start()(other)
    const copied = store.values.get(`stagedoor:refresh:${hashToken(other.refreshToken)}`)?.value ?? ''
    const forged = { atMs: world.clock.ms, outcome: { kind: 'grant_refused', detail: 'forged' } }
    for (const value of [
      'garbage',
      `${copied.slice(0, -20)}A${copied.slice(-19)}`,
      await seal(config.passwords, 'session', forged, 60),
      await seal(config.passwords, 'refresh', { ...forged, outcome: { kind: 'tokens' } }, 60),
      await seal(config.passwords, 'refresh', null, 60),
      copied,
    ]) {
      await store.set(answerKey, value, 30_000)
      const requests = tokenRequests(world)
      expect(renewed(await start()(session)).viewer.id).toBe('mira')
      expect(tokenRequests(world)).toBe(requests + 1)
    }
  })

  test('cannot be read by an instance with another password, which goes ahead by itself', async () => {
    const { world, start, session } = createInstances()
    const first = renewed(await start()(session))
    const stranger = start({ config: { passwords: { 1: newPassword } } })
    expect(renewed(await stranger(session)).accessToken).not.toBe(first.accessToken)
    expect(tokenRequests(world)).toBe(2)
  })

  test('is read by an instance that knows the password beside a newer one', async () => {
    const { world, start, session } = createInstances()
    const first = renewed(await start()(session))
    const newer = start({ config: { passwords: { ...config.passwords, 2: newPassword } } })
    expect(renewed(await newer(session))).toEqual(first)
    expect(tokenRequests(world)).toBe(1)
  })
})
