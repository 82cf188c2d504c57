import { readdirSync, readFileSync } from 'node:fs'
import type { Response } from '@playwright/test'
import { unsealData } from 'iron-session'
import { type FaultName, faultWords } from '../emulator/fault-words.ts'
import { playlistIds } from '../emulator/library.ts'
import { ask } from '../support/browserless.ts'
import { expect, signInFromHome, test } from '../support/fixtures.ts'
import { test as withOwnServers } from '../support/own-servers.ts'
import { sceneGroups } from '../support/scenes.ts'
import { secretsIn } from '../support/secrets.ts'
import { sessionPassword, startServers } from '../support/servers.ts'
import { Visitor } from '../support/visitor.ts'

test('no token, code, secret or password reaches a page, a script, a header, an address or the log', async ({
  page,
  servers,
  spotify,
}) => {
  const found: string[] = []
  const checks: Promise<void>[] = []
  let answers = 0
  const look = async (response: Response) => {
    const headers = JSON.stringify(response.headers())
    const body = await response.text().catch(() => '')
    answers++
    for (const secret of secretsIn(headers + body)) found.push(`${secret} in ${response.url()}`)
  }
  // Spotify's own answer leads back with the code, as it must.
  page.on('response', (response) => {
    if (response.url().startsWith(servers.app.origin)) checks.push(look(response))
  })

  await page.goto('/')
  await signInFromHome(page, 'mira')
  await page.getByRole('searchbox').fill('ferry')
  await expect(page.getByText(/^\d+ of 120 playlists$/)).toBeVisible()
  await page.getByRole('link', { name: 'Night ferry, all of it', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  spotify.expireAccessTokens()
  for (const path of ['/profile', '/account', '/setup', '/privacy', `/playlists/${playlistIds.miraMixed}?page=2`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  for (const name of ['html', 'server_error', 'unauthorized', 'cut', 'cut_midway'] as const) {
    spotify.faults.set({ name, where: 'api' })
    await page.goto('/playlists')
    await expect(page.getByRole('main')).toBeVisible()
    spotify.faults.clear()
  }
  await page.goto('/api/auth/callback?error=server_error&state=x')
  await Promise.all(checks)
  expect(found).toEqual([])
  expect(secretsIn(servers.app.output())).toEqual([])
  expect(answers).toBeGreaterThan(30)
})

/** All of an answer that a browser gets, but for the cookies, which are sealed. */
const toText = ({ status, location = '', body }: { status: number; location?: string | undefined; body: string }) =>
  `${status} ${location} ${body}`

const scenes = Object.values(sceneGroups)
  .flat()
  .filter(({ isUnderWay }) => !isUnderWay)

withOwnServers(
  `no secret is in the page, the payload or the log of any of ${scenes.length} scenes`,
  async ({ own }) => {
    const found: string[] = []
    const people = new Map<string, Visitor>()
    for (const { name, as, path, breakSpotify } of scenes) {
      own.spotify.reset()
      const visitor = (as && people.get(as)) || new Visitor(own)
      if (as && !people.has(as)) await visitor.signIn(as)
      breakSpotify?.(own.spotify)
      for (const headers of [{}, { rsc: '1' }])
        for (const secret of secretsIn(toText(await visitor.send(path, 'GET', headers))))
          found.push(`${secret} in ${name}`)
      for (const secret of secretsIn(own.app.output())) found.push(`${secret} in the log after ${name}`)
    }
    expect(found).toEqual([])
  },
)

const places = ['api', 'token'] as const
/** Without those that take their time; the limits come last, since the app remembers them. */
const remembered: readonly string[] = ['rate_limited', 'quota']
const faultNames = (Object.keys(faultWords) as FaultName[])
  .filter((name) => !['slow', 'drip', 'huge'].includes(name))
  .sort((a, b) => remembered.indexOf(a) - remembered.indexOf(b))
const paths = ['/playlists', '/profile', '/api/me']

withOwnServers(
  `no secret is in what the app says or logs in any of ${faultNames.length} faults, at the API and at the token endpoint`,
  async ({ own }) => {
    const found: string[] = []
    for (const where of places)
      for (const name of faultNames) {
        own.spotify.reset()
        own.spotify.settings.accessTokenSeconds = 50
        const visitor = new Visitor(own)
        await visitor.signIn('mira')
        own.spotify.faults.set({ name, where })
        const said = []
        for (const path of paths) said.push(toText(await visitor.send(path)))
        const other = new Visitor(own)
        const callback = await other.agree('ada').catch(() => '/api/auth/callback?error=server_error')
        said.push(toText(await other.send(callback)))
        for (const secret of secretsIn(said.join() + own.app.output())) found.push(`${secret} with ${name} at ${where}`)
      }
    expect(found).toEqual([])
  },
)

test('state, verifier and code of a sign-in are in no later answer and no clear cookie, and with Node’s debug switches on in no log', async () => {
  // Next's own switch, DEBUG, writes whole addresses: SECURITY.md says so.
  const debug = { NODE_DEBUG: 'http,https,net,tls,fetch,undici' }
  const servers = await startServers(debug)
  const { app } = servers
  const visitor = new Visitor(servers)
  const callback = await visitor.agree('mira')
  const { state = '', code = '' } = Object.fromEntries(new URLSearchParams(callback.split('?')[1]))
  const [attempt = ''] = visitor.cookies.values()
  const { attempt: stored } = await unsealData<{ attempt: { verifier: string } }>(attempt, {
    password: { 1: sessionPassword },
  })
  const secrets = [state, code, stored.verifier]
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(40)
  expect(secretsIn(attempt, secrets)).toEqual([])

  const found: string[] = []
  const look = async (path: string) => {
    const answer = await visitor.send(path)
    for (const secret of secretsIn(toText(answer) + answer.cookies.join(), secrets))
      found.push(`${secret} at ${path.split('?')[0]}`)
    for (const secret of secretsIn(app.output(), secrets))
      found.push(`${secret} in the log after ${path.split('?')[0]}`)
  }
  await look(callback)
  expect(app.output(), 'Node is talkative').toContain('received response to POST')
  for (const path of ['/playlists', '/account', '/api/me', '/login', callback, '/setup', '/api/auth/refresh'])
    await look(path)
  const stranger = await ask(app.origin, callback, { method: 'POST', body: 'x'.repeat(100_000) })
  expect(stranger.status).toBe(405)
  await look('/nowhere')
  expect(found).toEqual([])
  await servers.stop()
})

test('the browser’s files hold no secret, no source map and nothing of the server', () => {
  const files = readdirSync('.next/static', { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name))
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([])
  const inner = ['client_secret', 'code_verifier', 'iron-session', 'oauth4webapi']
  const found = files.flatMap((name) =>
    secretsIn(readFileSync(`.next/static/${name}`, 'latin1'), inner).map((text) => `${text} in ${name}`),
  )
  expect(found).toEqual([])
  expect(files.length).toBeGreaterThan(15)
})

test('every answer that depends on a session may be kept by nobody', async ({ context, signIn }) => {
  await signIn('mira')
  const paths = ['/', '/login', '/playlists', '/profile', '/account', '/api/me', '/api/playlists', '/api/auth/login']
  for (const path of [...paths, '/api/auth/callback', '/api/auth/refresh', '/api/auth/logout', '/nowhere']) {
    const answer = await context.request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['cache-control'], path).toMatch(/^private, (?:no-cache, )?no-store/)
  }
})

test('the session travels in a cookie that scripts and other sites cannot read, of at most 1,100 bytes', async ({
  context,
  page,
  signIn,
}) => {
  await signIn('mira')
  const cookies = await context.cookies(page.url())
  expect(cookies).toMatchObject([{ name: 'session', httpOnly: true, sameSite: 'Lax', path: '/', secure: false }])
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(header.length).toBeLessThanOrEqual(1_100)
})
