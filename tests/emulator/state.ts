import type { TokenStore } from './accounts/tokens.ts'
import type { Links } from './api/links.ts'
import type { Changes } from './data/changes.ts'
import type { Playing } from './data/listening.ts'
import type { SavedItems } from './data/saved-items.ts'
import type { ActiveFaults } from './faults/faults.ts'
import type { RequestLog } from './log.ts'
import type { Waits } from './waits.ts'

export type Settings = {
  /** Whether each refresh issues a new refresh token and revokes the old one. */
  rotation: boolean
  /** The lifetime of new access tokens in seconds. */
  accessTokenSeconds: number
  /** The `expires_in` value of token responses. `true` means the real lifetime, and `absent` means no value. */
  expiresIn: 'true' | 'absent' | { says: unknown }
  /** Scopes that new tokens lack, even if the person granted them. */
  withheldScopes: readonly string[]
  /** Whether scripts of other sites can read pictures (CORS). */
  readablePictures: boolean
  /** The current playback of all people. `usual` stands for each person's own default. */
  playing: Playing | 'usual'
}

export type App = {
  name: string
  clientId: string
  clientSecret: string
  redirectUris: string[]
}

/** The state that all routes of one emulator share. */
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
