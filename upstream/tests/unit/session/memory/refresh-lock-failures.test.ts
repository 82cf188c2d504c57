import { describe, expect, test } from 'vitest'
import { sessionOf, type TestSetup, tokenRequests } from '../../../../../tests/unit/support.ts'
import { createInstances } from './refresh-instances.ts'
import { kindOf } from './refresh-response.ts'

/** The longest time that one instance waits for another, plus one polling interval. */
const longestWaitMs = 12_040

/** Returns the result of `work`, and how many milliseconds `work` took according to the test clock. */
async function timed<Value>({ clock }: TestSetup, work: Promise<Value>): Promise<[Value, number]> {
  const startedAt = clock.ms
  const value = await work
  return [value, clock.ms - startedAt]
}

const goDown = () => {
  throw new Error('the store did not answer in time')
}

test('if the store is down, each instance refreshes the token itself without waiting, and no session ends', async () => {
  const { setup, store, start, session } = createInstances()
  store.before = goDown
  const [responses, waitedMs] = await timed(setup, Promise.all([start()(session), start()(session)]))
  expect(responses.map(kindOf)).toEqual(['tokens', 'tokens'])
  expect(tokenRequests(setup)).toBe(2)
  expect(waitedMs).toBe(0)
})

test('if every second call to the store fails, 20 requests in one process still share a single refresh', async () => {
  const { setup, store, start, session } = createInstances()
  store.before = () => (store.calls.length % 2 === 0 ? goDown() : undefined)
  const request = start()
  const responses = await Promise.all(Array.from({ length: 20 }, () => request(session)))
  expect(new Set(responses.map((response) => JSON.stringify(response))).size).toBe(1)
  expect(responses[0]?.outcome.kind).toBe('tokens')
  expect(tokenRequests(setup)).toBe(1)
})

describe.each([false, true])('a failing store (rotation: %s)', (rotation) => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

  test.each(places)('if store call number %i fails, no session ends and no request waits too long', async (place) => {
    const { setup, store, start, session } = createInstances({ rotation })
    store.before = () => (store.calls.length === place ? goDown() : undefined)
    const [responses, waitedMs] = await timed(setup, Promise.all([start()(session), start()(session)]))
    const kinds = responses.map(kindOf)
    // Without the lock, both instances can refresh the token.
    // If the token rotates, Spotify refuses the second refresh, and the retry can use the first instance's cookie.
    expect(kinds).toContain('tokens')
    if (!rotation) expect(kinds).toEqual(['tokens', 'tokens'])
    expect(kinds.every((kind) => kind === 'tokens' || kind === 'grant_refused')).toBe(true)
    expect(tokenRequests(setup)).toBe(kinds.includes('grant_refused') ? 2 : Math.min(tokenRequests(setup), 2))
    expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
  })

  test.each(['get', 'set', 'setIfAbsent', 'deleteIfEqual'] as const)(
    'if every %s call to the store fails, no request waits too long',
    async (broken) => {
      const { setup, store, start, session } = createInstances({ rotation })
      store.before = (call) => (call === broken ? goDown() : undefined)
      const [responses, waitedMs] = await timed(setup, Promise.all([start()(session), start()(session)]))
      expect(responses.map(kindOf)).toContain('tokens')
      expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
    },
  )
})

test('if the store is emptied during a token request, at most one more token request is made', async () => {
  const { setup, store, start, session } = createInstances()
  const other = start()
  let second: ReturnType<typeof other> | undefined
  const first = start({
    fetch: async (input, init) => {
      store.empty()
      second = other(session)
      return setup.emulator.fetch(input, init)
    },
  })
  expect(kindOf(await first(session))).toBe('tokens')
  expect((await second)?.outcome.kind).toBe('tokens')
  expect(tokenRequests(setup)).toBe(2)
})

test('if the store is emptied after a refresh, another instance refreshes the token again, and no session ends', async () => {
  const { setup, store, start, session } = createInstances()
  await start()(session)
  store.empty()
  expect(kindOf(await start()(session))).toBe('tokens')
  expect(tokenRequests(setup)).toBe(2)
})

describe('an instance that stops while holding the refresh lock', () => {
  const dead = { fetch: () => new Promise<Response>(() => undefined) }

  test.each([false, true])(
    'if an instance stops during a refresh, another instance takes over when the lock expires (rotation: %s)',
    async (rotation) => {
      const { setup, store, start, session, lockKey } = createInstances({ rotation })
      void start(dead)(session)
      while (!store.values.has(lockKey)) await setup.context.pause(0)
      const others = Promise.all([start(), start(), start()].map((request) => request(session)))
      const [responses, waitedMs] = await timed(setup, others)
      expect(responses.map(kindOf)).toEqual(['tokens', 'tokens', 'tokens'])
      expect(tokenRequests(setup)).toBe(1)
      expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
    },
  )

  test('if a refresh lock never expires, another instance eventually stops waiting and refreshes the token itself', async () => {
    const { setup, store, start, session, lockKey } = createInstances()
    store.values.set(lockKey, { value: 'nobody', untilMs: Number.POSITIVE_INFINITY })
    const [response, waitedMs] = await timed(setup, start()(session))
    expect(kindOf(response)).toBe('tokens')
    expect(waitedMs).toBeLessThanOrEqual(longestWaitMs)
    expect(tokenRequests(setup)).toBe(1)
    expect(store.values.get(lockKey)?.value).toBe('nobody')
  })

  test('a refresh lock does not delay requests for other sessions', async () => {
    const { setup, store, start, session, lockKey } = createInstances()
    store.values.set(lockKey, { value: 'nobody', untilMs: Number.POSITIVE_INFINITY })
    const [response, waitedMs] = await timed(setup, start()(sessionOf(setup, 'otto')))
    expect([kindOf(response), waitedMs]).toEqual(['tokens', 0])
    expect(session.viewer.id).toBe('mira')
  })
})

test('an instance releases only its own refresh lock', async () => {
  const { setup, store, start, session, lockKey } = createInstances()
  await start()(session)
  expect(store.values.has(lockKey)).toBe(false)
  const slow = start({
    fetch: async (input, init) => {
      setup.clock.ms += 9_001
      await store.setIfAbsent(lockKey, 'the next', 9_000)
      return setup.emulator.fetch(input, init)
    },
  })
  setup.clock.ms += 30_000
  expect(kindOf(await slow(session))).toBe('tokens')
  expect(store.values.get(lockKey)?.value).toBe('the next')
})
