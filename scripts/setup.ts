import { randomBytes } from 'node:crypto'
import { type Environment, formatProblem, readConfig } from '../lib/config/read.ts'
import { absoluteUrl, callbackPath } from '../lib/session/urls.ts'
import {
  type Credentials,
  canWrite,
  checkCredentials,
  findProblem,
  findProblemOfNew,
  findWarning,
  readValues,
  type Values,
  writeValues,
} from './credentials.ts'
import { isTerminal, openTerminal, type Terminal } from './terminal.ts'

/**
 * `npm run setup`: writes a Spotify app's credentials to `.env.local`. In a terminal, asks for the credentials. With `--yes`, or if
 * there is no terminal, takes the credentials from the environment or from `.env.local`.
 */

const file = '.env.local'
const credentialNames = ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'] as const
const writtenNames: readonly string[] = [...credentialNames, 'SESSION_PASSWORD']

const mayReplace = process.argv.includes('--yes')
const inFile = readValues(file)
// As in Next, environment variables override the file, and the port can be set only in the environment.
const environment: Environment = { ...inFile, ...process.env, PORT: process.env.PORT, NODE_ENV: 'development' }
const { appUrl, accountsUrl } = readUrls()

if (isTerminal() && !mayReplace) await askInTerminal()
else await takeFromEnvironment()

async function askInTerminal(): Promise<void> {
  const terminal = openTerminal(() => stop(130, `\n${file} is unchanged.`))
  console.log(instructions())
  const values = addPassword(await askCredentials(terminal))
  const replaced = findReplaced(values)
  if (replaced && !(await terminal.confirm(`   ${file} has another ${replaced}. Replace it?`)))
    stop(1, `\n${file} is unchanged.`)
  terminal.close()
  write(values)
}

async function takeFromEnvironment(): Promise<void> {
  const credentials = {
    SPOTIFY_CLIENT_ID: take('SPOTIFY_CLIENT_ID'),
    SPOTIFY_CLIENT_SECRET: take('SPOTIFY_CLIENT_SECRET'),
  }
  for (const name of credentialNames) {
    const warning = findWarning(name, credentials)
    if (warning) console.log(warning)
  }
  const { message, wrong } = await checkCredentials(credentials, accountsUrl)
  if (wrong.length > 0) stop(1, `${message} ${file} is unchanged.`)
  console.log(message)
  const values = addPassword(credentials)
  const replaced = findReplaced(values)
  if (replaced && !mayReplace) stop(1, `${file} has another ${replaced}. To replace it, run: npm run setup -- --yes`)
  write(values)
}

function take(name: keyof Credentials): string {
  const value = environment[name]
  if (value === undefined && name === 'SPOTIFY_CLIENT_SECRET')
    return stop(
      1,
      `${name} is not set. Set it, or leave it empty if your app is a public client without a secret: ${name}=`,
    )
  const problem = findProblemOfNew(name, value ?? '')
  return problem ? stop(1, problem) : (value ?? '')
}

/** Returns the instructions. The names of buttons in Spotify's dashboard come from guides written in 2025. */
function instructions(): string {
  return `
1. Create an app at Spotify

   Open https://developer.spotify.com/dashboard and press "Create app". The app's owner needs Premium (as of November 2026).
   The app's name must not start with "Spot". Add this under "Redirect URIs":

   ${absoluteUrl(appUrl, callbackPath)}

   Select "Web API", agree to the terms and press "Save". If the app already exists, open its "Settings" and press "Edit" instead.

2. Enter the app's Client ID and Client secret

   Both are under "Settings". To see the secret, press "View client secret". To cancel this setup, press Ctrl-C.
`
}

async function askCredentials(terminal: Terminal): Promise<Credentials> {
  const credentials: Credentials = { SPOTIFY_CLIENT_ID: '', SPOTIFY_CLIENT_SECRET: '' }
  let toAsk: readonly (keyof Credentials)[] = credentialNames
  let current = environment
  while (toAsk.length > 0) {
    for (const name of toAsk) credentials[name] = await askCredential(terminal, name, credentials, current[name])
    const { message, wrong } = await checkCredentials(credentials, accountsUrl)
    console.log(`\n   ${message}\n`)
    toAsk = wrong
    current = {}
  }
  return credentials
}

/** Asks for a credential until the value is valid. */
async function askCredential(
  terminal: Terminal,
  name: keyof Credentials,
  credentials: Credentials,
  current = '',
): Promise<string> {
  const fallback = findProblem(name, current) ? '' : current
  for (;;) {
    const value = (await (name === 'SPOTIFY_CLIENT_ID' ? askClientId : askSecret)(terminal, fallback)) || fallback
    const problem = findProblemOfNew(name, value) ?? findOverride(name, value)
    const message = problem ?? findWarning(name, { ...credentials, [name]: value })
    if (message) console.log(`   ${message}`)
    if (!message || (!problem && (await terminal.confirm('   Use it anyway?')))) return value
  }
}

function askClientId(terminal: Terminal, fallback: string): Promise<string> {
  return terminal.ask(fallback ? `   Client ID (Enter: ${fallback}): ` : '   Client ID: ')
}

function askSecret(terminal: Terminal, fallback: string): Promise<string> {
  const enter = fallback ? 'the current one' : 'none, for a public client'
  return terminal.askSecret(`   Client secret, hidden as you type (Enter: ${enter}): `)
}

function findOverride(name: string, value: string): string | null {
  if (process.env[name] === undefined || process.env[name] === value) return null
  return `The environment of this terminal has another ${name}, which overrides ${file}. Unset that variable first.`
}

/** Adds a session password. Keeps the current password if it is valid, because a new password would sign everyone out. */
function addPassword(credentials: Credentials): Values {
  const current = environment.SESSION_PASSWORD ?? ''
  const isValid = !findProblem('SESSION_PASSWORD', current)
  if (isValid && current !== inFile.SESSION_PASSWORD && !canWrite(current)) {
    console.log(`SESSION_PASSWORD stays in the environment because it contains characters that ${file} cannot contain.`)
    return credentials
  }
  return { ...credentials, SESSION_PASSWORD: isValid ? current : randomBytes(32).toString('base64') }
}

/** Returns the names of the variables whose values in the file would change. */
function findReplaced(values: Values): string {
  const names = Object.keys(values).filter((name) => inFile[name] && inFile[name] !== values[name])
  return names.join(' and ')
}

function write(values: Values): void {
  const changes = Object.entries(values).filter(([name, value]) => inFile[name] !== value)
  writeValues(file, Object.fromEntries(changes))
  const { PORT } = process.env
  console.log(`
${file} was written. Only you can read it. Now run

   ${PORT ? `PORT=${PORT} ` : ''}npm run dev

and open ${appUrl}. Redirect URI for Spotify's dashboard: ${absoluteUrl(appUrl, callbackPath)}
`)
}

/**
 * Returns the URLs of the app and of Spotify's accounts service. Exits if there is an invalid variable that this script does not
 * write.
 */
function readUrls(): { appUrl: string; accountsUrl: string } {
  const { problems, valid } = readConfig(environment)
  const others = problems.filter(({ variable }) => !writtenNames.includes(variable))
  if (others.length > 0) stop(1, others.map(formatProblem).join('\n'))
  return { appUrl: valid.appUrl ?? '', accountsUrl: valid.accountsUrl ?? '' }
}

function stop(code: number, message: string): never {
  console.error(message)
  process.exit(code)
}
