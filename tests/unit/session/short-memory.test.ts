import { expect, test, vi } from 'vitest'
import { ShortMemory } from '@/lib/session/short-memory'

function memoryAt(limits: { lifeMs: number; count: number }) {
  const clock = { ms: 0 }
  return { clock, memory: new ShortMemory<number>(limits, () => clock.ms) }
}

test('what is kept is there until its time is over', () => {
  const { clock, memory } = memoryAt({ lifeMs: 100, count: 10 })
  memory.set('a', 1)
  clock.ms = 99
  expect(memory.get('a')).toBe(1)
  clock.ms = 100
  expect(memory.get('a')).toBeUndefined()
})

test('the oldest goes where there is too much, and what is set anew is the youngest', () => {
  const { memory } = memoryAt({ lifeMs: 100, count: 2 })
  memory.set('a', 1)
  memory.set('b', 2)
  memory.set('a', 3)
  memory.set('c', 4)
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([3, undefined, 4])
})

test('what is over leaves the memory when the next comes', () => {
  const { clock, memory } = memoryAt({ lifeMs: 100, count: 10 })
  memory.set('a', 1)
  clock.ms = 200
  memory.set('b', 2)
  const seen: string[] = []
  memory.delete((key) => seen.push(key) === 0)
  expect(seen).toEqual(['b'])
})

test('what is over leaves the memory when nothing comes, too', () => {
  vi.useFakeTimers()
  const memory = new ShortMemory<number>({ lifeMs: 100, count: 10 }, Date.now)
  memory.set('a', 1)
  vi.advanceTimersByTime(60)
  memory.set('b', 2)
  const seen = () => {
    const keys: string[] = []
    memory.delete((key) => keys.push(key) === 0)
    return keys
  }
  vi.advanceTimersByTime(50)
  expect(seen()).toEqual(['b'])
  vi.advanceTimersByTime(100)
  expect(seen()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('what is named goes', () => {
  const { memory } = memoryAt({ lifeMs: 100, count: 10 })
  for (const [index, key] of ['a 1', 'a 2', 'b 1'].entries()) memory.set(key, index)
  memory.delete((key) => key.startsWith('a '))
  expect([memory.get('a 1'), memory.get('a 2'), memory.get('b 1')]).toEqual([undefined, undefined, 2])
})
