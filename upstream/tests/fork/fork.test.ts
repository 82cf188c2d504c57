import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { copySources, linkPackages } from '../../support/apps/copies.ts'

const copy = mkdtempSync(join(tmpdir(), 'stagedoor-fork-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('a fork that deletes upstream/ passes its own npm test', { timeout: 3_600_000 }, async () => {
  await copySources(copy, (name) => name === 'upstream')
  await linkPackages(copy)
  const { status, stdout } = spawnSync('npm', ['test'], { cwd: copy, encoding: 'utf8', maxBuffer: 100_000_000 })
  expect(status, stdout).toBe(0)
  expect(stdout).toMatch(/\n\d+ passed, 0 failed\n$/)
})
