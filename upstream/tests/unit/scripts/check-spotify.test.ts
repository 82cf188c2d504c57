import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { knownApp } from '../../../../tests/emulator/accounts/known-app.ts'
import { secretPrefixes } from '../../../../tests/emulator/accounts/tokens.ts'
import type { PersonId } from '../../../../tests/emulator/data/people.ts'
import { type Listening, listen } from '../../../../tests/emulator/emulator.ts'

const script = resolve('upstream/check-spotify/main.ts')
const opened: { spotify: Listening; folder: string }[] = []

afterEach(async () => {
  for (const { spotify, folder } of opened.splice(0)) {
    await spotify.close()
    rmSync(folder, { recursive: true })
  }
})

async function openSpotify(settings: Record<string, string> = {}) {
  const spotify = await listen({ ...knownApp, redirectUris: ['http://127.0.0.1/callback'] })
  const folder = mkdtempSync(join(tmpdir(), 'check-'))
  const values = {
    SPOTIFY_CLIENT_ID: knownApp.clientId,
    SPOTIFY_CLIENT_SECRET: knownApp.clientSecret,
    SPOTIFY_ACCOUNTS_URL: spotify.origin,
    SPOTIFY_API_URL: spotify.origin,
    ...settings,
  }
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, '.env.local'), lines.join(''))
  opened.push({ spotify, folder })
  return { ...spotify, folder }
}

/** Runs the command in this folder, which contains the command's settings. `answers` is the text that the operator types. */
function start(folder: string, answers: string) {
  const env = { PATH: process.env.PATH, HOME: folder, NODE_ENV: 'development' } as const
  const child = spawn(process.execPath, [script], { cwd: folder, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text
    })
  child.stdin.end(answers)
  const ended = once(child, 'exit').then(([code]) => code)
  const address = async () => {
    while (!/^ {4}(http\S+\/)$/m.test(output) && child.exitCode === null)
      await new Promise((done) => setTimeout(done, 20))
    return /^ {4}(http\S+\/)$/m.exec(output)?.[1] ?? ''
  }
  return { output: () => output, ended, address }
}

/** Acts as the operator's browser. Follows all redirects and submits `answer` on each consent page. */
async function goThrough(address: string, person: PersonId, answer: 'agree' | 'cancel' = 'agree') {
  const scopes: (string | null)[] = []
  let response = await fetch(address, { redirect: 'manual' })
  for (;;) {
    const location = response.headers.get('location')
    if (!location) return { text: await response.text(), scopes }
    const { origin, pathname, search, searchParams } = new URL(location)
    const body = new URLSearchParams({ query: search.slice(1), person, answer })
    const isSpotify = pathname === '/authorize'
    if (isSpotify) scopes.push(searchParams.get('scope'))
    response = await (isSpotify
      ? fetch(`${origin}/authorize`, { method: 'POST', body, redirect: 'manual' })
      : fetch(location, { redirect: 'manual' }))
  }
}

