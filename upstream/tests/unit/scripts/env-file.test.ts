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

describe('writing a value to a .env file', () => {
  test.each([
    ['a new value replaces the old one', 'A=1\nNAME=old\nB=2\n', 'A=1\nNAME=new\nB=2\n'],
    ['a new variable is added at the end', 'A=1\n', 'A=1\nNAME=new\n'],
    ['a new variable is written on its own line, even if the last line has no line break', 'A=1', 'A=1\nNAME=new\n'],
    ['a new file contains only the new variable', '', 'NAME=new\n'],
    ['comments are kept', '# NAME=older\nNAME=old # why\n', '# NAME=older\nNAME=new # why\n'],
    ['other variables are kept', 'MY_NAME=1\nNAME_2=2\n', 'MY_NAME=1\nNAME_2=2\nNAME=new\n'],
    ['a quoted value is replaced', `NAME="o # l\nd"\nA=1\n`, 'NAME=new\nA=1\n'],
    ['an empty value is replaced', 'NAME=\nA=1\n', 'NAME=new\nA=1\n'],
    ['if a variable appears more than once, its last value is replaced', 'NAME=1\nNAME=2\n', 'NAME=1\nNAME=new\n'],
    ['line endings and `export` are kept', 'export NAME=old\r\nA=1\r\n', 'export NAME=new\r\nA=1\r\n'],
  ])('%s', (_title, before, after) => expect(withValues(before, values)).toBe(after))

  test.each(['a', 'Zm9v+/=', 'a.b-c_d~e', ''])('the value %j can be written without quotes', (value) => {
    writeValues(join(folder, '.env.local'), { NAME: value })
    expect(canWrite(value)).toBe(true)
    expect(readValues(join(folder, '.env.local'))).toEqual({ NAME: value })
    expect(readAsNext()).toBe(value)
  })

  test.each(['a b', 'a#b', '$a', '"a"', "'", '`', 'a\\b', 'a\nB=1'])(
    'the value %j cannot be written without quotes',
    (value) => expect(canWrite(value)).toBe(false),
  )
})

/** Uses Next's own function to read the variable from the file. */
function readAsNext(): string | undefined {
  vi.stubEnv('NODE_ENV', 'development')
  const { loadEnvConfig } = createRequire(createRequire(import.meta.url).resolve('next'))('@next/env')
  return loadEnvConfig(folder, true, console, true).combinedEnv.NAME
}

test('writing to the .env file makes it readable only by its owner', () => {
  const file = join(folder, '.env.local')
  writeFileSync(file, 'A=1\n', { mode: 0o644 })
  writeValues(file, values)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('if .env.local is a symbolic link, the link is kept and its target is changed', () => {
  writeFileSync(join(folder, 'kept'), 'A=1\n')
  symlinkSync(join(folder, 'kept'), join(folder, '.env.local'))
  writeValues(join(folder, '.env.local'), values)
  expect(lstatSync(join(folder, '.env.local')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('A=1\nNAME=new\n')
})
