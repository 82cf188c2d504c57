import { randomBytes } from 'node:crypto'
import { buildOnce } from './build.ts'
import {
  freePort,
  onEnd,
  type Running,
  runDevelopment,
  startApp,
  startDevelopment,
  startEmulator,
  stopAll,
} from './processes.ts'

/**
 * `npm run demo`: builds the app and starts it with the Spotify emulator. Needs no setup other than `npm install`.
 *
 * `npm run dev`: starts the app in development mode. With `--demo`, also starts the Spotify emulator and uses it in place of Spotify.
 */

let isEnding = false

const step = (text: string) => console.log(`\n▸ ${text}`)

/** Starts the app and the Spotify emulator on free ports. Prints their URLs and the accounts that you can sign in with. */
async function startEmulatedApp(start: typeof startApp, preferredPort = 3000): Promise<void> {
  step('Starting the Spotify emulator and the app')
  onEnd(async () => {
    isEnding = true
    await stopAll()
    process.exit(0)
  })
  const appPort = await freePort(preferredPort)
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
  const [emulator, app] = await Promise.all([
    startEmulator(emulatorPort, environment),
    start(appPort, environment),
  ]).catch(giveUp)
  console.log(greet(app.origin, spotify, await readPeople(spotify)))
  watch('The app', app)
  watch('The emulator', emulator)
}

/** Prints why the app or the emulator failed to start, then exits. */
function giveUp(error: Error): never {
  if (isEnding) process.exit(0)
  console.error(error.message)
  process.exit(1)
}

type Person = { label: string; summary: string }

async function readPeople(spotify: string): Promise<Person[]> {
  const state = (await (await fetch(`${spotify}/_emulator/state`)).json()) as { people: Person[] }
  return state.people
}

function greet(app: string, spotify: string, people: Person[]): string {
  const width = Math.max(...people.map(({ label }) => label.length))
  return `
  Open this in a browser:

      ${app}

  Sign in as one of these users:

${people.map(({ label, summary }) => `      ${label.padEnd(width)}  ${summary}`).join('\n')}

  The Spotify emulator is at ${spotify}: switch on faults there to see how the app handles them.
  docs/failures.md has a screenshot of every failure.
  Press Ctrl-C to stop both.
`
}

/** Prints all further output from the child process. Exits when the child process stops. */
function watch(name: string, { child }: Running): void {
  child.stdout?.pipe(process.stdout)
  child.stderr?.pipe(process.stderr)
  child.once('exit', () => {
    if (isEnding) return
    console.error(`\n  ${name} has stopped.`)
    process.exit(1)
  })
}

const port = Number(process.env.PORT || 3000)
const [command, ...args] = process.argv.slice(2)

if (command === 'demo') {
  step('Building the app, unless the last build is up to date')
  if ((await buildOnce()) === 'reused') console.log('The last build is up to date.')
  await startEmulatedApp(startApp)
} else if (args.includes('--demo')) await startEmulatedApp(startDevelopment, port)
else process.exitCode = await runDevelopment(port, args)
