import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
  afterEach(async () => {
    redis.resume()
    await relay.close()
    await redis.kill()
  })

  /** Returns a store that connects through the relay and has already received a message, so both of its connections work. */
  async function connectedStore() {
    const url = new URL(redis.url)
    url.port = String(relay.port)
    const reports: boolean[] = []
    const notes = new Set<string>()
    const store = createRedisStore(url.href, Date.now, (isReachable) => reports.push(isReachable))
    store.broadcast('ended').subscribe((note) => notes.add(note))
    await expect.poll(() => store.isReachable(), patience).toBe(true)
    await expect.poll(() => redis.ask('pubsub', 'numsub', 'stagedoor:ended'), patience).toMatch(/1$/)
    await post('first')
    await expect.poll(() => notes.has('first'), patience).toBe(true)
    reports.length = 0
    return { store, reports, notes }
  }

  /** Publishes a message over a separate connection, as another instance would. */
  const post = (note: string) => {
    const untilMs = inAnHour()
    redis.ask('zadd', 'stagedoor:ended', String(untilMs), note)
    redis.ask('publish', 'stagedoor:ended', `${untilMs} ${note}`)
  }
  const clients = () => redis.ask('client', 'list').match(/(?<=^id=)\d+/gm)?.length ?? 0

  test('if a Redis connection is lost without notice, the store replaces it once a command gets no response', async () => {
    const { store, reports, notes } = await connectedStore()
    relay.silence()
    post('missed')
    await expect(store.get('key')).rejects.toThrow('did not respond')
    await expect.poll(() => store.get('key').catch(String), { ...patience, interval: 20 }).toBe(null)
    await expect.poll(() => notes.has('missed'), patience).toBe(true)
    await expect.poll(() => relay.open(), patience).toBe(2)
    post('later')
    await expect.poll(() => notes.has('later'), patience).toBe(true)
    expect(reports).toEqual([false, true])
  })

  test('if a Redis connection is lost without notice, the store replaces it even if no commands are sent', async () => {
    const { notes } = await connectedStore()
    relay.silence()
    post('missed')
    await expect.poll(() => notes.has('missed'), patience).toBe(true)
    post('later')
    await expect.poll(() => notes.has('later'), patience).toBe(true)
    expect(relay.open()).toBe(2)
  })

  test('the store keeps its connections to Redis if Redis pauses only briefly', async () => {
    const { store } = await connectedStore()
    redis.pause()
    await expect(store.get('key')).rejects.toThrow('did not respond')
    redis.resume()
    await expect.poll(() => store.isReachable(), patience).toBe(true)
    expect(relay.opened()).toBe(2)
  })

  test('after Redis pauses for a long time, the store reconnects and leaves no extra connections open', async () => {
    const { store, reports } = await connectedStore()
    const before = clients()
    redis.pause()
    await expect(store.get('key')).rejects.toThrow('did not respond')
    await expect.poll(() => relay.opened(), patience).toBeGreaterThan(4)
    redis.resume()
    await expect.poll(() => store.isReachable(), patience).toBe(true)
    await expect.poll(() => relay.open(), patience).toBe(2)
    await expect.poll(clients, patience).toBe(before)
    expect(reports).toEqual([false, true])
  })
})
