import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from '@playwright/test'
import { freePort } from '../../../scripts/processes.ts'
import type { Servers } from '../servers.ts'

export type TestRedis = {
  url: string
  start: () => Promise<void>
  /** Kills the server without saving anything, as a power failure would. */
  kill: () => Promise<void>
  /** Suspends the server, so commands wait until `resume` is called. */
  pause: () => void
  resume: () => void
  /** Runs one command and returns its response as text. */
  ask: (...words: string[]) => string
}

const password = 'p4ssword-of-redis'

/** Whether a Redis server is installed. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** The servers to kill when the test process exits. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const server of running) server.kill('SIGKILL')
})

/**
 * Returns a real Redis server that listens on a free loopback port once `start` has been called. The server requires a password
 * and keeps all data in memory.
 */
export async function createRedis(): Promise<TestRedis> {
  const port = await freePort()
  let server: ChildProcess | undefined
  const signal = (name: NodeJS.Signals) => void server?.kill(name)
  return {
    url: `redis://:${password}@127.0.0.1:${port}/3`,
    async start() {
      const options = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--requirepass',
        password,
      ]
      server = spawn('redis-server', options, { stdio: 'ignore' })
      running.add(server)
      while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    async kill() {
      if (!server) return
      const ended = once(server, 'exit')
      signal('SIGKILL')
      await ended
      server = undefined
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    ask: (...words) =>
      spawnSync('redis-cli', ['-p', String(port), '-a', password, '--no-auth-warning', '-n', '3', ...words], {
        encoding: 'utf8',
      }).stdout.trim(),
  }
}

/** Waits until every instance is connected to Redis. */
export async function untilRedisConnects({ instances }: Servers): Promise<void> {
  for (const { origin } of instances)
    await expect.poll(async () => (await fetch(`${origin}/api/health`)).json()).toMatchObject({ redis: 'reachable' })
}

/** Returns how many outages of Redis the instances have logged, and how many of these outages are not over. */
export function countOutages({ instances }: Servers): { all: number; ongoing: number } {
  const count = (text: string) => instances.reduce((sum, { output }) => sum + output().split(text).length - 1, 0)
  const all = count('Redis is not reachable')
  return { all, ongoing: all - count('Redis is reachable again') }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
