import { describe, expect, test } from 'vitest'
import { createRevokedSessions } from '@/lib/session/memory/revoked'
import { MemoryStore } from '../../../../support/memory-store.ts'

describe('revoked sessions', () => {
  test('a session counts as revoked only if it is in the list of revoked sessions', async () => {
    const revoked = createRevokedSessions(() => 0)
    await revoked.add('a', 1)
    expect([revoked.has('a'), revoked.has('b'), revoked.has('__proto__')]).toEqual([true, false, false])
    expect([await revoked.check('a'), await revoked.check('b')]).toEqual([true, false])
  })

  test('the number of revoked sessions in memory is limited, and the oldest ones are removed first', async () => {
    const revoked = createRevokedSessions(() => 0)
    for (let index = 0; index < 10_001; index++) await revoked.add(`id ${index}`, 1)
    expect([revoked.has('id 0'), revoked.has('id 1'), revoked.has('id 10000')]).toEqual([false, true, true])
  })

  test('an instance knows which sessions were revoked by other instances', async () => {
    const clock = { ms: 1_000 }
    const broadcast = new MemoryStore(clock).broadcast('ended')
    const start = () => createRevokedSessions(() => clock.ms, broadcast)
    const [here, there] = [start(), start()]
    await here.add('a', 5_000)
    expect(there.has('a')).toBe(true)
    const late = start()
    expect([late.has('a'), await late.check('a'), late.has('a')]).toEqual([false, true, true])
    clock.ms = 5_000
    expect(await start().check('a')).toBe(false)
  })

  test('if the store is down, an instance still knows which sessions it has revoked', async () => {
    const store = new MemoryStore({ ms: 1_000 })
    store.before = () => {
      throw new Error('down')
    }
    const revoked = createRevokedSessions(() => 1_000, store.broadcast('ended'))
    await revoked.add('a', 5_000)
    expect([revoked.has('a'), await revoked.check('a'), await revoked.check('b')]).toEqual([true, true, false])
  })
})
