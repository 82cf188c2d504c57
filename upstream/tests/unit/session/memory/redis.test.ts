import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRedisStore } from '@/lib/session/memory/redis'
import { createRedis, hasRedis, type TestRedis } from '../../../../support/services/redis.ts'

const inAnHour = () => Date.now() + 3_600_000
const storeOf = ({ url }: TestRedis) => createRedisStore(url, Date.now, () => undefined)

if (!hasRedis) console.log('SKIPPED: the tests for the Redis store, which need redis-server.')

describe.skipIf(!hasRedis)('broadcasts through Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await createRedis()
    await redis.start()
  })
  afterAll(() => redis.kill())

  test('a subscriber that joins late receives only the 10,000 stored messages that expire last', async () => {
    const fill = `for i = 1, 10001 do redis.call('zadd', KEYS[1], ARGV[1] + i, 'message' .. i) end`
    redis.ask('eval', fill, '1', 'stagedoor:many', String(inAnHour()))
    const heard: string[] = []
    const many = storeOf(redis).broadcast('many')
    many.subscribe((message) => heard.push(message))
    many.listen()
    // The messages arrive in order of expiry.
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe('message10001')
    expect(heard[0]).toBe('message2')
    expect(new Set(heard).size).toBe(10_000)
  })

  test('a message can be published even if the previous Redis command failed', async () => {
    const nowMs = Date.now()
    const store = createRedisStore(
      redis.url,
      () => nowMs,
      () => undefined,
    )
    expect(await store.isReachable()).toBe(true)
    redis.pause()
    await expect(store.get('a')).rejects.toThrow('did not respond')
    redis.resume()
    await expect(store.get('a')).rejects.toThrow('down')
    await store.broadcast('ended').publish('message', inAnHour())
    expect(await storeOf(redis).broadcast('ended').has('message')).toBe(true)
  })
})
