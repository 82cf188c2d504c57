import { formatProblem, readConfig, spotifyUrls, type Variable } from '../lib/config/read.ts'
import { getConfigWarnings } from '../lib/config/warnings.ts'
import { type ClientCheck, checkClient, clientCheckMessages } from '../lib/spotify/client-check.ts'
import { canWrite } from './env-file.ts'

export type Credentials = { SPOTIFY_CLIENT_ID: string; SPOTIFY_CLIENT_SECRET: string }

/** Returns why the app would reject this value, or `null` if the value is valid. */
export function findProblem(name: Variable, value: string): string | null {
  const problem = readConfig({ [name]: value }).problems.find(({ variable }) => variable === name)
  return problem ? formatProblem(problem) : null
}

/** Like `findProblem`, but also rejects a value that cannot be written to a `.env` file. */
export const findProblemOfNew = (name: Variable, value: string): string | null =>
  findProblem(name, value) ??
  (canWrite(value) ? null : `${name} contains a character that has a special meaning in .env files.`)

/** Returns a warning about a likely mistake in this variable, or `null` if there is none. */
export function findWarning(name: keyof Credentials, values: Credentials): string | null {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = values
  const warning = getConfigWarnings({}, { clientId, clientSecret }).find(({ variable }) => variable === name)
  return warning ? formatProblem(warning) : null
}

const wrongVariables: Partial<Record<ClientCheck['kind'], (keyof Credentials)[]>> = {
  wrong_id: ['SPOTIFY_CLIENT_ID'],
  wrong_secret: ['SPOTIFY_CLIENT_SECRET'],
  wrong_either: ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
}

type Verdict = { message: string; wrong: (keyof Credentials)[] }

/** Asks Spotify whether the credentials are valid. If Spotify's response is unclear, no variable is reported as wrong. */
export async function checkCredentials(credentials: Credentials, accountsUrl: string): Promise<Verdict> {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = credentials
  if (!clientSecret)
    return { message: 'Without a Client secret, the Client ID can be checked only by signing in.', wrong: [] }
  const { kind } = await checkClient({ url: accountsUrl, clientId, clientSecret, fetch })
  const wrong = wrongVariables[kind] ?? []
  const notes = [
    clientCheckMessages[kind],
    accountsUrl === spotifyUrls.accounts ? '' : `The check used ${accountsUrl} instead of Spotify.`,
    kind === 'accepted' || wrong.length > 0
      ? ''
      : 'The credentials were not checked. Open /setup later to check them again.',
  ]
  return { message: notes.filter(Boolean).join(' '), wrong }
}
