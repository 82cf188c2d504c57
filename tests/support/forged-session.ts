import type { BrowserContext } from '@playwright/test'
import { seal } from '../../lib/session/seal.ts'
import { createSession, toStored } from '../../lib/session/session.ts'
import { defaultScopes, type Scope } from '../../lib/spotify/scopes.ts'
import { type PersonId, personOf } from '../emulator/data/people.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { sessionPassword } from './servers.ts'

const day = 86_400_000

type Forged = {
  context: BrowserContext
  spotify: Emulator
  url: string | undefined
  as?: PersonId
  /** How long ago the consent was. */
  days?: number
  scopes?: readonly Scope[]
}

/** Somebody's session as it would be after so many days, or with other scopes than the default ones. */
export async function forgeSession({
  context,
  spotify,
  url = '',
  as = 'mira',
  days = 0,
  scopes = defaultScopes,
}: Forged) {
  const consentedAtMs = Date.now() - days * day
  const grant = spotify.grantFor(as, { scopes, consentedAtMs })
  const { accountId, displayName: name } = personOf(as)
  const profile = { accountId, id: as, name, pictureUrl: null, spotifyUrl: null }
  const older = { country: null, product: null, followerCount: null }
  const session = createSession({ ...grant, scopes: [...scopes] }, { ...profile, ...older }, consentedAtMs)
  const stored = toStored({ ...session, expiresAtMs: Date.now() + 3_600_000 })
  const value = await seal({ 1: sessionPassword }, 'session', stored, 86_400)
  await context.addCookies([{ name: 'session', value, url }])
}
