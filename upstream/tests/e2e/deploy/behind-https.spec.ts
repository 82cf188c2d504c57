import { type APIRequestContext, type APIResponse, request } from '@playwright/test'
import { maxReturnToLength } from '../../../../lib/session/urls.ts'
import { freePort, type Running } from '../../../../scripts/processes.ts'
import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { type PersonId, personOf } from '../../../../tests/emulator/data/people.ts'
import { expect, signInFromHome } from '../../../../tests/support/fixtures.ts'
import type { Servers } from '../../../../tests/support/servers.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { test as base } from '../../../support/description/watched-test.ts'
import { hasNginx, type Nginx, startDeployedNginx, startNginx } from '../../../support/services/nginx.ts'

/** Two app instances behind an nginx server that terminates TLS and caches every cacheable response. */
const test = base.extend<object, { publicPort: number; nginx: Nginx }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
  publicPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  servers: [
    async ({ publicPort }, use) => {
      const servers = await startServers({ APP_URL: `https://127.0.0.1:${publicPort}` }, 2)
      await use(servers)
      await servers.stop()
    },
    { scope: 'worker' },
  ],
  nginx: [
    async ({ publicPort, servers }, use) => {
      const nginx = await startNginx({ port: publicPort, upstreams: upstreamsOf(servers) })
      await use(nginx)
      await nginx.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ nginx }, use) => use(nginx.origin),
  ignoreHTTPSErrors: true,
})

test.skip(!hasNginx, 'Needs nginx and openssl, which are installed automatically on Debian only')

const upstreamsOf = ({ instances = [] }: Servers & { instances?: Running[] }) => instances.map(({ origin }) => origin)

const publicPages = ['/', '/login', '/login?reason=state_mismatch', '/privacy', '/terms', '/setup', '/no-such-page']
const privatePages = [
  '/account',
  '/profile',
  '/playlists',
  '/playlists?page=2',
  `/playlists/${playlistIds.miraPrivate}`,
]
const privateJson = [
  '/api/me',
  '/api/playlists',
  '/api/playlists?offset=50&limit=50',
  `/api/playlists/${playlistIds.miraPrivate}/items`,
]
const otherAddresses = [
  '/api/auth/login?returnTo=%2Faccount',
  '/api/auth/refresh?returnTo=%2Fplaylists',
  '/api/auth/callback',
  '/api/auth/callback?state=x&code=y',
  '/api/auth/logout',
  '/api/health',
  '/api/canonical',
]
const addresses = [...publicPages, ...privatePages, ...privateJson, ...otherAddresses]

type Caller = { person: PersonId | null; client: APIRequestContext }

const newClient = (baseURL: string) => request.newContext({ baseURL, ignoreHTTPSErrors: true, maxRedirects: 0 })

/** Gives consent on the consent page and returns the callback URL. */
async function agree({ client, person }: Caller, { spotifyOrigin }: Servers, returnTo = '/account'): Promise<string> {
  const login = await client.get(`/api/auth/login?returnTo=${encodeURIComponent(returnTo)}`)
  const query = new URL(login.headers().location ?? '').search.slice(1)
  const form = { query, person: person ?? '', answer: 'agree' }
  const agreed = await client.post(`${spotifyOrigin}/authorize`, { form })
  return agreed.headers().location ?? ''
}

async function signedIn(person: PersonId, { origin }: Nginx, servers: Servers): Promise<Caller> {
  const caller = { person, client: await newClient(origin) }
  const end = await caller.client.get(await agree(caller, servers))
  expect(end.headers().location).toBe(`${origin}/account`)
  return caller
}

const setCookies = (answer: APIResponse) =>
  answer.headersArray().flatMap(({ name, value }) => (/^set-cookie$/i.test(name) ? [value] : []))

/** Returns a cookie with its value and dates removed, such as `__Host-session=…; Path=/; …`. */
const cookieShape = (cookie: string) =>
  cookie
    .replace(/(?<==)[^;]*/, '…')
    .split('; ')
    .filter((part) => !/^(Expires|Max-Age)=/.test(part))
    .map((part) => part.replace(/^__Host-login\..*/, '__Host-login.ID=…'))

