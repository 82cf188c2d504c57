import { randomBytes } from 'node:crypto'
import { buildOnce } from './build.ts'
import { freePort } from './ports.ts'
import { type Running, startApp, startEmulator } from './processes.ts'

/** `npm run demo`: the built app with the Spotify emulator in Spotify's place. Needs nothing but an `npm install`. */

const step = (text: string) => console.log(`\n▸ ${text}`)

// Whatever was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))

step('Building the app (a build of the same sources is used again)')
if ((await buildOnce()) === 'reused') console.log('  The last build is still good.')

step('Starting the Spotify emulator and the app')
const appPort = await freePort(3000)
const emulatorPort = await freePort(4000)
const spotify = `http://127.0.0.1:${emulatorPort}`
const environment = {
  APP_URL: `http://127.0.0.1:${appPort}`,
  SPOTIFY_CLIENT_ID: randomBytes(16).toString('hex'),
  SPOTIFY_CLIENT_SECRET: randomBytes(16).toString('hex'),
  SPOTIFY_ACCOUNTS_URL: spotify,
  SPOTIFY_API_URL: spotify,
  SESSION_PASSWORD: randomBytes(32).toString('base64'),
  REDIS_URL: '',
}
const [emulator, app] = await Promise.all([startEmulator(emulatorPort, environment), startApp(appPort, environment)])

type Person = { label: string; summary: string }
const { people } = (await (await fetch(`${spotify}/_emulator/state`)).json()) as { people: Person[] }
const width = Math.max(...people.map(({ label }) => label.length))

console.log(`
  Open this in a browser:

      ${environment.APP_URL}

  Press "Sign in" and be one of these people:

${people.map(({ label, summary }) => `      ${label.padEnd(width)}  ${summary}`).join('\n')}

  In Spotify's place is an emulator, at ${spotify}: break things there and see what the app says.
  Its page shows the way to every failure; docs/failures.md has a picture of each.
  Ctrl-C ends both.
`)

watch('The app', app)
watch('The emulator', emulator)

/** Shows what it writes from now on, and does not outlive it. */
function watch(name: string, { child }: Running): void {
  child.stderr?.pipe(process.stderr)
  child.once('exit', () => {
    console.error(`\n  ${name} has ended.`)
    process.exit(1)
  })
}
