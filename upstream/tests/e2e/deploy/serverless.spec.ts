import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { startNode } from '../../../../scripts/processes.ts'
import { apiAddresses, pageAddresses } from '../../../../tests/support/addresses.ts'
import { ask, unhandledLines } from '../../../../tests/support/browserless.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { buildFunctions, layOutFunctions, measureFunctions, outputFolder } from '../../../support/serverless/build.ts'
import { type Servers, startServers } from '../../../support/servers.ts'
import { countOutages, createRedis, hasRedis, type TestRedis } from '../../../support/services/redis.ts'
import { createRelay } from '../../../support/services/relay.ts'
import { WaitingVisitor } from '../../../support/waiting-visitor.ts'

/** Access tokens with less than a minute left are still valid but due for a refresh. */
const dueSeconds = 50
const router = 'upstream/support/serverless/router.ts'

let functions: string
let redis: TestRedis

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(900_000)
  await buildFunctions()
  functions = await layOutFunctions()
  redis = await createRedis()
  if (hasRedis) await redis.start()
})

test.afterAll(async () => {
  await redis.kill()
  await rm(functions, { recursive: true, force: true })
})

/** Starts the functions behind a router. Each function runs in two processes of its own. */
async function withFunctions(
  environment: Record<string, string>,
  run: (
    servers: Servers,
    control: (name: 'freeze' | 'thaw' | 'starts') => Promise<Record<string, number>>,
  ) => Promise<void>,
): Promise<void> {
  const servers = await startServers(environment, 1, (port, settings) =>
    startNode([router, resolve(outputFolder), functions], port, settings),
  )
  const control = async (name: string) => (await fetch(`${servers.app.origin}/_router/${name}`)).json()
  await run(servers, control).finally(servers.stop)
}

async function signedIn(servers: Servers, tokenSeconds = 3_600): Promise<Visitor> {
  const visitor = new WaitingVisitor(servers)
  await visitor.signIn('mira', tokenSeconds)
  servers.spotify.clearRequests()
  if (tokenSeconds === 1) {
    servers.spotify.expireAccessTokens()
    await new Promise((resolve) => setTimeout(resolve, 1_100))
  }
  return visitor
}

/** Starts both instances of the functions for the playlists page, and waits until they are connected to Redis, if it is used. */
async function warmUp(servers: Servers): Promise<void> {
  const visitor = await signedIn(servers)
  const visitAll = async () => {
    for (const path of ['/playlists', '/api/auth/refresh?returnTo=/account'])
      await Promise.all(Array.from({ length: 24 }, () => visitor.send(path)))
    return countOutages(servers).ongoing
  }
  await expect.poll(visitAll, { timeout: 120_000 }).toBe(0)
}

const refreshes = ({ spotify }: Servers) =>
  spotify.requests().filter(({ grantType }) => grantType === 'refresh_token').length
const hasData = ({ status, body }: { status: number; body: string }) =>
  status === 200 && body.includes('Night ferry, all of it')

test('every function is smaller than 10 MB', async () => {
  const sizes = await measureFunctions()
  expect(sizes.size).toBeGreaterThan(20)
  for (const [name, size] of sizes) expect(size, name).toBeLessThan(10_000_000)
})

test('every function needs less than three seconds of CPU time to start and respond to its first request', async () => {
  await withFunctions({}, async (servers, control) => {
    const visitor = await signedIn(servers)
    for (const path of [...pageAddresses, '/api/me', '/api/playlists']) await visitor.send(path)
    const sizes = await measureFunctions()
    const table = Object.entries(await control('starts')).map(([instance, ms]) => {
      const [name = ''] = instance.split('#')
      return { name, megabytes: ((sizes.get(name) ?? 0) / 1_000_000).toFixed(1), startMs: Math.round(ms) }
    })
    console.table(table)
    for (const { name, startMs } of table) expect(startMs, name).toBeLessThan(3_000)
  })
})