test('behind HTTPS, cookies are Secure and bound to the host, and responses have an HSTS header', async ({
  nginx,
  servers,
}) => {
  const caller: Caller = { person: 'mira', client: await newClient(nginx.origin) }
  const attributes = ['Path=/', 'Secure', 'HttpOnly', 'SameSite=lax']
  const login = await caller.client.get('/api/auth/login')
  expect(setCookies(login).map(cookieShape)).toEqual([['__Host-login.ID=…', ...attributes]])
  const callback = await caller.client.get(await agree(caller, servers))
  expect(setCookies(callback).map(cookieShape)).toEqual(
    expect.arrayContaining([
      ['__Host-session=…', ...attributes],
      ['__Host-login.ID=…', ...attributes],
    ]),
  )
  for (const path of [...publicPages, ...privatePages, '/api/me']) {
    const answer = await caller.client.get(path)
    expect(answer.headers()['strict-transport-security'], path).toBe('max-age=63072000')
  }
  const signOut = await caller.client.post('/api/auth/logout', { headers: { origin: nginx.origin } })
  const names = setCookies(signOut).map(cookieShape)
  expect(names.filter(([name]) => name === '__Host-session=…')).toEqual([['__Host-session=…', ...attributes]])
  for (const [name] of names) expect(name).toMatch(/^__Host-/)
})

