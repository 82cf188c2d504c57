import { randomBytes } from 'node:crypto'
import { type Environment, formatProblem, readConfig, spotifyUrls, type Variable } from '../lib/config/read.ts'
import { getConfigWarnings } from '../lib/config/warnings.ts'
import { absoluteUrl, callbackPath } from '../lib/session/urls.ts'
import { type ClientCheck, checkClient, clientCheckMessages } from '../lib/spotify/client-check.ts'
import { canWrite, readValues, type Values, writeValues } from './env-file.ts'
import { isTerminal, openTerminal } from './terminal.ts'

/**
 * `npm run setup`: writes a Spotify app's credentials to `.env.local`. In a terminal, asks for the credentials. With `--yes`, or if
 * there is no terminal, takes the credentials from the environment or from `.env.local`.
 */

const file = '.env.local'
const names = ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'] as const
type Name = (typeof names)[number]
type Credentials = Record<Name, string>

const wrongNames: Partial<Record<ClientCheck['kind'], readonly Name[]>> = {
  wrong_id: ['SPOTIFY_CLIENT_ID'],
  wrong_secret: ['SPOTIFY_CLIENT_SECRET'],
  wrong_either: names,
}

const mayReplace = process.argv.includes('--yes')
const terminal = isTerminal() && !mayReplace ? openTerminal(() => stop(`\n${file} is unchanged.`, 130)) : null
const inFile = readValues(file)
// As in Next, environment variables override the file, and the port can be set only in the environment.
const environment: Environment = { ...inFile, ...process.env, PORT: process.env.PORT, NODE_ENV: 'development' }
const { appUrl, accountsUrl } = readUrls()
const redirectUri = absoluteUrl(appUrl, callbackPath)

if (terminal) console.log(instructions())
const values = addPassword(await readCredentials())
await confirmReplacement(values)
terminal?.close()
write(values)

/**
 * Returns the URLs of the app and of Spotify's accounts service. Exits if there is an invalid variable that this script does not
 * write.
 */
function readUrls(): { appUrl: string; accountsUrl: string } {
  const { problems, valid } = readConfig(environment)
  const written: readonly string[] = [...names, 'SESSION_PASSWORD']
  const others = problems.filter(({ variable }) => !written.includes(variable))
  if (others.length > 0) stop(others.map(formatProblem).join('\n'))
  return { appUrl: valid.appUrl ?? '', accountsUrl: valid.accountsUrl ?? '' }
}

/** Returns the instructions. The names of buttons in Spotify's dashboard come from guides written in 2025. */
function instructions(): string {
  return `
1. Create an app at Spotify

   Open https://developer.spotify.com/dashboard and press "Create app". The app's owner needs Premium (as of November 2026).
   The app's name must not start with "Spot". Add this under "Redirect URIs":

   ${redirectUri}

   Select "Web API", agree to the terms and press "Save". If the app already exists, open its "Settings" and press "Edit" instead.

2. Enter the app's Client ID and Client secret

   Both are under "Settings". To see the secret, press "View client secret". To cancel this setup, press Ctrl-C.
`
}

/** Reads the credentials and checks them with Spotify. In a terminal, keeps asking as long as Spotify rejects them. */
async function readCredentials(): Promise<Credentials> {
  const credentials = { SPOTIFY_CLIENT_ID: '', SPOTIFY_CLIENT_SECRET: '' }
  let current = environment
  let toRead: readonly Name[] = names
  while (toRead.length > 0) {
    for (const name of toRead) credentials[name] = await readCredential(name, credentials, current[name])
    const { message, wrong } = await checkCredentials(credentials)
    if (wrong.length > 0 && !terminal) stop(`${message} ${file} is unchanged.`)
    console.log(terminal ? `\n   ${message}\n` : message)
    toRead = wrong
    current = {}
  }
  return credentials
}

/** In a terminal, asks for a credential until it is valid. Otherwise, uses the current value, or exits if that value is invalid. */
async function readCredential(name: Name, credentials: Credentials, current?: string): Promise<string> {
  if (!terminal && current === undefined && name === 'SPOTIFY_CLIENT_SECRET')
    stop(`${name} is not set. Set it, or leave it empty if your app is a public client without a secret: ${name}=`)
  for (;;) {
    const value = terminal ? await ask(name, current) : (current ?? '')
    const problem = findProblem(name, value)
    if (problem && !terminal) stop(problem)
    const message = problem ?? findWarning(name, { ...credentials, [name]: value })
    if (message) console.log(terminal ? `   ${message}` : message)
    if (!message || (!problem && (!terminal || (await terminal.confirm('   Use it anyway?'))))) return value
  }
}