test('a visitor can sign in and sign out, and all pages and API endpoints have security headers', async () => {
  await withFunctions({}, async (servers) => {
    const { origin } = servers.app
    const visitor = await signedIn(servers)
    const cookie = `session=${visitor.cookies.get('session')}`
    expect(hasData(await visitor.visit('/playlists'))).toBe(true)

    for (const path of pageAddresses) {
      const { status, headers, body } = await ask(origin, path, { headers: { cookie } })
      expect(status, path).toBe(path === '/nowhere' ? 404 : 200)
      const [, nonce] = String(headers['content-security-policy']).match(/'nonce-([^']+)'/) ?? []
      expect(nonce, path).toBeTruthy()
      const scripts = body.match(/<script[^>]*>/g) ?? []
      expect(scripts.length, path).toBeGreaterThan(0)
      for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`)
      expect(headers['cache-control'], path).toContain('no-store')
      expect(headers['x-content-type-options'], path).toBe('nosniff')
    }
    for (const path of apiAddresses) {
      const { headers } = await ask(origin, path, { headers: { cookie } })
      expect(headers['content-security-policy'], path).toContain("default-src 'none'")
      expect(headers['cache-control'], path).toContain('no-store')
    }
    for (const path of ['/robots.txt', '/icon.svg', '/opengraph-image']) {
      const { status, headers } = await ask(origin, path)
      expect(status, path).toBe(200)
      expect(headers['content-security-policy'], path).toContain("default-src 'none'")
    }

    await visitor.signOut()
    expect(visitor.cookies.has('session')).toBe(false)
    expect((await visitor.send('/account')).location).toContain('/login')
    expect(unhandledLines(servers.app.output())).toEqual([])
  })
})

test('excess query parameters are rejected, and a long User-Agent header does not delay the response', async () => {
  await withFunctions({}, async (servers) => {
    const { origin } = servers.app
    const query = Array.from({ length: 2_000 }, (_, index) => `p${index}`).join('&')
    for (const path of ['/privacy', '/playlists', '/api/health', '/nowhere']) {
      const { status, body } = await ask(origin, `${path}?${query}`)
      expect({ status, body }, path).toEqual({ status: 414, body: 'Too many parameters' })
    }
    // Sends enough requests to start both instances of each function. Later requests reach a running instance.
    const fastestMs = async (agent: string) => {
      const times = []
      for (let request = 0; request < 12; request++)
        times.push((await ask(origin, '/privacy', { headers: { 'user-agent': agent } })).ms)
      return Math.min(...times)
    }
    const usualMs = await fastestMs('Mozilla/5.0')
    expect(await fastestMs('x'.repeat(14_000))).toBeLessThan(10 * usualMs)
  })
})

test('a visitor whose session was revoked can sign in again', async () => {
  await withFunctions({}, async (servers) => {
    const visitor = await signedIn(servers)
    const copy = new Visitor(servers, visitor.cookies)
    await visitor.signOut()
    // As after a late response, the browser has both the revocation cookie and a copy of the revoked session's cookie.
    for (const [name, value] of copy.cookies) if (!visitor.cookies.has(name)) visitor.cookies.set(name, value)
    await visitor.signIn('mira')
    expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  })
})

test('a page view refreshes a token that is about to expire, and the page already uses the new token', async () => {
  await withFunctions({}, async (servers) => {
    const visitor = await signedIn(servers, dueSeconds)
    const before = visitor.cookies.get('session')
    expect(hasData(await visitor.visit('/playlists'))).toBe(true)
    expect(visitor.cookies.get('session')).not.toBe(before)
    expect(hasData(await visitor.visit('/playlists'))).toBe(true)
    expect(refreshes(servers)).toBe(1)
  })
})

test('without Redis, 50 concurrent page views cause at most one token request per proxy instance', async () => {
  await withFunctions({}, async (servers) => {
    servers.spotify.settings.rotation = true
    await warmUp(servers)
    const visitor = await signedIn(servers, 1)
    const views = await Promise.all(Array.from({ length: 50 }, () => visitor.visit('/playlists')))
    expect(views.filter(hasData)).toHaveLength(50)
    expect(refreshes(servers)).toBeLessThanOrEqual(2)
  })
})

test.describe('with Redis', () => {
  test.skip(!hasRedis, 'Needs redis-server, which is installed automatically on Debian only')

  test('50 concurrent page views cause a single token request', async () => {
    await withFunctions({ REDIS_URL: redis.url }, async (servers) => {
      servers.spotify.settings.rotation = true
      await warmUp(servers)
      const visitor = await signedIn(servers, 1)
      const views = await Promise.all(Array.from({ length: 50 }, () => visitor.visit('/playlists')))
      expect(views.filter(hasData)).toHaveLength(50)
      expect(refreshes(servers)).toBe(1)
    })
  })

  test('after a visitor signs out, every function rejects copies of their session cookie', async () => {
    await withFunctions({ REDIS_URL: redis.url }, async (servers) => {
      const owner = await signedIn(servers)
      const copy = new Visitor(servers, owner.cookies)
      expect(hasData(await copy.visit('/playlists'))).toBe(true)
      await owner.signOut()
      // Each request may reach a different instance.
      for (let request = 0; request < 6; request++) {
        const stolen = new Visitor(servers, [['session', copy.cookies.get('session') ?? '']])
        await expect.poll(async () => (await stolen.send('/api/me')).status).toBe(401)
        await expect.poll(async () => hasData(await stolen.visit('/playlists'))).toBe(false)
      }
    })
  })

  test('functions that were frozen while the network dropped their connections still refresh a token only once', async () => {
    const relay = await createRelay(Number(new URL(redis.url).port))
    const url = new URL(redis.url)
    url.port = String(relay.port)
    await withFunctions({ REDIS_URL: url.href }, async (servers, control) => {
      await warmUp(servers)
      for (let round = 0; round < 3; round++) {
        const visitor = await signedIn(servers, dueSeconds)
        await visitor.send('/account')
        await control('freeze')
        relay.forget()
        await new Promise((resolve) => setTimeout(resolve, 5_000))
        await control('thaw')
        servers.spotify.clearRequests()
        const views = await Promise.all(Array.from({ length: 10 }, () => visitor.visit('/playlists')))
        expect(views.filter(hasData)).toHaveLength(10)
        expect.soft(refreshes(servers), `round ${round + 1}`).toBe(1)
      }
    })
    await relay.close()
  })
})
