import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { people } from '../tests/emulator/data/people.ts'
import { type Servers, startServers } from '../tests/support/servers.ts'
import { buildOnce, freePort, next, onEnd, startApp, startDevelopment, stopAll } from './processes.ts'

/**
 * `npm run demo`: builds the app and starts it with the Spotify emulator. Needs no setup other than `npm install`.
 *
 * `npm run dev`: starts the app in development mode. With `--demo`, also starts the emulator and uses it instead of Spotify.
 */

let isEnding = false

const step = (text: string) => console.log(`\n▸ ${text}`)

/** Starts the app and the Spotify emulator on free ports. Prints their URLs and the accounts that you can sign in with. */
async function startDemo(start: typeof startApp, preferredPort = 3000): Promise<void> {
  step('Starting the Spotify emulator and the app')
  onEnd(async () => {
    isEnding = true
    await stopAll()
    process.exit(0)
  })
  const ports = { app: await freePort(preferredPort), spotify: await freePort(4000) }
  const servers = await startServers({}, start, ports).catch(giveUp)
  console.log(greet(servers))
  const { stdout, stderr } = servers.app.child
  stdout?.pipe(process.stdout)
  stderr?.pipe(process.stderr)
  servers.app.child.once('exit', () => giveUp(new Error('\n  The app has stopped.')))
}

/** Prints why the app failed, then exits. */
function giveUp(error: Error): never {
  if (isEnding) process.exit(0)
  console.error(error.message)
  process.exit(1)
}

function greet({ app, spotifyOrigin }: Servers): string {
  const width = Math.max(...people.map(({ label }) => label.length))
  return `
  Open this in a browser:

      ${app.origin}

  Sign in as one of these users:

${people.map(({ label, summary }) => `      ${label.padEnd(width)}  ${summary}`).join('\n')}

  The Spotify emulator is at ${spotifyOrigin}: switch on faults there to see how the app handles them.
  docs/failures.md has a screenshot of every failure.
  Press Ctrl-C to stop both.
`
}

/** Runs the app in development mode until it stops, and returns its exit code. */
async function runDevelopment(port: number, args: string[]): Promise<number> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PORT: String(port) }
  const child = spawn(process.execPath, [next, 'dev', '--hostname', '127.0.0.1', ...args], { env, stdio: 'inherit' })
  onEnd(() => child.kill())
  const [code] = await once(child, 'exit')
  return code ?? 1
}

const port = Number(process.env.PORT || 3000)
const [command, ...args] = process.argv.slice(2)

if (command === 'demo') {
  step('Building the app, unless the last build is up to date')
  if ((await buildOnce()) === 'reused') console.log('The last build is up to date.')
  await startDemo(startApp)
} else if (args.includes('--demo')) await startDemo(startDevelopment, port)
else process.exitCode = await runDevelopment(port, args)
