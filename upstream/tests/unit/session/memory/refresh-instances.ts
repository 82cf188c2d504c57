import { fingerprint } from '@/lib/session/seal'
import type { Session } from '@/lib/session/session'
import { createSetup, sessionOf } from '../../../../../tests/unit/support.ts'
import { instanceWith, MemoryStore } from '../../../../support/memory-store.ts'

type Changes = Parameters<typeof instanceWith>[2]

/** Creates a session and a store. `start` starts an instance of the app. The instances share the store and nothing else. */
export function createInstances({ rotation = false } = {}) {
  const setup = createSetup()
  setup.emulator.settings.rotation = rotation
  const store = new MemoryStore(setup.clock)
  const start = (changes?: Changes) => {
    const { requestRefresh } = instanceWith(store, setup, changes).context
    return ({ refreshToken }: Session, options = { isRetry: false }) => requestRefresh(refreshToken, options)
  }
  const session = sessionOf(setup)
  const responseKey = `stagedoor:refresh:${fingerprint(session.refreshToken)}`
  const lockKey = `stagedoor:lock:${fingerprint(session.refreshToken)}`
  return { setup, clock: setup.clock, store, start, session, responseKey, lockKey }
}
