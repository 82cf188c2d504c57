import type { BrowserContext } from '@playwright/test'
import { seal } from '../../lib/session/seal.ts'
import { createSession, type Session, toStored } from '../../lib/session/session.ts'
import { defaultScopes, type Scope } from '../../lib/spotify/scopes.ts'
import { type PersonId, personOf } from '../emulator/data/people.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { sessionPassword } from './servers.ts'

type Consent = {
  as?: PersonId
  /** How many days ago the user gave consent. */
  days?: number
  scopes?: readonly Scope[]
}

/** Returns a sealed session cookie for the user `as`, with `changes` applied to the session. */
export async function sealSession(
  spotify: Emulator,
  changes: Partial<Session> = {},
  { as = 'mira', days = 0, scopes = defaultScopes }: Consent = {},
): Promise<string> {
  const consentedAtMs = Date.now() - days * 86_400_000
  const grant = spotify.grantFor(as, { scopes, consentedAtMs })
  const { accountId, displayName: name } = personOf(as)
  const profile = { accountId, id: as, name, pictureUrl: null, spotifyUrl: null }
  const older = { country: null, product: null, followerCount: null }
  const session = createSession({ ...grant, scopes: [...scopes] }, { ...profile, ...older }, consentedAtMs)
  return sealContent(toStored({ ...session, expiresAtMs: Date.now() + 3_600_000, ...changes }))
}

export const sealContent = (content: unknown, purpose: 'session' | 'attempt' | 'refresh' = 'session') =>
  seal({ 1: sessionPassword }, purpose, content, 86_400)

type Forged = Consent & { context: BrowserContext; spotify: Emulator; url: string | undefined }

/** Creates a session in the browser without opening the sign-in pages, as if the user had granted these scopes `days` days ago. */
export async function forgeSession({ context, spotify, url = '', ...consent }: Forged): Promise<void> {
  await context.addCookies([{ name: 'session', value: await sealSession(spotify, {}, consent), url }])
}