test.each([
  ['mira', ['`items` present, `tracks` absent', '`country` absent', 'Its `/items`: 403, Forbidden']],
  ['otto', ['`items` absent, `tracks` present', '`country` present', 'Its `/tracks`: 200']],
] as const)(
  'for the user %s, check:spotify writes a report with all findings and no secrets',
  async (person, [names, fields]) => {
    const { emulator, folder } = await openSpotify()
    const { address, ended, output } = start(folder, 'n\ny\nn\nn\nIt says `no`\n')
    const { text, scopes } = await goThrough(await address(), person)
    expect(text).toBe('Done. Continue in the terminal.')
    expect(scopes).toEqual([expect.not.stringContaining('modify'), null])
    expect(await ended, output()).toBe(0)
    const report = readFileSync(join(folder, 'spotify-report.md'), 'utf8')
    expect(report.match(/^## \d+/gm)).toEqual(Array.from({ length: 10 }, (_, index) => `## ${index + 1}`))
    for (const line of [
      'The code, with verifier and secret: 200',
      'A refresh with `client_id` alone: 200, `refresh_token` absent',
      names,
      fields,
      'Owner: yes. Listed: no. `/me`: 200',
      'Yes: it was registered without a port, and the sign-in used one.',
      'No scope was requested: 200, `scope` is ""',
      'An unknown `client_id`: `It says no`',
      'No `client_id`: not asked',
    ])
      expect(report).toContain(line)
    for (const secret of [knownApp.clientId, knownApp.clientSecret, ...secretPrefixes, person])
      expect(report).not.toContain(secret)
    expect(output()).not.toContain(knownApp.clientSecret)
    const methods = emulator.requests().filter(({ path }) => path.startsWith('/v1/'))
    expect(new Set(methods.map(({ method }) => method))).toEqual(new Set(['GET']))
  },
)

test('if the operator agrees, check:spotify requests write scopes and tests changes to the library', async () => {
  const { emulator, folder } = await openSpotify()
  const { address, ended, output } = start(folder, 'y\n')
  const { scopes } = await goThrough(await address(), 'mira')
  expect(await ended, output()).toBe(0)
  expect(scopes).toEqual([expect.stringContaining('user-library-modify user-follow-read user-follow-modify'), null])
  expect(emulator.requests().length).toBeLessThan(40)
  const report = readFileSync(join(folder, 'spotify-report.md'), 'utf8')
  expect(report).toMatch(
    /## 4\. .*\n\n- (?:A track in the query: 200, then saved|There is no track that could be saved)/,
  )
})

test('check:spotify does not exchange the code from an unexpected callback', async () => {
  const { emulator, folder, origin } = await openSpotify()
  const { address, ended, output } = start(folder, '')
  const callback = `${await address()}callback?code=invented&state=invented`
  const answer = await fetch(callback, { redirect: 'manual' })
  expect(answer.headers.get('location')).toContain(`${origin}/authorize?`)
  expect(emulator.requests()).toEqual([])
  await goThrough(await address(), 'otto')
  expect(await ended, output()).toBe(0)
})

test('a request for an invalid URL does not stop check:spotify', async () => {
  const { folder, origin } = await openSpotify()
  const { address, ended, output } = start(folder, '')
  const answer = await fetch(`${await address()}/`, { redirect: 'manual' })
  expect(answer.headers.get('location')).toContain(`${origin}/authorize?`)
  await goThrough(await address(), 'otto')
  expect(await ended, output()).toBe(0)
})

test('check:spotify also works for an app without a secret', async () => {
  const { folder } = await openSpotify({ SPOTIFY_CLIENT_SECRET: '' })
  const { address, ended, output } = start(folder, '')
  await goThrough(await address(), 'otto')
  expect(await ended, output()).toBe(0)
  const report = readFileSync(join(folder, 'spotify-report.md'), 'utf8')
  expect(report).toContain('The code, with verifier and no secret: 200')
  expect(report).not.toContain('with the secret')
})

test('after a 429 response, check:spotify makes no more Web API calls', async () => {
  const { emulator, folder } = await openSpotify()
  emulator.faults.set({ name: 'quota' })
  const { address, ended, output } = start(folder, '')
  await goThrough(await address(), 'mira')
  expect(await ended, output()).toBe(0)
  expect(emulator.requests().filter(({ path }) => path.startsWith('/v1/'))).toHaveLength(1)
  expect(readFileSync(join(folder, 'spotify-report.md'), 'utf8')).toContain('not asked after a 429')
})

test('check:spotify shows an error and writes no report if the sign-in is cancelled or the settings are invalid', async () => {
  const declined = await openSpotify()
  const one = start(declined.folder, '')
  await goThrough(await one.address(), 'mira', 'cancel').catch(() => undefined)
  expect(await one.ended).toBe(1)
  expect(one.output()).toContain('Spotify sent back: access_denied')
  const broken = await openSpotify({ SPOTIFY_CLIENT_ID: '[32 letters and digits]' })
  const other = start(broken.folder, '')
  expect(await other.ended).toBe(1)
  expect(other.output()).toContain('SPOTIFY_CLIENT_ID ')
  expect([declined, broken].some(({ folder }) => existsSync(join(folder, 'spotify-report.md')))).toBe(false)
})
