import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
const { HOSTNAME: _, ...environment } = process.env

/** Returns the command that `npm start` would run in this shell. */
const read = (shell: string, env: Record<string, string | undefined>) =>
  execFileSync('bash', ['-c', `exec -a sh ${shell} -c "$0"`, `echo ${scripts.start}`], {
    env: { ...env, NODE_ENV: 'production' },
    encoding: 'utf8',
  }).trim()

// On macOS, `sh` is bash, which sets HOSTNAME to the machine’s name.
test.each(['sh', 'bash'])('in %s, npm start listens on the loopback address unless HOSTNAME is set', (shell) => {
  expect(read(shell, environment)).toBe('exec next start --hostname 127.0.0.1')
  expect(read(shell, { ...environment, HOSTNAME: '' })).toBe('exec next start --hostname 127.0.0.1')
  expect(read(shell, { ...environment, HOSTNAME: '0.0.0.0' })).toBe('exec next start --hostname 0.0.0.0')
})
