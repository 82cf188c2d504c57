import { describe, expect, test, vi } from 'vitest'
import { createSingleFlight } from '@/lib/session/memory/cache'

/** Creates a single flight whose tasks and clock are controlled by the test. */
function createHangar(holdMs: number | ((value: string) => number) = 30) {
  const clock = { ms: 1_000 }
  const holdOf = typeof holdMs === 'number' ? () => holdMs : holdMs
  const flight = createSingleFlight<string>(
    30,
    () => clock.ms,
    (value) => clock.ms + holdOf(value),
  )
  const tasks: { key: string; end: (value: string) => void; fail: (error: Error) => void }[] = []
  const ask = (key: string, accepts?: (held: string) => boolean) =>
    flight(
      key,
      () => new Promise((end, fail) => tasks.push({ key, end, fail })),
      ...(accepts ? ([accepts] as const) : []),
    )
  /** Calls `ask`. If the call starts a task, the task finishes immediately with the given value. */
  const settle = async (key: string, value: string, accepts?: (held: string) => boolean) => {
    const began = tasks.length
    const answer = ask(key, accepts)
    tasks[began]?.end(value)
    return answer
  }
  return { clock, tasks, ask, settle }
}

test('callers that reject the same result share the next task', async () => {
  const { tasks, ask } = createHangar()
  const asked = Array.from({ length: 20 }, () => ask('a', (held) => held !== 'refused'))
  tasks[0]?.end('refused')
  await expect.poll(() => tasks.length).toBe(2)
  tasks[1]?.end('refused')
  expect(await Promise.all(asked)).toEqual(Array(20).fill('refused'))
  expect(tasks).toHaveLength(2)
})

describe('concurrent tasks', () => {
  test('all callers with the same key share one task, even if the task is slow', async () => {
    const { clock, tasks, ask } = createHangar()
    const asked = [ask('a'), ask('a')]
    clock.ms += 1_000_000
    asked.push(ask('a'))
    tasks[0]?.end('answer')
    expect(await Promise.all(asked)).toEqual(['answer', 'answer', 'answer'])
    expect(tasks).toHaveLength(1)
  })

  test('each key has its own task and result, no matter which task finishes first', async () => {
    const { tasks, ask } = createHangar()
    const asked = [ask('a'), ask('b'), ask('__proto__')]
    for (const place of [2, 1, 0]) tasks[place]?.end(`for ${tasks[place]?.key}`)
    expect(await Promise.all(asked)).toEqual(['for a', 'for b', 'for __proto__'])
  })

  test('a caller that rejects cached results still waits for a running task with the same key', async () => {
    const { tasks, ask } = createHangar()
    const first = ask('a')
    ask('a', () => false)
    expect(tasks).toHaveLength(1)
    tasks[0]?.end('new')
    expect(await first).toBe('new')
  })
})

describe('cached results', () => {
  test('a result is cached for its lifetime, which starts when the task finishes', async () => {
    const { clock, tasks, ask, settle } = createHangar()
    const first = ask('a')
    clock.ms += 500
    tasks[0]?.end('first')
    await first
    clock.ms += 29
    expect(await settle('a', 'second')).toBe('first')
    clock.ms += 1
    expect(await settle('a', 'second')).toBe('second')
  })

  test('a result with a lifetime of zero is not cached', async () => {
    const { tasks, settle } = createHangar(0)
    expect(await settle('a', 'first')).toBe('first')
    expect(await settle('a', 'second')).toBe('second')
    expect(tasks).toHaveLength(2)
  })

  test('a result expires on time, even if an older result is still valid', async () => {
    const { clock, settle } = createHangar((value) => (value === 'long' ? 30 : 1))
    await settle('a', 'long')
    await settle('b', 'short')
    clock.ms += 1
    expect(await settle('b', 'next')).toBe('next')
    expect(await settle('a', 'next')).toBe('long')
  })

  test('a cached result that the caller rejects is replaced by the result of a new task', async () => {
    const { tasks, settle } = createHangar()
    await settle('a', 'no')
    expect(await settle('a', 'yes', (held) => held === 'no')).toBe('no')
    expect(await settle('a', 'yes', (held) => held !== 'no')).toBe('yes')
    expect(await settle('a', 'other', (held) => held !== 'no')).toBe('yes')
    expect(await settle('a', 'other')).toBe('yes')
    expect(tasks).toHaveLength(2)
  })
})

test('an error is passed to all callers that share the task, and the next call starts a new task', async () => {
  const { tasks, ask, settle } = createHangar()
  const asked = [ask('a'), ask('a'), ask('a')]
  const failure = new Error('ours')
  tasks[0]?.fail(failure)
  for (const one of asked) await expect(one).rejects.toBe(failure)
  expect(await settle('a', 'better')).toBe('better')
})

describe('the limit on the number of cached results', () => {
  const flood = async (settle: (key: string, value: string) => Promise<string>, size: number) => {
    for (let index = 0; index < size; index++) await settle(`flood ${index}`, 'wet')
  }

  test('if too many results are cached, only the oldest ones are removed', async () => {
    const { tasks, settle } = createHangar()
    await settle('first', 'dry')
    await flood(settle, 9_990)
    expect(await settle('first', 'again')).toBe('dry')
    await flood(settle, 20_000)
    const began = tasks.length
    expect(await settle('first', 'again')).toBe('again')
    expect(await settle('flood 19999', 'again')).toBe('wet')
    expect(await settle('flood 1000', 'again')).toBe('again')
    expect(tasks).toHaveLength(began + 2)
  })

  test('a running task is never removed, even if too many results are cached', async () => {
    const { tasks, ask, settle } = createHangar()
    const first = ask('first')
    await flood(settle, 20_100)
    const second = ask('first')
    expect(tasks.filter(({ key }) => key === 'first')).toHaveLength(1)
    tasks[0]?.end('dry')
    expect(await Promise.all([first, second])).toEqual(['dry', 'dry'])
  })
})

test('an expired result is removed even if no other result is added', async () => {
  vi.useFakeTimers()
  try {
    const { clock, tasks, settle, ask } = createHangar()
    await settle('a', 'answer')
    clock.ms += 1_030
    vi.advanceTimersByTime(1_030)
    // Sets the clock back to a time when the result would still be valid.
    clock.ms -= 1_030
    void ask('a')
    expect(tasks).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})