async function ask(name: Name, current = ''): Promise<string> {
  const fallback = findConfigProblem(name, current) ? '' : current
  const isSecret = name === 'SPOTIFY_CLIENT_SECRET'
  const question = isSecret
    ? `Client secret, hidden as you type (Enter: ${fallback ? 'the current one' : 'none, for a public client'})`
    : `Client ID${fallback && ` (Enter: ${fallback})`}`
  return (await terminal?.ask(`   ${question}: `, isSecret)) || fallback
}

/** Returns why the app would reject this value, or `null` if the value is valid. */
function findConfigProblem(name: Variable, value: string): string | null {
  const problem = readConfig({ [name]: value }).problems.find(({ variable }) => variable === name)
  return problem ? formatProblem(problem) : null
}

/** Like `findConfigProblem`, but also rejects a value that cannot be written to the file or would have no effect there. */
function findProblem(name: Name, value: string): string | null {
  const problem = findConfigProblem(name, value)
  if (problem) return problem
  if (!canWrite(value)) return `${name} contains a character that has a special meaning in .env files.`
  if ([undefined, value].includes(process.env[name])) return null
  return `The environment of this terminal has another ${name}, which overrides ${file}. Unset that variable first.`
}

/** Returns a warning about a likely mistake in this variable, or `null` if there is none. */
function findWarning(name: Name, { SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET }: Credentials): string | null {
  const config = { clientId: SPOTIFY_CLIENT_ID, clientSecret: SPOTIFY_CLIENT_SECRET }
  const warning = getConfigWarnings({}, config).find(({ variable }) => variable === name)
  return warning ? formatProblem(warning) : null
}

/** Asks Spotify whether the credentials are valid. If Spotify's response is unclear, no variable is reported as wrong. */
async function checkCredentials(credentials: Credentials): Promise<{ message: string; wrong: readonly Name[] }> {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = credentials
  if (!clientSecret)
    return { message: 'Without a Client secret, the Client ID can be checked only by signing in.', wrong: [] }
  const { kind } = await checkClient({ url: accountsUrl, clientId, clientSecret, fetch })
  const wrong = wrongNames[kind] ?? []
  let message = clientCheckMessages[kind]
  if (accountsUrl !== spotifyUrls.accounts) message += ` The check used ${accountsUrl} instead of Spotify.`
  if (kind !== 'accepted' && wrong.length === 0)
    message += ' The credentials were not checked. Open /setup later to check them again.'
  return { message, wrong }
}

/** Adds a session password. Keeps the current password if it is valid, because a new password would sign everyone out. */
function addPassword(credentials: Values): Values {
  const current = environment.SESSION_PASSWORD ?? ''
  const isValid = !findConfigProblem('SESSION_PASSWORD', current)
  if (isValid && current !== inFile.SESSION_PASSWORD && !canWrite(current)) {
    console.log(`SESSION_PASSWORD stays in the environment because it contains characters that ${file} cannot contain.`)
    return credentials
  }
  return { ...credentials, SESSION_PASSWORD: isValid ? current : randomBytes(32).toString('base64') }
}

/** Exits if values in the file would be replaced, unless the user agrees or `--yes` is set. */
async function confirmReplacement(values: Values): Promise<void> {
  const replaced = Object.keys(values).filter((name) => inFile[name] && inFile[name] !== values[name])
  if (replaced.length === 0 || mayReplace) return
  const problem = `${file} has another ${replaced.join(' and ')}.`
  if (!terminal) stop(`${problem} To replace it, run: npm run setup -- --yes`)
  if (!(await terminal.confirm(`   ${problem} Replace it?`))) stop(`\n${file} is unchanged.`)
}

function write(values: Values): void {
  const changes = Object.entries(values).filter(([name, value]) => inFile[name] !== value)
  writeValues(file, Object.fromEntries(changes))
  const { PORT } = process.env
  console.log(`
${file} was written. Only you can read it. Now run

   ${PORT ? `PORT=${PORT} ` : ''}npm run dev

and open ${appUrl}. Redirect URI for Spotify's dashboard: ${redirectUri}
`)
}

function stop(message: string, code = 1): never {
  console.error(message)
  process.exit(code)
}
