import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildOnce, next, onEnd, startApp, startDevelopment } from './processes.ts'

/**
 * `npm run demo`: builds the app and starts it with the Spotify emulator. Needs no setup other than `npm install`.
 *
 * `npm run dev`: starts the app in development mode. With `--demo`, also starts the emulator and uses it instead of Spotify.
 */

/** Runs the app in development mode until it stops, and returns its exit code. */
async function runDevelopment(port: number, args: string[]): Promise<number> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PORT: String(port) }
  const child = spawn(process.execPath, [next, 'dev', '--hostname', '127.0.0.1', ...args], { env, stdio: 'inherit' })
  onEnd(() => child.kill())
  const [code] = await once(child, 'exit')
  return code ?? 1
}

/** Loads the emulator only when it is needed, so `npm run dev` also works without it. */
const loadDemo = () => import('./demo.ts')

const port = Number(process.env.PORT || 3000)
const [command, ...args] = process.argv.slice(2)

if (command === 'demo') {
  console.log('\n▸ Building the app, unless the last build is up to date')
  if ((await buildOnce('.', { isDemo: true })) === 'reused') console.log('The last build is up to date.')
  await (await loadDemo()).startDemo(startApp)
} else if (args.includes('--demo')) await (await loadDemo()).startDemo(startDevelopment, port)
else process.exitCode = await runDevelopment(port, args)
