import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRedisStore } from '@/lib/session/memory/redis'
import { createRedis, hasRedis, type TestRedis } from '../../../../support/services/redis.ts'
import { createRelay, type Relay } from '../../../../support/services/relay.ts'

const inAnHour = () => Date.now() + 3_600_000
const patience = { timeout: 20_000 }

describe.skipIf(!hasRedis)('connections to Redis', () => {
  let redis: TestRedis
  let relay: Relay
  beforeEach(async () => {
    redis = await createRedis()
    await redis.start()
    relay = await createRelay(Number(new URL(redis.url).port))
  })
  let views: NodeJS.Timeout | undefined
  afterEach(async () => {
    clearInterval(views)
    redis.resume()
    await relay.close()
    await redis.kill()
  })

  /** Returns a store that connects through the relay. `viewPages` simulates page views, which keep the connection open. */
  function createStore() {
    const url = new URL(redis.url)
    url.port = String(relay.port)
    const reports: boolean[] = []
    const notes = new Set<string>()
    const store = createRedisStore(
      url.href,
      () => Date.now(),
      (isReachable) => reports.push(isReachable),
    )
    const ended = store.broadcast('ended')
    ended.subscribe((note) => notes.add(note))
    const viewPages = () => {
      views = setInterval(() => ended.listen(), 100)
    }
    return { store, reports, notes, viewPages }
  }

  /** Returns a store that has already received a message, so its connection works. */
  async function connectedStore() {
    const created = createStore()
    created.viewPages()
    await expect.poll(() => redis.ask('pubsub', 'numsub', 'stagedoor:ended'), patience).toMatch(/1$/)
    post('first')
    await expect.poll(() => created.notes.has('first'), patience).toBe(true)
    created.reports.length = 0
    return created
  }

  /** Publishes a message over a separate connection, as another instance would. */
  const post = (note: string) => {
    const untilMs = inAnHour()
    redis.ask('zadd', 'stagedoor:ended', String(untilMs), note)
    redis.ask('publish', 'stagedoor:ended', `${untilMs} ${note}`)
  }
  /** Returns the IDs of all connections except the one that asks. */
  const clientIds = () =>
    redis
      .ask('client', 'list')
      .match(/(?<=^id=)\d+/gm)
      ?.slice(0, -1) ?? []
  const clients = () => clientIds().length

  test('if a Redis connection silently drops, the store replaces it once a command gets no response', async () => {
    const { store, reports, notes } = await connectedStore()
    relay.silence()
    post('missed')
    await expect(store.get('key')).rejects.toThrow('did not respond')
    await expect.poll(() => store.get('key').catch(String), { ...patience, interval: 20 }).toBe(null)
    await expect.poll(() => notes.has('missed'), patience).toBe(true)
    await expect.poll(() => relay.open(), patience).toBe(1)
    post('later')
    await expect.poll(() => notes.has('later'), patience).toBe(true)
    expect(reports).toEqual([false, true])
  })

  test('if a Redis connection silently drops, the store replaces it even if no commands are sent', async () => {
    const { notes } = await connectedStore()
    relay.silence()
    post('missed')
    await expect.poll(() => notes.has('missed'), patience).toBe(true)
    post('later')
    await expect.poll(() => notes.has('later'), patience).toBe(true)
    expect(relay.open()).toBe(1)
  })

  test('the store keeps its connection to Redis if Redis pauses only briefly', async () => {
    const { store } = await connectedStore()
    redis.pause()
    await expect(store.get('key')).rejects.toThrow('did not respond')
    redis.resume()
    await expect.poll(() => store.isReachable(), patience).toBe(true)
    expect(relay.opened()).toBe(1)
  })

  test('after Redis pauses for a long time, the store reconnects and leaves no extra connections open', async () => {
    const { store, reports } = await connectedStore()
    const before = clients()
    redis.pause()
    await expect(store.get('key')).rejects.toThrow('did not respond')
    await expect.poll(() => relay.opened(), patience).toBeGreaterThan(2)
    redis.resume()
    await expect.poll(() => store.isReachable(), patience).toBe(true)
    await expect.poll(() => relay.open(), patience).toBe(1)
    await expect.poll(clients, patience).toBe(before)
    expect(reports).toEqual([false, true])
  })

  test('a process opens one connection when needed and closes it after ten seconds of inactivity', async () => {
    const before = clients()
    const { store, notes } = createStore()
    await pause(100)
    expect(relay.opened()).toBe(0)
    await Promise.all([store.get('a'), store.set('b', 'c', 1_000), store.isReachable()])
    post('heard')
    await expect.poll(() => notes.has('heard'), patience).toBe(true)
    expect(clients()).toBe(before + 1)
    await pause(6_000)
    expect(clients()).toBe(before + 1)
    await expect.poll(clients, patience).toBe(before)
    expect(await store.get('b')).toBe(null)
    expect(clients()).toBe(before + 1)
    expect(relay.opened()).toBe(2)
  })

  test('page views keep the connection open, so messages arrive immediately', async () => {
    const { notes } = await connectedStore()
    await pause(12_000)
    post('later')
    await expect.poll(() => notes.has('later'), patience).toBe(true)
    expect(relay.opened()).toBe(1)
  })

  test('if the connection was lost during a freeze, the first command immediately uses a new connection', async () => {
    const { store, notes, reports } = await connectedStore()
    clearInterval(views)
    relay.silence()
    post('missed')
    const thawedAtMs = Date.now() + 60_000
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => thawedAtMs)
    expect(await store.get('key')).toBe(null)
    clock.mockRestore()
    await expect.poll(() => notes.has('missed'), patience).toBe(true)
    expect(reports).toEqual([])
  })

  test('if the connection was reset during a short freeze, the command is repeated on a new connection', async () => {
    const { store, reports } = await connectedStore()
    relay.forget()
    expect(await store.setIfAbsent('key', 'value', 1_000)).toBe(true)
    expect(reports).toEqual([])
  })

  test.each([0, 1, 2, 3])(
    'a process that is busy while it connects still uses Redis (busy after %i turns)',
    async (turns) => {
      const store = createRedisStore(redis.url, Date.now, () => undefined)
      const response = store.get('key').catch(String)
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
      const untilMs = performance.now() + 1_200
      while (performance.now() < untilMs);
      expect(await response).toBe(null)
    },
  )

  test('many page views at the same moment send a single ping', async () => {
    const { store } = createStore()
    const broadcast = store.broadcast('ended')
    for (let view = 0; view < 50; view++) broadcast.listen()
    expect(await store.get('key')).toBe(null)
    expect(redis.ask('info', 'commandstats')).toMatch(/^cmdstat_ping:calls=1,/m)
  })

  test('a process that is too busy to send a command right away still gets the response', async () => {
    const store = createRedisStore(redis.url, Date.now, () => undefined)
    expect(await store.isReachable()).toBe(true)
    for (let times = 0; times < 5; times++) {
      await pause(1)
      const response = store.get('key')
      // The client has the command now, but sends it only in the check phase of the event loop.
      for (let turn = 0; turn < 50; turn++) await null
      const untilMs = performance.now() + 400
      while (performance.now() < untilMs);
      expect(await response).toBe(null)
    }
  })

  test('a response that arrives in time is used, even if a busy process reads it only after the timeouts', async () => {
    let waitedMs: number
    do {
      const store = createRedisStore(redis.url, Date.now, () => undefined)
      expect(await store.isReachable()).toBe(true)
      const before = clientIds()
      redis.pause()
      const startMs = performance.now()
      const response = store.get('key').catch(String)
      await pause(50)
      // Continues in the check phase of the event loop, so the command's timers run before the response is read.
      await new Promise((resolve) => setImmediate(resolve))
      redis.resume()
      waitedMs = performance.now() - startMs
      while (performance.now() < startMs + 2_500);
      // If the test itself was delayed for too long, the command has timed out before the response arrived.
      if (waitedMs < 250) expect([await response, clientIds()]).toEqual([null, before])
    } while (waitedMs >= 250)
  })
})
