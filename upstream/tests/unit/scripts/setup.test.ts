import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readValues } from '../../../../scripts/env-file.ts'
import { type Listening, listen } from '../../../../tests/emulator/emulator.ts'
import { clientId, clientSecret } from '../../../../tests/unit/support.ts'
import { hasTerminal, startInTerminal } from '../../../support/pseudo-terminal.ts'

const setup = ['--import', resolve('scripts/alias.ts'), resolve('scripts/setup.ts')]
const otherId = '0'.repeat(32)
const password = 'a-password-of-its-own-0123456789-abcdef'
const ids = { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret }

let spotify: Listening
let cwd: string
let file: string

beforeAll(async () => {
  spotify = await listen({ clientId, clientSecret, redirectUris: ['http://127.0.0.1:3000/api/auth/callback'] })
})
afterAll(() => spotify.close())
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'stagedoor-setup-'))
  file = join(cwd, '.env.local')
})
afterEach(() => rmSync(cwd, { recursive: true }))

/** Returns the environment for the command. The only variable copied from this process is `PATH`. */
const environmentOf = (own: Record<string, string>) =>
  ({ PATH: process.env.PATH, SPOTIFY_ACCOUNTS_URL: spotify.origin, ...own }) as unknown as NodeJS.ProcessEnv

async function run(own: Record<string, string>, ...args: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [...setup, ...args], { cwd, env: environmentOf(own) })
  child.stdin.end()
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text
    })
  const [code] = await once(child, 'close')
  expect(output).not.toContain(clientSecret)
  return { code, output }
}

