import { people } from '../data/people.ts'
import type { FaultInput, FaultName } from '../faults/faults.ts'
import { type EmulatorState, freshSettings } from '../state.ts'

/** The emulator's controls. Tests call these methods directly, and `controlApi` exposes the methods over HTTP. */
export function controlsOf(state: EmulatorState) {
  const { tokenStore, faults, requestLog, settings, changes, savedItems, waits } = state
  return {
    settings,
    faults: {
      set: (fault: FaultInput) => faults.set(fault),
      clear: (name?: FaultName) => faults.clear(name),
      list: () => faults.list(),
    },
    requests: () => requestLog.list(),
    clearRequests: () => requestLog.clear(),
    expireAccessTokens: tokenStore.expireAccessTokens.bind(tokenStore),
    revokeConsent: tokenStore.revoke.bind(tokenStore),
    stop: () => waits.cutAll(),
    reset() {
      waits.cutAll()
      tokenStore.clear()
      faults.clear()
      requestLog.clear()
      changes.clear()
      savedItems.clear()
      Object.assign(settings, freshSettings())
    },
  }
}

export type Controls = ReturnType<typeof controlsOf>

export function stateOf(controls: Controls) {
  return {
    faults: controls.faults.list(),
    settings: { ...controls.settings },
    people: people.map(({ id, label, summary, apiVariant }) => ({ id, label, summary, apiVariant })),
  }
}
