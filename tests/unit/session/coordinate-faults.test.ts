import { describe, expect, test } from 'vitest'
import { hashToken } from '@/lib/session/refresh'
import { MemoryStore } from '../memory-store.ts'
import { anotherInstance, createWorld, sessionOf, tokenRequests } from '../support.ts'

type Changes = Parameters<typeof anotherInstance>[1]

/** The longest that anybody is kept waiting, and a poll more. */
const longestWaitMs = 12_040

function createInstances({ rotation = false } = {}) {
  const world = createWorld()
  world.emulator.settings.rotation = rotation
  const store = new MemoryStore(world.clock)
  const start = (changes?: Changes) => anotherInstance(world, { store, ...changes }).context.refresh
  const session = sessionOf(world)
  const lockKey = `stagedoor:lock:${hashToken(session.refreshToken)}`
  /** Waits, and says by how much the clock has gone on. */
  const timed = async <Value>(work: Promise<Value>): Promise<[Value, number]> => {
    const startedAt = world.clock.ms
    const value = await work
    return [value, world.clock.ms - startedAt]
  }
  return { world, store, start, session, lockKey, timed }
}

const away = () => {
  throw new Error('the store did not answer in time')
}

test('a store that is away costs the coordination and nothing else: no wait, no session', async () => {
  const { world, store, start, session, timed } = createInstances()
  store.before = away
  const [outcomes, waitedMs] = await timed(Promise.all([start()(session), start()(session)]))
  expect(outcomes.map(({ kind }) => kind)).toEqual(['renewed', 'renewed'])
  expect(tokenRequests(world)).toBe(2)
  expect(waitedMs).toBe(0)
})

test('a store that is away for half of its calls keeps nobody from the one refresh of their own process', async () => {
  const { world, store, start, session } = createInstances()
  store.before = () => (store.calls.length % 2 === 0 ? away() : undefined)
  const refresh = start()
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => refresh(session)))
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
  expect(outcomes[0]?.kind).toBe('renewed')
  expect(tokenRequests(world)).toBe(1)
})

describe.each([false, true])('a store that fails in a single call (rotation: %s)', (rotation) => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

  test.each(places)('in the one of number %i loses no session, and keeps nobody for long', async (place) => {
    const { world, store, start, session, timed } = createInstances({ rotation })
    store.before = () => (store.calls.length === place ? away() : undefined)
    const [outcomes, waitedMs] = await timed(Promise.all([start()(session), start()(session)]))
    const kinds = outcomes.map(({ kind }) => kind)
    // Where both went ahead and the token rotates, one is refused, and its second look brings the cookie of the other.
    expect(kinds).toContain('renewed')
    if (!rotation) expect(kinds).toEqual(['renewed', 'renewed'])
    expect(kinds.every((kind) => kind === 'renewed' || kind === 'refused')).toBe(true)
    expect(tokenRequests(world)).toBe(kinds.includes('refused') ? 2 : Math.min(tokenRequests(world), 2))
    expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
  })

  test.each(['get', 'set', 'setIfAbsent', 'deleteIfEqual'] as const)('whenever it is %s', async (broken) => {
    const { store, start, session, timed } = createInstances({ rotation })
    store.before = (call) => (call === broken ? away() : undefined)
    const [outcomes, waitedMs] = await timed(Promise.all([start()(session), start()(session)]))
    expect(outcomes.map(({ kind }) => kind)).toContain('renewed')
    expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
  })
})

test('a store emptied while Spotify is being asked costs a second token request at most', async () => {
  const { world, store, start, session } = createInstances()
  const other = start()
  let second: ReturnType<typeof other> | undefined
  const first = start({
    fetch: async (input, init) => {
      store.empty()
      second = other(session)
      return world.emulator.fetch(input, init)
    },
  })
  expect((await first(session)).kind).toBe('renewed')
  expect((await second)?.kind).toBe('renewed')
  expect(tokenRequests(world)).toBe(2)
})

test('a store emptied after a refresh costs those who were not there a token request, and no session', async () => {
  const { world, store, start, session } = createInstances()
  await start()(session)
  store.empty()
  expect((await start()(session)).kind).toBe('renewed')
  expect(tokenRequests(world)).toBe(2)
})

describe('where the holder of the lock has died', () => {
  const dead = { fetch: () => new Promise<Response>(() => undefined) }

  test.each([false, true])('one of the others takes over when the lock runs out (rotation: %s)', async (rotation) => {
    const { world, store, start, session, lockKey, timed } = createInstances({ rotation })
    void start(dead)(session)
    while (!store.values.has(lockKey)) await world.context.pause(0)
    const others = Promise.all([start(), start(), start()].map((refresh) => refresh(session)))
    const [outcomes, waitedMs] = await timed(others)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['renewed', 'renewed', 'renewed'])
    expect(tokenRequests(world)).toBe(1)
    expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
  })

  test('and the lock never runs out, the others go ahead after a bounded wait', async () => {
    const { world, store, start, session, lockKey, timed } = createInstances()
    store.values.set(lockKey, { value: 'nobody', untilMs: Number.POSITIVE_INFINITY })
    const [outcome, waitedMs] = await timed(start()(session))
    expect(outcome.kind).toBe('renewed')
    expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
    expect(tokenRequests(world)).toBe(1)
    expect(store.values.get(lockKey)?.value).toBe('nobody')
  })

  test('the lock of another session keeps nobody waiting', async () => {
    const { world, store, start, session, lockKey, timed } = createInstances()
    store.values.set(lockKey, { value: 'nobody', untilMs: Number.POSITIVE_INFINITY })
    const [outcome, waitedMs] = await timed(start()(sessionOf(world, 'otto')))
    expect([outcome.kind, waitedMs]).toEqual(['renewed', 0])
    expect(session.viewer.id).toBe('mira')
  })
})

test('an instance gives back its own lock and no other', async () => {
  const { world, store, start, session, lockKey } = createInstances()
  await start()(session)
  expect(store.values.has(lockKey)).toBe(false)
  const slow = start({
    fetch: async (input, init) => {
      world.clock.ms += 9_001
      await store.setIfAbsent(lockKey, 'the next', 9_000)
      return world.emulator.fetch(input, init)
    },
  })
  world.clock.ms += 30_000
  expect((await slow(session)).kind).toBe('renewed')
  expect(store.values.get(lockKey)?.value).toBe('the next')
})
