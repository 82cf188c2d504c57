import { randomBytes } from 'node:crypto'
import { readConfig, type Source } from '../lib/config/read.ts'
import { absoluteUrl, callbackPath } from '../lib/urls.ts'
import { canStand, readValues, type Values, writeValues } from './env-file.ts'
import { checkIds, findDoubt, findFault, findFaultOfNew, type Ids } from './setup-ids.ts'
import { isTerminal, openTerminal, type Terminal } from './terminal.ts'

/**
 * `npm run setup`: writes `.env.local` for an app at Spotify. Asks for the values; with `--yes`, or without a terminal,
 * takes them from the environment and the existing file.
 */

const file = '.env.local'
const idNames = ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'] as const
const written = [...idNames, 'SESSION_PASSWORD'] as const

const mayReplace = process.argv.includes('--yes')
const standing = readValues(file)
// Like Next: the environment overrides the file, and the port comes from the command only.
const source: Source = { ...standing, ...process.env, PORT: process.env.PORT, NODE_ENV: 'development' }
const { appUrl, accountsUrl } = readAddresses()

if (isTerminal() && !mayReplace) await converse()
else await takeGiven()

async function converse(): Promise<void> {
  const terminal = openTerminal(() => stop(130, `\n${file} was not changed.`))
  console.log(tellWhatToClick())
  const values = addPassword(await askIds(terminal))
  const replaced = findReplaced(values)
  if (replaced && !(await terminal.confirm(`   ${file} has a different ${replaced}. Replace it?`)))
    stop(1, `\n${file} was not changed.`)
  terminal.close()
  write(values)
}

async function takeGiven(): Promise<void> {
  const ids = { SPOTIFY_CLIENT_ID: take('SPOTIFY_CLIENT_ID'), SPOTIFY_CLIENT_SECRET: take('SPOTIFY_CLIENT_SECRET') }
  for (const name of idNames) {
    const doubt = findDoubt(name, ids)
    if (doubt) console.log(doubt)
  }
  const { words, wrong } = await checkIds(ids, accountsUrl)
  if (wrong.length > 0) stop(1, `${words} Nothing was written.`)
  console.log(words)
  const values = addPassword(ids)
  const replaced = findReplaced(values)
  if (replaced && !mayReplace)
    stop(1, `${file} has a different ${replaced}. To replace it, run: npm run setup -- --yes`)
  write(values)
}

function take(name: keyof Ids): string {
  const value = source[name]
  if (value === undefined && name === 'SPOTIFY_CLIENT_SECRET')
    return stop(1, `${name} is not set. Set it, or leave it empty for a public client without a secret: ${name}=`)
  const fault = findFaultOfNew(name, value ?? '')
  return fault ? stop(1, fault) : (value ?? '')
}

/** The buttons have the names that guides of 2025 use. */
function tellWhatToClick(): string {
  return `
1. Create an app at Spotify

   Open https://developer.spotify.com/dashboard and press "Create app". Its owner needs Premium (as of November 2026).
   Its name must not begin with "Spot". Enter this under "Redirect URIs" and press "Add":

   ${absoluteUrl(appUrl, callbackPath)}

   Check "Web API", agree to the terms and press "Save". For an existing app, press "Settings", then "Edit".

2. Copy its Client ID and secret

   Both are under "Settings"; press "View client secret" for the second. Press Ctrl-C to cancel without changes.
`
}

async function askIds(terminal: Terminal): Promise<Ids> {
  const ids: Ids = { SPOTIFY_CLIENT_ID: '', SPOTIFY_CLIENT_SECRET: '' }
  let open: readonly (keyof Ids)[] = idNames
  let offered = source
  while (open.length > 0) {
    for (const name of open) ids[name] = await askId(terminal, name, ids, offered[name])
    const { words, wrong } = await checkIds(ids, accountsUrl)
    console.log(`\n   ${words}\n`)
    open = wrong
    offered = {}
  }
  return ids
}

/** Asks until the value is valid. */
async function askId(terminal: Terminal, name: keyof Ids, ids: Ids, offered = ''): Promise<string> {
  const kept = findFault(name, offered) ? '' : offered
  for (;;) {
    const value = (await (name === 'SPOTIFY_CLIENT_ID' ? askOpenly : askSecretly)(terminal, kept)) || kept
    const fault = findFaultOfNew(name, value) ?? findOverruled(name, value)
    const doubt = fault ?? findDoubt(name, { ...ids, [name]: value })
    if (doubt) console.log(`   ${doubt}`)
    if (!doubt || (!fault && (await terminal.confirm('   Use it anyway?')))) return value
  }
}

function askOpenly(terminal: Terminal, kept: string): Promise<string> {
  return terminal.ask(kept ? `   Client ID (Enter: ${kept}): ` : '   Client ID: ')
}

function askSecretly(terminal: Terminal, kept: string): Promise<string> {
  const enter = kept ? 'keep the current one' : 'none, for a public client'
  return terminal.askSecret(`   Client secret, hidden while you type (Enter: ${enter}): `)
}

function findOverruled(name: string, value: string): string | null {
  if (process.env[name] === undefined || process.env[name] === value) return null
  return `The environment of this terminal has a different ${name}, which overrides ${file}. Unset it first.`
}

/** Keeps a valid password, because a new one would sign everybody out. */
function addPassword(ids: Ids): Values {
  const kept = source.SESSION_PASSWORD ?? ''
  if (!findFault('SESSION_PASSWORD', kept) && kept !== standing.SESSION_PASSWORD && !canStand(kept)) {
    console.log(
      `SESSION_PASSWORD stays in the environment of this terminal, because ${file} cannot contain its characters.`,
    )
    return ids
  }
  const password = findFault('SESSION_PASSWORD', kept) ? randomBytes(32).toString('base64') : kept
  return { ...ids, SESSION_PASSWORD: password }
}

/** The names of the values that would be replaced. */
function findReplaced(values: Values): string {
  const names = Object.keys(values).filter((name) => standing[name] && standing[name] !== values[name])
  return names.join(' and ')
}

function write(values: Values): void {
  const changes = Object.entries(values).filter(([name, value]) => standing[name] !== value)
  writeValues(file, Object.fromEntries(changes))
  const { PORT } = process.env
  console.log(`
${file} was written, readable only by you. Now run

   ${PORT ? `PORT=${PORT} ` : ''}npm run dev

and open ${appUrl}. Redirect URI at Spotify: ${absoluteUrl(appUrl, callbackPath)}
`)
}

/** Returns the URLs of the app and the accounts service. Stops if other settings are invalid. */
function readAddresses(): { appUrl: string; accountsUrl: string } {
  const result = readConfig(source)
  const config = result.kind === 'ready' ? result.config : result.sound
  const problems = result.kind === 'ready' ? [] : result.problems
  const others = problems.filter(({ variable }) => !written.some((name) => name === variable))
  if (others.length > 0) stop(1, others.map(({ variable, wrong, mend }) => `${variable} ${wrong}. ${mend}`).join('\n'))
  return { appUrl: config.appUrl ?? '', accountsUrl: config.accountsUrl ?? '' }
}

function stop(code: number, words: string): never {
  console.error(words)
  process.exit(code)
}
