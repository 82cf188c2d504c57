import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const next = join(root, 'node_modules/next/dist/bin/next')

const maxOutput = 1_000_000

type Environment = Record<string, string>

const started = new Set<ChildProcess>()

// Stops all child processes when this process exits for any reason.
process.once('exit', () => {
  for (const child of started) child.kill()
})

/** Calls `end` when this process should stop: when it receives a signal, or when the npm process that started it exits. */
export function onEnd(end: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  // On SIGHUP, npm exits without forwarding the signal, and this process gets a new parent.
  const { ppid } = process
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== ppid && end(), 1_000).unref()
}

/** Stops all child processes that are still running. */
export const stopAll = () => Promise.all([...started].map(stop))

/** Builds the app in `folder`, without checking types. Throws if the build fails. */
export async function build(folder: string): Promise<void> {
  const [code] = await once(spawnNode([next, 'build'], { SKIP_TYPE_CHECK: '1' }, 'inherit', folder), 'exit')
  if (code !== 0) throw new Error(`next build failed with exit code ${code}`)
}

export type Running = {
  origin: string
  child: ChildProcess
  /** The output so far, limited to the last million characters. */
  output: () => string
  stop: () => Promise<void>
}

/** Starts the built app on 127.0.0.1 and waits until it responds. */
export function startApp(port: number, environment: Environment, folder = '.'): Promise<Running> {
  return startNode([next, 'start', ...listenOn(port)], environment, { port, health: '/api/health', folder })
}

/** Runs the app in development mode until it stops, and returns its exit code. */
export async function runDevelopment(port: number, args: string[]): Promise<number> {
  const child = spawnNode([next, 'dev', ...listenOn(port), ...args], {}, 'inherit')
  onEnd(() => child.kill())
  const [code] = await once(child, 'exit')
  return code ?? 1
}

/** Starts the app in development mode and waits until it responds. Next allows only one development server per folder. */
export function startDevelopment(port: number, environment: Environment, folder = '.'): Promise<Running> {
  return startNode(
    [next, 'dev', ...listenOn(port)],
    { ...environment, NODE_ENV: 'development' },
    { port, health: '/api/health', folder },
  )
}

const listenOn = (port: number) => ['--hostname', '127.0.0.1', '--port', String(port)]

/** Starts the Spotify emulator on 127.0.0.1 and waits until it responds. */
export function startEmulator(port: number, environment: Environment): Promise<Running> {
  return startNode(
    ['tests/emulator/main.ts'],
    { ...environment, PORT: String(port) },
    { port, health: '/_emulator/state' },
  )
}

type Place = {
  port: number
  health: string
  folder?: string
  /** The ID of the user to run the command as, and the path of a Node binary that this user can run. */
  as?: { user: number; node: string } | undefined
}

/** Starts a Node command and waits until the server that it starts responds at the `health` path. */
export async function startNode(
  args: string[],
  environment: Environment,
  { port, health, folder, as }: Place,
): Promise<Running> {
  const child = spawnNode(args, environment, 'pipe', folder, as)
  started.add(child)
  child.once('exit', () => started.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      output = (output + text).slice(-maxOutput)
    })
  const origin = `http://127.0.0.1:${port}`
  await untilHealthy(`${origin}${health}`, child, () => output)
  return { origin, child, output: () => output, stop: () => stop(child) }
}

function spawnNode(
  args: string[],
  environment: Environment,
  stdio: 'inherit' | 'pipe',
  folder = '.',
  as?: Place['as'],
): ChildProcess {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment }
  const options = { cwd: resolve(root, folder), env, ...(as && { uid: as.user, gid: as.user }) }
  return spawn(as?.node ?? process.execPath, args, { ...options, stdio: ['ignore', stdio, stdio] })
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 3_000; tries++) {
    if (hasEnded(child)) throw new Error(`The process stopped before it was ready:\n${output()}`)
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  child.kill()
  throw new Error(`No response from ${url}:\n${output()}`)
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timeout = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(timeout)
}

/** Returns `preferred` if that port is free on 127.0.0.1, or a random free port otherwise. */
export async function freePort(preferred = anyPort()): Promise<number> {
  for (let port = preferred, tries = 0; tries < 100; port = anyPort(), tries++) if (await isFree(port)) return port
  throw new Error('Could not find a free port on 127.0.0.1')
}

/**
 * Returns a random port below the ephemeral range, because the system could assign an ephemeral port to another process before the
 * caller starts listening.
 */
const anyPort = () => randomInt(20_000, 32_768)

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
