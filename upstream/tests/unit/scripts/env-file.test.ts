import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { canWrite, readValues, withValues, writeValues } from '../../../../scripts/env-file.ts'

const values = { NAME: 'new' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stagedoor-env-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

describe('a value', () => {
  test.each([
    ['replaces the old value', 'A=1\nNAME=old\nB=2\n', 'A=1\nNAME=new\nB=2\n'],
    ['is added at the end if there is no old value', 'A=1\n', 'A=1\nNAME=new\n'],
    ['is written on its own line', 'A=1', 'A=1\nNAME=new\n'],
    ['is the only line of a new file', '', 'NAME=new\n'],
    ['keeps comments', '# NAME=older\nNAME=old # why\n', '# NAME=older\nNAME=new # why\n'],
    ['keeps other names', 'MY_NAME=1\nNAME_2=2\n', 'MY_NAME=1\nNAME_2=2\nNAME=new\n'],
    ['replaces a quoted value', `NAME="o # l\nd"\nA=1\n`, 'NAME=new\nA=1\n'],
    ['replaces an empty value', 'NAME=\nA=1\n', 'NAME=new\nA=1\n'],
    ['replaces the last of several values', 'NAME=1\nNAME=2\n', 'NAME=1\nNAME=new\n'],
    ['keeps line endings and `export`', 'export NAME=old\r\nA=1\r\n', 'export NAME=new\r\nA=1\r\n'],
  ])('%s', (_title, before, after) => expect(withValues(before, values)).toBe(after))

  test.each(['a', 'Zm9v+/=', 'a.b-c_d~e', ''])('like %j can be written unquoted', (value) => {
    writeValues(join(folder, '.env.local'), { NAME: value })
    expect(canWrite(value)).toBe(true)
    expect(readValues(join(folder, '.env.local'))).toEqual({ NAME: value })
    expect(readAsNext()).toBe(value)
  })

  test.each(['a b', 'a#b', '$a', '"a"', "'", '`', 'a\\b', 'a\nB=1'])('like %j cannot be written unquoted', (value) =>
    expect(canWrite(value)).toBe(false),
  )
})

/** Reads the file as Next does. */
function readAsNext(): string | undefined {
  vi.stubEnv('NODE_ENV', 'development')
  const { loadEnvConfig } = createRequire(createRequire(import.meta.url).resolve('next'))('@next/env')
  return loadEnvConfig(folder, true, console, true).combinedEnv.NAME
}

test('only the owner can read the file, even if others could read it before', () => {
  const file = join(folder, '.env.local')
  writeFileSync(file, 'A=1\n', { mode: 0o644 })
  writeValues(file, values)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a symbolic link is kept', () => {
  writeFileSync(join(folder, 'kept'), 'A=1\n')
  symlinkSync(join(folder, 'kept'), join(folder, '.env.local'))
  writeValues(join(folder, '.env.local'), values)
  expect(lstatSync(join(folder, '.env.local')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('A=1\nNAME=new\n')
})
