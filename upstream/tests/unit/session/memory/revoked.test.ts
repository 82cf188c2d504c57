import { describe, expect, test } from 'vitest'
import { createMemory } from '@/lib/session/context'
import { shareMemory } from '@/lib/session/memory/shared'
import { maxSessionMs } from '@/lib/session/session'
import { config } from '../../../../../tests/unit/support.ts'
import { MemoryStore } from '../../../../support/memory-store.ts'

function startWith(store: MemoryStore, clock: { ms: number }) {
  const now = () => clock.ms
  return shareMemory(createMemory(now), store, { config, now, pause: async () => undefined }).revoked
}

describe('revoked sessions', () => {
  test('a session counts as revoked only if it is in the list of revoked sessions', async () => {
    const revoked = createMemory(() => 0).revoked
    await revoked.add('a')
    expect([revoked.has('a'), revoked.has('b'), revoked.has('__proto__')]).toEqual([true, false, false])
    expect([await revoked.check('a'), await revoked.check('b')]).toEqual([true, false])
  })

  test('the number of revoked sessions in memory is limited, and the oldest ones are removed first', async () => {
    const revoked = createMemory(() => 0).revoked
    for (let index = 0; index < 10_001; index++) await revoked.add(`id ${index}`)
    expect([revoked.has('id 0'), revoked.has('id 1'), revoked.has('id 10000')]).toEqual([false, true, true])
  })

  test('an instance knows which sessions were revoked by other instances', async () => {
    const clock = { ms: 1_000 }
    const store = new MemoryStore(clock)
    const start = () => startWith(store, clock)
    const [here, there] = [start(), start()]
    await here.add('a')
    expect(there.has('a')).toBe(true)
    const late = start()
    expect([late.has('a'), await late.check('a'), late.has('a')]).toEqual([false, true, true])
    clock.ms += maxSessionMs
    expect(await start().check('a')).toBe(false)
  })

  test('if the store is down, an instance still knows which sessions it has revoked', async () => {
    const clock = { ms: 1_000 }
    const store = new MemoryStore(clock)
    store.before = () => {
      throw new Error('down')
    }
    const revoked = startWith(store, clock)
    await revoked.add('a')
    expect([revoked.has('a'), await revoked.check('a'), await revoked.check('b')]).toEqual([true, true, false])
  })
})
