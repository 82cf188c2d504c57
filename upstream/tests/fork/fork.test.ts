import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { linkPackages } from '../../support/apps/copies.ts'

const copy = mkdtempSync(join(tmpdir(), 'stagedoor-fork-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('a fork that deletes upstream/ passes its own npm test', { timeout: 3_600_000 }, async () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(existsSync)
  for (const path of tracked) if (!path.startsWith('upstream/')) cpSync(path, join(copy, path))
  await linkPackages(copy)
  const { status, stdout } = spawnSync('npm', ['test'], { cwd: copy, encoding: 'utf8', maxBuffer: 100_000_000 })
  expect(status, stdout).toBe(0)
  expect(stdout).toMatch(/\n\d+ passed, 0 failed\n$/)
})