describe('npm run setup without a terminal', () => {
  test('without a terminal, setup reads the values from the environment and asks no questions', async () => {
    const { code, output } = await run({ ...ids, PORT: '3001' })
    expect(output).toContain('Spotify accepts the Client ID and secret.')
    expect(output).toContain('PORT=3001 npm run dev')
    expect(output).toContain('http://127.0.0.1:3001/api/auth/callback')
    expect(code).toBe(0)
    const { SESSION_PASSWORD, ...rest } = readValues(file)
    expect(rest).toEqual(ids)
    expect(SESSION_PASSWORD).toMatch(/^[\w+/]{43}=$/)
    expect(output).not.toContain(SESSION_PASSWORD)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(cwd)).toEqual(['.env.local'])
  })

  test('setup leaves a password in the environment if it would need quotation marks in the file', async () => {
    const { code, output } = await run({ ...ids, SESSION_PASSWORD: 'correct horse # battery staple, 45 of them' })
    expect(output).toContain('SESSION_PASSWORD stays in the environment')
    expect(output).not.toContain('battery')
    expect(code).toBe(0)
    expect(readValues(file)).toEqual(ids)
  })

  test.each([
    ['no Client ID', {}, 'SPOTIFY_CLIENT_ID is not set. Copy the Client ID'],
    ['no secret', { SPOTIFY_CLIENT_ID: clientId }, 'SPOTIFY_CLIENT_SECRET is not set. Set it, or leave it empty'],
    ['a placeholder', { ...ids, SPOTIFY_CLIENT_ID: '[32 letters]' }, 'SPOTIFY_CLIENT_ID is still a placeholder.'],
    ['a special character', { ...ids, SPOTIFY_CLIENT_ID: `${clientId}$x` }, 'SPOTIFY_CLIENT_ID contains a character'],
    ['a wrong Client ID', { ...ids, SPOTIFY_CLIENT_ID: otherId }, 'Spotify does not know this Client ID.'],
    ['a wrong secret', { ...ids, SPOTIFY_CLIENT_SECRET: otherId }, 'but this is not its secret.'],
    [
      'localhost in APP_URL',
      { ...ids, APP_URL: 'http://localhost:3000' },
      'APP_URL uses localhost, which Spotify does not allow.',
    ],
  ])('with %s, setup shows an error and writes nothing', async (_title, own, words) => {
    const { code, output } = await run(own, '--yes')
    expect(output).toContain(words)
    expect(code).toBe(1)
    expect(readdirSync(cwd)).toEqual([])
  })

  test('if Spotify does not respond, setup writes the credentials and says that they were not checked', async () => {
    const { code, output } = await run({ ...ids, SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:9' })
    expect(output).toContain('Spotify does not respond.')
    expect(output).toContain('The credentials were not checked')
    expect(code).toBe(0)
    expect(readValues(file)).toMatchObject(ids)
  })

  test('for a public client, setup writes an empty secret', async () => {
    expect((await run({ ...ids, SPOTIFY_CLIENT_SECRET: '' })).code).toBe(0)
    expect(readValues(file)).toMatchObject({ SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: '' })
    // The file now contains everything that setup needs, so running setup again doesn't change the file.
    const before = readFileSync(file, 'utf8')
    expect((await run({})).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('setup replaces an existing value only if --yes is given, and keeps the rest of the file', async () => {
    const text = `# Mine\nSPOTIFY_CLIENT_ID=${otherId} # the old app\nSESSION_PASSWORD=${password}\nREDIS_URL=\n`
    writeFileSync(file, text)
    const refused = await run(ids)
    expect(refused.output).toContain('.env.local has another SPOTIFY_CLIENT_ID. To replace it, run:')
    expect(refused.code).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect((await run(ids, '--yes')).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(`${text.replace(otherId, clientId)}SPOTIFY_CLIENT_SECRET=${clientSecret}\n`)
  })
})

if (!hasTerminal)
  console.warn('SKIPPED: the tests for the interactive setup, which need the script command from util-linux.')

describe.skipIf(!hasTerminal)('npm run setup in a terminal', () => {
  const start = (own: Record<string, string> = {}) =>
    startInTerminal([process.execPath, ...setup].join(' '), { cwd, env: environmentOf(own) })

  test('setup validates each value, checks the credentials with Spotify, and never shows the secret', async () => {
    const terminal = start()
    await terminal.answer('Client ID: ', 'abc\r')
    await terminal.answer('does not look like a Client ID', '')
    await terminal.answer('Use it anyway? [y/N] ', '\r')
    await terminal.answer('Client ID: ', `${otherId}\r`)
    await terminal.answer('Client secret', `"${clientSecret}"\r`)
    await terminal.answer('has quotation marks around it', '')
    await terminal.answer('Client secret', `${clientSecret}\r`)
    await terminal.answer('Spotify does not know this Client ID.', '')
    await terminal.answer('Client ID: ', `${clientId}\r`)
    await terminal.answer('Spotify accepts the Client ID and secret.', '')
    expect(await terminal.ended).toBe(0)
    expect(terminal.output()).toContain('http://127.0.0.1:3000/api/auth/callback')
    expect(terminal.output()).toContain('npm run dev')
    expect(terminal.output()).not.toContain(clientSecret)
    expect(readValues(file)).toMatchObject(ids)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('setup does not display the secret, even if the secret is pasted along with the answer to an earlier question', async () => {
    const terminal = start()
    await terminal.answer('Client ID: ', `${clientId}\r${clientSecret}\r`)
    await terminal.answer('Client secret', `${clientSecret}\r`)
    expect(await terminal.ended).toBe(0)
    expect(terminal.output()).not.toContain(clientSecret)
  })

  test('pressing Enter keeps the existing value, and replacing a value requires confirmation', async () => {
    const text = `SPOTIFY_CLIENT_ID=${otherId}\nSPOTIFY_CLIENT_SECRET=${clientSecret}\nSESSION_PASSWORD=${password}\n`
    writeFileSync(file, text)
    for (const [answer, code, expected] of [
      ['n', 1, text],
      ['y', 0, text.replace(otherId, clientId)],
    ] as const) {
      const terminal = start()
      await terminal.answer(`Client ID (Enter: ${otherId}): `, `${clientId}\r`)
      await terminal.answer('(Enter: the current one): ', '\r')
      await terminal.answer('has another SPOTIFY_CLIENT_ID. Replace it? [y/N] ', `${answer}\r`)
      expect(await terminal.ended).toBe(code)
      expect(readFileSync(file, 'utf8')).toBe(expected)
    }
  })

  test.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('%s stops setup without changing the file', async (_name, key) => {
    writeFileSync(file, 'REDIS_URL=\n')
    const terminal = start()
    await terminal.answer('Client ID: ', `${clientId}\r`)
    await terminal.answer('Client secret', key)
    expect(await terminal.ended).toBe(130)
    expect(terminal.output()).toContain('.env.local is unchanged.')
    expect(readFileSync(file, 'utf8')).toBe('REDIS_URL=\n')
    expect(readdirSync(cwd)).toEqual(['.env.local'])
  })

  test('setup warns the user if an environment variable overrides an answer', async () => {
    const terminal = start({ SPOTIFY_CLIENT_ID: otherId })
    await terminal.answer(`Client ID (Enter: ${otherId}): `, `${clientId}\r`)
    await terminal.answer('The environment of this terminal has another SPOTIFY_CLIENT_ID', '\x03')
    expect(await terminal.ended).toBe(130)
  })
})
