import type { TokenStore } from './accounts/tokens.ts'
import type { Links } from './api/links.ts'
import type { Changes } from './data/changes.ts'
import type { Playing } from './data/listening.ts'
import type { SavedItems } from './data/saved-items.ts'
import type { ActiveFaults } from './faults/faults.ts'
import type { RequestLog } from './log.ts'
import type { Waits } from './waits.ts'

export type Settings = {
  /** A refresh answers a new refresh token and kills the old one. */
  rotation: boolean
  /** How long access tokens minted from now on live, and what `expires_in` says. */
  accessTokenSeconds: number
  /** What `expires_in` says in place of the truth. */
  expiresIn: 'true' | 'absent' | { says: unknown }
  /** Scopes that tokens minted from now on lack, whatever was asked for and agreed to. */
  withheldScopes: readonly string[]
  /** Scripts of other sites may read the colours of pictures (CORS). */
  readablePictures: boolean
  /** What everybody plays, in place of what is usual for them. */
  playing: Playing | 'usual'
}

export type App = {
  name: string
  clientId: string
  clientSecret: string
  redirectUris: string[]
}

/** Everything the routes share. One emulator has one state. */
export type EmulatorState = {
  app: App
  settings: Settings
  tokenStore: TokenStore
  faults: ActiveFaults
  requestLog: RequestLog
  changes: Changes
  savedItems: SavedItems
  links: Links
  waits: Waits
  now: () => number
}

export function freshSettings(): Settings {
  return {
    rotation: false,
    accessTokenSeconds: 3600,
    expiresIn: 'true',
    withheldScopes: [],
    readablePictures: true,
    playing: 'usual',
  }
}
