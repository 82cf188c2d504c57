import { randomBytes } from 'node:crypto'
import { freePort } from './ports.ts'
import { onEnd, type Running, type startApp, startEmulator, stopAll } from './processes.ts'

let isEnding = false

export const step = (text: string) => console.log(`\n▸ ${text}`)

/** The app with the Spotify emulator in Spotify's place, on free ports; tells where it is, and who one can be there. */
export async function startEmulatedApp(start: typeof startApp, preferredPort = 3000): Promise<void> {
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

/** What has ended at its start has said why. */
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

  Press "Sign in" and be one of these people:

${people.map(({ label, summary }) => `      ${label.padEnd(width)}  ${summary}`).join('\n')}

  In Spotify's place is an emulator, at ${spotify}: break things there and see what the app says.
  Its page shows the way to every failure; docs/failures.md has a picture of each.
  Ctrl-C ends both.
`
}

/** Shows what it writes from now on, and does not outlive it. */
function watch(name: string, { child }: Running): void {
  child.stdout?.pipe(process.stdout)
  child.stderr?.pipe(process.stderr)
  child.once('exit', () => {
    if (isEnding) return
    console.error(`\n  ${name} has ended.`)
    process.exit(1)
  })
}
