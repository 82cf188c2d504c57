import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from '@playwright/test'
import type { Running } from '../../../scripts/processes.ts'
import { ask } from '../../../tests/support/browserless.ts'

const running = new Set<ChildProcess>()

// Kills any processes left running by failed tests.
process.once('exit', () => {
  for (const { pid = 0 } of running) process.kill(-pid, 'SIGKILL')
})

export const isListening = (origin: string) =>
  ask(origin, '/api/health', { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  )

export type Command = Running & {
  /** Resolves when every process that could write to the terminal has exited. */
  ended: Promise<unknown>
  /** Sends SIGINT to the whole process group, as Ctrl-C does. */
  interrupt: () => void
}

/** Starts an npm script and waits until it has printed `greeting` and its server responds. */
export async function startScript(
  args: string[],
  environment: Record<string, string>,
  greeting: RegExp,
): Promise<Command> {
  const child = spawn('npm', args, { env: { ...process.env, HOSTNAME: '', ...environment }, detached: true })
  running.add(child)
  const ended = once(child, 'close').then(() => running.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text
    })
  await expect.poll(() => output, { timeout: 120_000 }).toMatch(greeting)
  const [origin = ''] = output.match(/http:\/\/127\.0\.0\.1:\d+/) ?? []
  await expect.poll(() => isListening(origin), { timeout: 60_000 }).toBe(true)
  const interrupt = () => process.kill(-(child.pid ?? 0), 'SIGINT')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { origin, child, output: () => output, ended, interrupt, stop }
}
