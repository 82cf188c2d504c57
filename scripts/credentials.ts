import { chmodSync, existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { formatProblem, readConfig, spotifyUrls, type Variable } from '../lib/config/read.ts'
import { getConfigWarnings } from '../lib/config/warnings.ts'
import { type ClientCheck, checkClient, clientCheckMessages } from '../lib/spotify/client-check.ts'

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

export type Values = Readonly<Record<string, string>>

const readText = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Returns the values in a `.env` file, or an empty object if the file does not exist. */
export const readValues = (file: string): Values => parseEnv(readText(file)) as Values

/** Whether every tool would read this value from a `.env` file unchanged. */
export const canWrite = (value: string) => /^[\w.~+/=-]*$/.test(value)

/** Writes the values to the file atomically, and makes the file readable only by its owner. */
export function writeValues(file: string, values: Values): void {
  const place = existsSync(file) ? realpathSync(file) : file
  const draft = `${place}.${process.pid}`
  writeFileSync(draft, withValues(readText(file), values), { mode: 0o600, flag: 'wx' })
  // Sets the file mode again, because the umask may have removed some of the permissions set above.
  chmodSync(draft, 0o600)
  renameSync(draft, place)
}

/** Returns the contents of a `.env` file with these values set. Keeps all other lines and adds new variables at the end. */
export function withValues(text: string, values: Values): string {
  return Object.entries(values).reduce(withValue, text)
}

function withValue(text: string, [name, value]: [string, string]): string {
  const line = new RegExp(
    `^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=)(?:"[^"]*"|'[^']*'|[^#\\r\\n]*?)([ \\t]*(?:#.*)?\\r?)$`,
    'gm',
  )
  // If a variable is set more than once, the last value takes effect.
  const last = [...text.matchAll(line)].at(-1)
  if (!last) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${name}=${value}\n`
  const [whole, before = '', after = ''] = last
  return text.slice(0, last.index) + before + value + after + text.slice(last.index + whole.length)
}
