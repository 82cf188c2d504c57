import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

/** Code that breaks a rule in `biome.json`. */
const offenders: [folder: string, text: string][] = [
  ['lib/spotify', `export { randomBytes } from 'node:crypto'`],
  ['lib/spotify', `export { x } from '../session/session'`],
  ['lib/spotify', `export const x = await import('next')`],
  ['lib/session', `export { x } from '@/app/x'`],
  ['lib', `export { x } from '../tests/unit/support'`],
  ['lib', `export { x } from '@/proxy'`],
  ['lib/config/read.ts', `export { x } from './x'`],
  ['app', `import '@/tests/emulator/emulator'`],
  ['app', `import '@/scripts/run'`],
  ['app', 'export const x = process.env.SESSION_PASSWORD'],
  ['lib', `export const x = process['env']`],
  ['proxy.ts', `export { env } from 'node:process'`],
  ['lib/session', `export { writeFile } from 'node:fs/promises'`],
  ['app', `export const { readFileSync } = await import('node:fs')`],
  ['app', `export const { readFileSync } = require('node:fs')`],
  ['app', `export { spawn } from 'node:child_process'`],
  ['app', `export { getIronSession } from 'iron-session'`],
  ['tests/emulator', `export { scopes } from '../../lib/spotify/scopes.ts'`],
  ['tests/emulator/api', `export { scopes } from '../../../lib/spotify/scopes.ts'`],
  ['tests/emulator', `export * as oauth from 'oauth4webapi'`],
  ['tests/emulator', `export { x } from '@/lib/x'`],
]

/** Code that breaks no rule. */
const allowed: [folder: string, text: string][] = [
  ['lib/spotify/more', `export { x } from '../api'`],
  ['lib/spotify', `export { z } from 'zod'`],
  ['lib/session', `export { x } from '@/lib/spotify/api'`],
  ['lib/config/server.ts', 'export const x = process.env.SESSION_PASSWORD'],
  ['tests/emulator/api', `export { x } from '../data/people.ts'`],
  ['tests/emulator', `export { setTimeout } from 'node:timers/promises'`],
]

const folder = mkdtempSync(join(tmpdir(), 'stagedoor-rules-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rejected = lint()

/** Writes each example to its own file, and returns the files in which Biome reports a restricted import or `process.env`. */
function lint(): (string | undefined)[] {
  copyFileSync('biome.json', join(folder, 'biome.json'))
  for (const [index, [place, text]] of [...offenders, ...allowed].entries()) {
    const file = toFile(place, index)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${text}\n`)
  }
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github']
  const { stdout } = spawnSync(resolve('node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' })
  return [...stdout.matchAll(/(?:noRestrictedImports|noProcessEnv|noCommonJs),file=([^,]+)/g)].map(([, file]) => file)
}

function toFile(place: string, index: number): string {
  return join(folder, place.endsWith('.ts') ? place : `${place}/example-${index}.ts`)
}

test.each(offenders.map(([place, text], index) => [place, text, index] as const))(
  'in %s, Biome rejects %j',
  (place, _text, index) => expect(rejected).toContain(toFile(place, index)),
)

test.each(allowed.map(([place, text], index) => [place, text, offenders.length + index] as const))(
  'in %s, Biome accepts %j',
  (place, _text, index) => expect(rejected).not.toContain(toFile(place, index)),
)
