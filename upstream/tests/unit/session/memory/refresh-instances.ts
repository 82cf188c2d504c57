import { fingerprint } from '@/lib/session/fingerprint'
import type { Session } from '@/lib/session/session'
import { anotherInstance, createWorld, sessionOf } from '../../../../../tests/unit/support.ts'
import { MemoryStore } from '../../../../support/memory-store.ts'

type Changes = Parameters<typeof anotherInstance>[1]

/** Instances that share only a store, and one session that all of them get. */
export function createInstances({ rotation = false } = {}) {
  const world = createWorld()
  world.emulator.settings.rotation = rotation
  const store = new MemoryStore(world.clock)
  const start = (changes?: Changes) => {
    const { requestRefresh } = anotherInstance(world, { store, ...changes }).context
    return ({ refreshToken }: Session, options = { isRetry: false }) => requestRefresh(refreshToken, options)
  }
  const session = sessionOf(world)
  const responseKey = `stagedoor:refresh:${fingerprint(session.refreshToken)}`
  const lockKey = `stagedoor:lock:${fingerprint(session.refreshToken)}`
  return { world, clock: world.clock, store, start, session, responseKey, lockKey }
}
