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
  /** The lifetime of new access tokens, in seconds. */
  accessTokenSeconds: number
  /** The `expires_in` value in token responses: `true` sends the real lifetime, and `absent` omits the field. */
  expiresIn: 'true' | 'absent' | { says: unknown }
  /** Scopes to leave out of new tokens, even if the user has granted them. */
  withheldScopes: readonly string[]
  /** Whether scripts on other sites can read pictures (CORS). */
  readablePictures: boolean
  /** The kind of item that all users are currently playing, or `usual` for each user's default kind. */
  playing: Playing | 'usual'
}

export type App = {
  name: string
  clientId: string
  clientSecret: string
  redirectUris: string[]
}

/** The state shared by all routes of an emulator. */
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