test.describe('browser behind nginx', () => {
  // Expects warnings, because the emulator, unlike Spotify, serves its pictures over HTTP.
  test.use({ expectedProblems: [/Mixed Content: .*\/pictures\//] })

  test('behind nginx, a visitor can sign in, open pages and sign out', async ({ page, context }) => {
    await page.goto('/')
    await signInFromHome(page, 'mira')
    const cookies = await context.cookies(page.url())
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-session'])
    expect(cookies[0]).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
    const rows = page.getByRole('main').locator('a[href^="/playlists/"]')
    await page.getByRole('searchbox').fill('ferry')
    await expect(page.getByText(/^\d+ of 120 playlists$/)).toBeVisible()
    await rows.first().click()
    await expect(page).toHaveURL(/\/playlists\/\w+/)
    await page.goto('/profile')
    await expect(page.getByRole('main')).toContainText('Mira Solvang')
    await page.goto('/account')
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/')
    await page.goto('/account')
    await expect(page).toHaveURL('/login?reason=signed_out&returnTo=%2Faccount')
  })
})

test('the nginx cache is active and serves static files', async ({ page, nginx }) => {
  const client = await newClient(nginx.origin)
  await page.goto('/')
  const file = (await page.locator('script[src^="/_next/static/"]').first().getAttribute('src')) ?? ''
  await client.get(file)
  const again = await client.get(file)
  expect(again.headers()['x-cache-status']).toBe('HIT')
})

test('with a shared cache, no visitor gets a page, a cookie or a redirect meant for another visitor', async ({
  nginx,
  servers,
  spotify,
}) => {
  // Tokens are due for a refresh immediately, so page views set cookies.
  spotify.settings.accessTokenSeconds = 50
  const givenTo = new Map<string, Caller>()

  async function call(caller: Caller, path: string, headers: Record<string, string> = {}): Promise<void> {
    const { client, person } = caller
    const answer = await client.get(path, { headers })
    const about = `${person ?? 'nobody'} at ${path}`
    const { 'x-cache-status': cacheStatus, 'cache-control': cacheControl, location = '' } = answer.headers()
    const body = await answer.text()
    expect(answer.status(), about).toBeLessThan(500)
    expect(cacheStatus, about).not.toBe('HIT')
    const all = body + JSON.stringify(answer.headersArray())
    for (const other of ['mira', 'vera'] as const) {
      if (other === person) continue
      expect(all, about).not.toContain(personOf(other).displayName)
      expect(all, about).not.toContain(personOf(other).accountId)
    }
    // Each sealed value and each state must be sent to only one visitor.
    const sealed = setCookies(answer).flatMap((cookie) => cookie.match(/Fe26\.2[^;]*/) ?? [])
    const state = location.match(/[?&]state=([^&]{20,})/)?.slice(1) ?? []
    for (const value of [...sealed, ...state]) {
      expect(givenTo.get(value) ?? caller, about).toBe(caller)
      givenTo.set(value, caller)
    }
    if (setCookies(answer).length > 0 || path.startsWith('/api/auth/'))
      expect(cacheControl, about).toBe('private, no-store')
    if (headers.rsc) return
    if (person && ['/account', '/profile', '/api/me'].includes(path))
      expect(body, about).toContain(personOf(person).displayName)
    if (!person && privateJson.includes(path)) expect(answer.status(), about).toBe(401)
    if (!person && privatePages.includes(path))
      expect(location, about).toBe(`/login?reason=signed_out&returnTo=${encodeURIComponent(path)}`)
    if (person && privatePages.includes(path)) expect(location, about).toBe('')
  }

  const nobody = async (): Promise<Caller> => ({ person: null, client: await newClient(nginx.origin) })
  const stranger = await nobody()
  for (const path of addresses) await call(stranger, path)
  const mira = await signedIn('mira', nginx, servers)
  const vera = await signedIn('vera', nginx, servers)
  const rounds = [
    [mira, vera, await nobody()],
    [await nobody(), vera, mira],
    [vera, mira, stranger],
  ]
  for (const callers of rounds)
    for (const path of addresses) {
      for (const caller of callers) await call(caller, path)
      for (const caller of callers) await call(caller, path, { rsc: '1' })
    }
  for (const path of addresses) await Promise.all([mira, vera, stranger].map((caller) => call(caller, path)))
  expect(givenTo.size).toBeGreaterThan(20)
  for (const caller of [mira, vera]) expect([...givenTo.values()]).toContain(caller)
})

test('with a shared cache, opening another visitor’s callback URL returns none of their data', async ({
  nginx,
  servers,
}) => {
  const mira: Caller = { person: 'mira', client: await newClient(nginx.origin) }
  const vera = await signedIn('vera', nginx, servers)
  const nobody: Caller = { person: null, client: await newClient(nginx.origin) }
  const callback = await agree(mira, servers)
  const ends = async (caller: Caller) => (await caller.client.get(callback)).headers().location
  const refused = `${nginx.origin}/login?reason=state_mismatch&returnTo=%2F`
  for (const caller of [vera, nobody]) expect(await ends(caller)).toBe(refused)
  expect(await ends(mira)).toBe(`${nginx.origin}/account`)
  for (const caller of [vera, nobody]) {
    const answer = await caller.client.get(callback)
    expect(answer.headers().location).toBe(refused)
    expect(setCookies(answer)).toEqual([])
  }
  expect(await (await vera.client.get('/api/me')).text()).toContain('Vera Okonjo')
  expect((await nobody.client.get('/api/me')).status()).toBe(401)
})

test('with a shared cache, only visitors affected by a Spotify outage get an error page', async ({
  nginx,
  servers,
  spotify,
}) => {
  spotify.settings.expiresIn = { says: 1 }
  const mira = await signedIn('mira', nginx, servers)
  const nobody = await newClient(nginx.origin)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  spotify.faults.set({ name: 'cut', where: 'token' })
  const answer = await mira.client.get('/playlists')
  expect(answer.status()).toBe(503)
  expect(answer.headers()['retry-after']).toBe('30')
  expect(await answer.text()).toContain('Spotify')
  expect((await nobody.get('/playlists')).headers().location).toBe('/login?reason=signed_out&returnTo=%2Fplaylists')
})

test('the documented nginx configuration accepts the app’s longest requests and responses', async ({
  nginx,
  servers,
  spotify,
}) => {
  const deployed = await startDeployedNginx({
    port: await freePort(),
    httpPort: await freePort(),
    upstreams: upstreamsOf(servers),
  })
  // Spotify does not document a maximum token length, so this test uses a very long token.
  const { handle } = spotify
  spotify.handle = async (request, bindings) => {
    const response = await handle(request, bindings)
    if (new URL(request.url).pathname !== '/api/token') return response
    const tokens = (await response.json()) as { refresh_token: string }
    return Response.json({ ...tokens, refresh_token: tokens.refresh_token.padEnd(2_000, 'x') })
  }
  const mira: Caller = { person: 'mira', client: await newClient(deployed.origin) }
  const get = async (address: string) => {
    const answer = await mira.client.get(address)
    return { status: answer.status(), location: answer.headers().location }
  }
  const toCallback = async (returnTo: string) => new URL(await agree(mira, servers, returnTo)).search
  // In a query, an encoded `&` takes up three characters.
  const returnTo = '/playlists?q='.padEnd(maxReturnToLength, '&')
  const landing = { status: 303, location: nginx.origin + returnTo }

  expect(await get(`/api/auth/callback${await toCallback(returnTo)}`)).toEqual(landing)
  // The second sign-in also revokes the first session, so its response sets one more cookie.
  expect(await get(`/api/auth/callback${await toCallback(returnTo)}`)).toEqual(landing)
  for (const path of [...publicPages.slice(0, -1), ...privatePages]) expect((await get(path)).status, path).toBe(200)
  for (let tab = 0; tab < 8; tab++) await agree(mira, servers, returnTo)
  const { state = '' } = Object.fromEntries(new URLSearchParams(await toCallback(returnTo)))
  const failed = new URLSearchParams({ reason: 'access_denied', returnTo })
  expect(await get(`/api/auth/callback?error=access_denied&state=${state}`)).toEqual({
    status: 303,
    location: `${nginx.origin}/login?${failed}`,
  })
  expect(await get(`/login?${failed}`)).toMatchObject({ status: 200 })

  spotify.handle = handle
  await deployed.stop()
})

test('a request to localhost instead of 127.0.0.1 is redirected to the public URL', async ({ nginx }) => {
  const client = await newClient(nginx.origin.replace('127.0.0.1', 'localhost'))
  const answer = await client.get('/api/auth/login?returnTo=%2Fplaylists')
  expect(answer.headers().location).toBe(`${nginx.origin}/api/auth/login?returnTo=%2Fplaylists`)
  expect(setCookies(answer)).toEqual([])
})

test('a proxy’s forwarded headers do not change redirects or cookies', async ({ nginx, servers }) => {
  const lies = {
    Host: 'evil.example',
    Forwarded: 'host=evil.example;proto=http',
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Port': '81',
    'X-Forwarded-Proto': 'http',
  }
  const upstreams = upstreamsOf(servers)
  const liar = await startNginx({ port: await freePort(), upstreams, headers: lies })
  const silent = await startNginx({ port: await freePort(), upstreams, headers: {} })
  const told = await Promise.all([nginx, liar, silent].map(({ origin }) => outcomes(origin, nginx.origin)))
  await Promise.all([liar.stop(), silent.stop()])
  expect(told[1]).toEqual(told[0])
  expect(told[2]).toEqual(told[0])
  expect(JSON.stringify(told)).not.toContain('evil.example')
})

/** Returns the status, redirect URL and cookie attributes of each response that a signed-out visitor gets. */
async function outcomes(origin: string, publicOrigin: string) {
  const client = await newClient(origin)
  const answers = new Map<string, APIResponse>()
  for (const path of addresses) answers.set(path, await client.get(path))
  for (const from of [publicOrigin, 'https://other.example', 'http://127.0.0.1'])
    answers.set(`sign-out from ${from}`, await client.post('/api/auth/logout', { headers: { origin: from } }))
  return [...answers].map(([path, answer]) => ({
    path,
    status: answer.status(),
    location: answer.headers().location?.replace(/(?<=state=|code_challenge=)[^&]+/g, '…'),
    cookies: setCookies(answer).map(cookieShape),
  }))
}
