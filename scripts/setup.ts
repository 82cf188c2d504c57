import { randomBytes } from 'node:crypto'
import { readConfig, type Source } from '../lib/config/read.ts'
import { absoluteUrl, callbackPath } from '../lib/urls.ts'
import { canStand, readValues, type Values, writeValues } from './env-file.ts'
import { findDoubt, findFault, findFaultOfNew, type Ids, judgeIds } from './setup-ids.ts'
import { isTerminal, openTerminal, type Terminal } from './terminal.ts'

/**
 * `npm run setup`: writes `.env.local` for an app at Spotify. Asks whoever sits there; with `--yes`, or without a terminal,
 * takes the values from the environment and from what stands in the file.
 */

const file = '.env.local'
const idNames = ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'] as const
const written = [...idNames, 'SESSION_PASSWORD'] as const

const mayReplace = process.argv.includes('--yes')
const standing = readValues(file)
// As Next reads them: the environment goes before the file, and the port comes from the command alone.
const source: Source = { ...standing, ...process.env, PORT: process.env.PORT, NODE_ENV: 'development' }
const { appUrl, accountsUrl } = readAddresses()

if (isTerminal() && !mayReplace) await converse()
else await takeGiven()

async function converse(): Promise<void> {
  const terminal = openTerminal(() => stop(130, `\n${file} is as it was.`))
  console.log(tellWhatToClick())
  const values = addPassword(await askIds(terminal))
  const replaced = findReplaced(values)
  if (replaced && !(await terminal.confirm(`   ${file} holds another ${replaced}. Replace it?`)))
    stop(1, `\n${file} is as it was.`)
  terminal.close()
  write(values)
}

async function takeGiven(): Promise<void> {
  const ids = { SPOTIFY_CLIENT_ID: take('SPOTIFY_CLIENT_ID'), SPOTIFY_CLIENT_SECRET: take('SPOTIFY_CLIENT_SECRET') }
  for (const name of idNames) {
    const doubt = findDoubt(name, ids)
    if (doubt) console.log(doubt)
  }
  const { words, wrong } = await judgeIds(ids, accountsUrl)
  if (wrong.length > 0) stop(1, `${words} Nothing is written.`)
  console.log(words)
  const values = addPassword(ids)
  const replaced = findReplaced(values)
  if (replaced && !mayReplace) stop(1, `${file} holds another ${replaced}. To replace it: npm run setup -- --yes`)
  write(values)
}

function take(name: keyof Ids): string {
  const value = source[name]
  if (value === undefined && name === 'SPOTIFY_CLIENT_SECRET')
    return stop(1, `${name} is not set. Set it, or to nothing for a public client, which has none: ${name}=`)
  const fault = findFaultOfNew(name, value ?? '')
  return fault ? stop(1, fault) : (value ?? '')
}

/** Buttons are called as guides of 2025 call them. */
function tellWhatToClick(): string {
  return `
1. An app at Spotify

   Open https://developer.spotify.com/dashboard and press "Create app". Its owner needs Premium (as of November 2026).
   Its name may not begin with "Spot". Put this line under "Redirect URIs", and press "Add":

   ${absoluteUrl(appUrl, callbackPath)}

   Tick "Web API", agree to the terms, press "Save". In an app that you have already: "Settings", then "Edit".

2. Its two ids

   Both stand under "Settings", the second behind "View client secret". Ctrl-C ends this and changes nothing.
`
}

async function askIds(terminal: Terminal): Promise<Ids> {
  const ids: Ids = { SPOTIFY_CLIENT_ID: '', SPOTIFY_CLIENT_SECRET: '' }
  let open: readonly (keyof Ids)[] = idNames
  let offered = source
  while (open.length > 0) {
    for (const name of open) ids[name] = await askId(terminal, name, ids, offered[name])
    const { words, wrong } = await judgeIds(ids, accountsUrl)
    console.log(`\n   ${words}\n`)
    open = wrong
    offered = {}
  }
  return ids
}

/** Again and again, until it has the form of one. */
async function askId(terminal: Terminal, name: keyof Ids, ids: Ids, offered = ''): Promise<string> {
  const kept = findFault(name, offered) ? '' : offered
  for (;;) {
    const value = (await (name === 'SPOTIFY_CLIENT_ID' ? askOpenly : askSecretly)(terminal, kept)) || kept
    const fault = findFaultOfNew(name, value) ?? findOverruled(name, value)
    const doubt = fault ?? findDoubt(name, { ...ids, [name]: value })
    if (doubt) console.log(`   ${doubt}`)
    if (!doubt || (!fault && (await terminal.confirm('   Take it all the same?')))) return value
  }
}

function askOpenly(terminal: Terminal, kept: string): Promise<string> {
  return terminal.ask(kept ? `   Client ID (Enter: ${kept}): ` : '   Client ID: ')
}

function askSecretly(terminal: Terminal, kept: string): Promise<string> {
  const enter = kept ? 'the one that is set' : 'none, for a public client'
  return terminal.askSecret(`   Client secret, which does not show here (Enter: ${enter}): `)
}

function findOverruled(name: string, value: string): string | null {
  if (process.env[name] === undefined || process.env[name] === value) return null
  return `The environment of this terminal holds another ${name}, which goes before ${file}. Unset it first.`
}

/** One that the app takes stays: a new one would sign everybody out. */
function addPassword(ids: Ids): Values {
  const kept = source.SESSION_PASSWORD ?? ''
  if (!findFault('SESSION_PASSWORD', kept) && kept !== standing.SESSION_PASSWORD && !canStand(kept)) {
    console.log(`SESSION_PASSWORD stays in the environment of this terminal: ${file} cannot hold its characters.`)
    return ids
  }
  const password = findFault('SESSION_PASSWORD', kept) ? randomBytes(32).toString('base64') : kept
  return { ...ids, SESSION_PASSWORD: password }
}

/** The names of what the file would lose. */
function findReplaced(values: Values): string {
  const names = Object.keys(values).filter((name) => standing[name] && standing[name] !== values[name])
  return names.join(' and ')
}

function write(values: Values): void {
  const changes = Object.entries(values).filter(([name, value]) => standing[name] !== value)
  writeValues(file, Object.fromEntries(changes))
  const { PORT } = process.env
  console.log(`
${file} is written, for you alone to read. Now run

   ${PORT ? `PORT=${PORT} ` : ''}npm run dev

and open ${appUrl}. What Spotify must know: ${absoluteUrl(appUrl, callbackPath)}
`)
}

/** Where the app and Spotify are; what else stands in the way is told first. */
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
