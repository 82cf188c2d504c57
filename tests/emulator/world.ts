import type { Changes } from './changes.ts'
import type { FaultBoard } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Ledger } from './ledger.ts'
import type { Links } from './links.ts'
import type { Playing } from './listening.ts'
import type { Shelf } from './shelf.ts'
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

/** Everything the routes share. One emulator has one world. */
export type World = {
  app: App
  settings: Settings
  ledger: Ledger
  faults: FaultBoard
  journal: Journal
  changes: Changes
  shelf: Shelf
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
