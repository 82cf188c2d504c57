import { expect, test, vi } from 'vitest'
import { TtlCache } from '@/lib/session/memory/cache'

function createCache(limits: { lifeMs: number; count: number }) {
  const clock = { ms: 0 }
  return { clock, cache: new TtlCache<number>(limits, () => clock.ms) }
}

test('a cache entry can be read until it expires', () => {
  const { clock, cache } = createCache({ lifeMs: 100, count: 10 })
  cache.set('a', 1)
  clock.ms = 99
  expect(cache.get('a')).toBe(1)
  clock.ms = 100
  expect(cache.get('a')).toBeUndefined()
})

test('a full cache drops its oldest entry, and setting an entry again makes it the newest', () => {
  const { cache } = createCache({ lifeMs: 100, count: 2 })
  cache.set('a', 1)
  cache.set('b', 2)
  cache.set('a', 3)
  cache.set('c', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([3, undefined, 4])
})

test('setting an entry removes all expired entries', () => {
  const { clock, cache } = createCache({ lifeMs: 100, count: 10 })
  cache.set('a', 1)
  clock.ms = 200
  cache.set('b', 2)
  const seen: string[] = []
  cache.delete((key) => seen.push(key) === 0)
  expect(seen).toEqual(['b'])
})

test('an expired entry is removed even if no other entry is set', () => {
  vi.useFakeTimers()
  const cache = new TtlCache<number>({ lifeMs: 100, count: 10 }, Date.now)
  cache.set('a', 1)
  vi.advanceTimersByTime(60)
  cache.set('b', 2)
  const seen = () => {
    const keys: string[] = []
    cache.delete((key) => keys.push(key) === 0)
    return keys
  }
  vi.advanceTimersByTime(50)
  expect(seen()).toEqual(['b'])
  vi.advanceTimersByTime(100)
  expect(seen()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('delete removes all matching entries', () => {
  const { cache } = createCache({ lifeMs: 100, count: 10 })
  for (const [index, key] of ['a 1', 'a 2', 'b 1'].entries()) cache.set(key, index)
  cache.delete((key) => key.startsWith('a '))
  expect([cache.get('a 1'), cache.get('a 2'), cache.get('b 1')]).toEqual([undefined, undefined, 2])
})
