import { people } from '../tests/emulator/data/people.ts'
import { type Servers, startServers } from '../tests/support/servers.ts'
import { freePort, onEnd, type startApp, stopAll } from './processes.ts'

let isEnding = false

/** Starts the app and the Spotify emulator on free ports. Prints their URLs and the accounts that you can sign in with. */
export async function startDemo(start: typeof startApp, preferredPort = 3000): Promise<void> {
  console.log('\n▸ Starting the Spotify emulator and the app')
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
