import { clientWords } from '../lib/config/client-words.ts'
import { readConfig, spotifyUrls, type Variable } from '../lib/config/read.ts'
import { findWarnings } from '../lib/config/warnings.ts'
import { type ClientCheck, checkClient } from '../lib/spotify/client-check.ts'
import { canStand } from './env-file.ts'

export type Ids = { SPOTIFY_CLIENT_ID: string; SPOTIFY_CLIENT_SECRET: string }

/** Why the app would reject this value. */
export function findFault(name: Variable, value: string): string | null {
  const result = readConfig({ [name]: value })
  const problem = result.kind === 'broken' ? result.problems.find(({ variable }) => variable === name) : undefined
  return problem ? `${name} ${problem.wrong}. ${problem.mend}` : null
}

/** Why the app would reject this value, or why it cannot be written. */
export const findFaultOfNew = (name: Variable, value: string): string | null =>
  findFault(name, value) ??
  (canStand(value) ? null : `${name} contains a character that has a special meaning in an .env file.`)

/** A likely mistake in this value. */
export function findDoubt(name: keyof Ids, ids: Partial<Ids>): string | null {
  const warnings = findWarnings({}, { clientId: ids.SPOTIFY_CLIENT_ID, clientSecret: ids.SPOTIFY_CLIENT_SECRET })
  const warning = warnings.find(({ variable }) => variable === name)
  return warning ? `${name} ${warning.wrong}. ${warning.mend}` : null
}

type Verdict = { words: string; wrong: (keyof Ids)[] }

const wrongIn: Partial<Record<ClientCheck['kind'], (keyof Ids)[]>> = {
  wrong_id: ['SPOTIFY_CLIENT_ID'],
  wrong_secret: ['SPOTIFY_CLIENT_SECRET'],
  wrong_either: ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
}

/** Checks both IDs at Spotify. If Spotify cannot be reached, neither is wrong. */
export async function checkIds(ids: Ids, accountsUrl: string): Promise<Verdict> {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = ids
  if (!clientSecret) return { words: 'Without a secret there is nothing to check before the first sign-in.', wrong: [] }
  const { kind } = await checkClient({ url: accountsUrl, clientId, clientSecret, fetch })
  const wrong = wrongIn[kind] ?? []
  const asked = accountsUrl === spotifyUrls.accounts ? '' : ` Asked at ${accountsUrl}, which is not Spotify.`
  const unsure =
    kind === 'accepted' || wrong.length > 0 ? '' : ' They could not be checked. The page /setup checks again.'
  return { words: clientWords[kind] + asked + unsure, wrong }
}
