import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRedisStore } from '@/lib/session/redis-store'
import { createRedis, hasRedis, type TestRedis } from '../../support/redis.ts'

const inAnHour = () => Date.now() + 3_600_000
const storeOf = ({ url }: TestRedis) => createRedisStore(url, Date.now, () => undefined)

if (!hasRedis) console.log('There is no redis-server on this machine: the tests of the store are skipped.')

describe.skipIf(!hasRedis)('a board', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await createRedis()
    await redis.start()
  })
  afterAll(() => redis.kill())

  test('tells who comes later of the notes that last longest, where there are more than anybody remembers', async () => {
    const fill = `for i = 1, 10001 do redis.call('zadd', KEYS[1], ARGV[1] + i, 'note' .. i) end`
    redis.ask('eval', fill, '1', 'stagedoor:many', String(inAnHour()))
    const heard: string[] = []
    storeOf(redis)
      .board('many')
      .onNote((note) => heard.push(note))
    // Read more than once, and each time from the first to go to the last.
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe('note10001')
    expect(heard[0]).toBe('note2')
    expect(new Set(heard).size).toBe(10_000)
  })

  test('takes a note also where the last command had no answer', async () => {
    const store = storeOf(redis)
    expect(await store.isReachable()).toBe(true)
    redis.pause()
    await expect(store.get('a')).rejects.toThrow('did not answer')
    redis.resume()
    await expect(store.get('a')).rejects.toThrow('away')
    await store.board('ended').post('note', inAnHour())
    expect(await storeOf(redis).board('ended').has('note')).toBe(true)
  })
})
