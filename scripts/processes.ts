import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const onLoopback = ['--hostname', '127.0.0.1']
export const next = fileURLToPath(new URL('../node_modules/next/dist/bin/next', import.meta.url))

type Environment = Record<string, string>

const sourceFiles = ['{app,lib,public}/**/*.*', '*.{js,ts,mjs,json}']

/**
 * Builds the app in `folder`, unless the last build is up to date. Doesn't check types. With `isDemo`, the build takes two seconds
 * less, because its server code isn't minified and has no source maps. Throws if the build fails.
 */
export async function buildOnce(folder = '.', { isDemo = false } = {}): Promise<'built' | 'reused'> {
  const built = join(folder, '.next')
  const stampFile = join(built, 'stagedoor-sources')
  const sources = await hashSources(folder)
  const stamp = isDemo ? `${sources} demo` : sources
  const last = existsSync(join(built, 'BUILD_ID')) ? await readFile(stampFile, 'utf8').catch(() => '') : ''
  // The demo can also use a complete build.
  if (last === stamp || (isDemo && last === sources)) return 'reused'
  await build(folder, isDemo)
  // Saves the hash of the sources as they were before the build. If a file changes during the build, the next call builds again.
  await writeFile(stampFile, stamp)
  return 'built'
}

async function build(cwd: string, isDemo: boolean): Promise<void> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', SKIP_TYPE_CHECK: '1', DEMO_BUILD: isDemo ? '1' : '' }
  const [code] = await once(spawn(process.execPath, [next, 'build'], { cwd, env, stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new Error(`next build failed with exit code ${code}`)
}

async function hashSources(folder: string): Promise<string> {
  const files = []
  for await (const file of glob(sourceFiles, { cwd: folder }))
    if (!/^next-env|tsbuildinfo$/.test(file)) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    const path = join(folder, file)
    // Skips route folders with a dot in their names, such as `app/feed.xml`.
    if ((await stat(path)).isFile()) hash.update(file).update(await readFile(path))
  }
  return hash.digest('hex')
}

const maxOutput = 1_000_000

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

export type Running = {
  origin: string
  child: ChildProcess
  /** The output so far, limited to the last million characters. */
  output: () => string
  stop: () => Promise<void>
}

/** Starts the built app on 127.0.0.1 and waits until it responds. */
export const startApp = (port: number, environment: Environment, cwd = '.'): Promise<Running> =>
  startNode([next, 'start', ...onLoopback], port, environment, { cwd })

/** Starts the app in development mode and waits until it responds. Next allows only one development server per folder. */
export const startDevelopment = (port: number, environment: Environment, cwd = '.'): Promise<Running> =>
  startNode([next, 'dev', ...onLoopback], port, { ...environment, NODE_ENV: 'development' }, { cwd })

type Options = SpawnOptions & { health?: string; node?: string }

/** Starts a Node command with this port in `PORT`, and waits until the server that it starts responds at the path `health`. */
export async function startNode(
  args: string[],
  port: number,
  environment: Environment,
  { health = '/api/health', node = process.execPath, ...options }: Options = {},
): Promise<Running> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment, PORT: String(port) }
  const child = spawn(node, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.add(child)
  child.once('exit', () => started.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output = (output + text).slice(-maxOutput)
    })
  const origin = `http://127.0.0.1:${port}`
  await untilHealthy(`${origin}${health}`, child, () => output)
  return { origin, child, output: () => output, stop: () => stop(child) }
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

/** Returns `preferred` if that port is free on 127.0.0.1, or another free port otherwise. */
export async function freePort(preferred = nextPort()): Promise<number> {
  for (let port = preferred, tries = 0; tries < 100; port = nextPort(), tries++) if (await isFree(port)) return port
  throw new Error('Could not find a free port on 127.0.0.1')
}

/** The first Playwright workers of a run have a range of ports each, so they can't choose the same port at the same time. */
const firstPort = 20_000 + (Number(process.env.TEST_PARALLEL_INDEX ?? randomInt(8)) % 8) * 1_500
let offset = randomInt(1_500)

/**
 * Returns a port below the ephemeral range, because the system could assign an ephemeral port to another process before the caller
 * starts listening.
 */
const nextPort = () => firstPort + (offset++ % 1_500)

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
