import type { FaultInput, FaultName } from './faults.ts'
import { people } from './people.ts'
import { freshSettings, type World } from './world.ts'

/** What tests and the panel may do to a world, by method or over HTTP. */
export function controlsOf(world: World) {
  const { ledger, faults, journal, settings, changes, shelf, waits } = world
  return {
    settings,
    faults: {
      set: (fault: FaultInput) => faults.set(fault),
      clear: (name?: FaultName) => faults.clear(name),
      list: () => faults.list(),
    },
    requests: () => journal.list(),
    clearRequests: () => journal.clear(),
    expireAccessTokens: ledger.expireAccessTokens.bind(ledger),
    revokeConsent: ledger.revoke.bind(ledger),
    stop: () => waits.cutAll(),
    reset() {
      waits.cutAll()
      ledger.clear()
      faults.clear()
      journal.clear()
      changes.clear()
      shelf.clear()
      Object.assign(settings, freshSettings())
    },
  }
}

export type Controls = ReturnType<typeof controlsOf>

export function stateOf(controls: Controls) {
  return {
    faults: controls.faults.list(),
    settings: { ...controls.settings },
    people: people.map(({ id, label, summary, population }) => ({ id, label, summary, population })),
  }
}
