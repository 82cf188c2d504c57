import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, request, test } from '@playwright/test'
import { freePort, type Running, startNode } from '../../../../scripts/processes.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { allowWriting, type Image, makeImage } from '../../../support/apps/dockerfile.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { hasNginx, startDeployedNginx } from '../../../support/services/nginx.ts'
import { createRedis, hasRedis } from '../../../support/services/redis.ts'

/** Tests the instructions in `docs/deploy.md` without containers, by running the Dockerfile's steps in plain folders. */
test.describe.configure({ mode: 'serial' })

const place = mkdtempSync(join(tmpdir(), 'stagedoor-image-'))
let image: Image

test.beforeAll(async () => {
  // Allows time for a build, which can take minutes on a busy machine.
  test.setTimeout(900_000)
  image = await makeImage(place)
})

test.afterAll(async () => {
  await allowWriting(join(place, 'image'), true)
  await rm(place, { recursive: true })
})

const start = (port: number, settings: Record<string, string>): Promise<Running> =>
  startNode(image.command, port, { ...image.environment, ...settings }, { cwd: image.folder, ...image.as })

const isHealthy = (port: string) =>
  spawnSync(process.execPath, image.healthCheck, { env: { ...process.env, PORT: port } }).status === 0

test('the Dockerfile builds an image that runs as a user without write access', async () => {
  const servers = await startServers({}, 1, start)
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  const { status, body } = await visitor.visit('/playlists')
  expect(status).toBe(200)
  expect(body).toContain('Night ferry, all of it')
  const client = await request.newContext({ baseURL: servers.app.origin })
  for (const path of ['/', '/icon.svg', '/icon-192.png', '/opengraph-image', '/manifest.webmanifest'])
    expect((await client.get(path)).status(), path).toBe(200)
  const [style = ''] = (await (await client.get('/')).text()).match(/\/_next\/static\/[^"]+\.css/) ?? []
  expect((await client.get(style)).status(), style).toBe(200)
  expect(servers.app.output()).not.toMatch(/EACCES|EROFS|EPERM|standalone/)
  const { port } = new URL(servers.app.origin)
  expect(isHealthy(port)).toBe(true)
  await servers.stop()
  expect(isHealthy(port)).toBe(false)
})

test('the image contains no secrets or .env files from the machine that built it', () => {
  const found = spawnSync('grep', ['-rlE', 'SPOTIFY_CLIENT_SECRET=|SESSION_PASSWORD=', image.folder], {
    encoding: 'utf8',
  })
  expect(found.stdout).toBe('')
  expect(spawnSync('find', [image.folder, '-name', '.env*'], { encoding: 'utf8' }).stdout).toBe('')
})

test('two containers behind nginx, configured as documented, share a sign-in through Redis', async () => {
  test.skip(!hasNginx || !hasRedis, 'Needs nginx and redis-server, which are installed automatically on Debian only')
  const redis = await createRedis()
  await redis.start()
  const [port, httpPort] = [await freePort(), await freePort()]
  const servers = await startServers({ APP_URL: `https://127.0.0.1:${port}`, REDIS_URL: redis.url }, 2, start)
  const upstreams = servers.instances.map(({ origin }) => origin)
  const nginx = await startDeployedNginx({ port, httpPort, upstreams })
  const client = await request.newContext({ baseURL: nginx.origin, ignoreHTTPSErrors: true, maxRedirects: 0 })

  const visit = await client.get(`http://127.0.0.1:${httpPort}/playlists?page=2`)
  expect([visit.status(), visit.headers().location]).toEqual([308, `${nginx.origin}/playlists?page=2`])
  const login = await client.get('/api/auth/login?returnTo=/playlists')
  const query = new URL(login.headers().location ?? '').search.slice(1)
  const agreed = await client.post(`${servers.spotifyOrigin}/authorize`, {
    form: { query, person: 'mira', answer: 'agree' },
  })
  const end = await client.get(agreed.headers().location ?? '')
  expect(end.headers().location).toBe(`${nginx.origin}/playlists`)
  for (let view = 0; view < 4; view++) expect(await (await client.get('/playlists')).text()).toContain('Night ferry')
  for (const origin of upstreams)
    await expect
      .poll(async () => (await client.get(`${origin}/api/health`)).json())
      .toMatchObject({ configured: true, redis: 'reachable' })
  // nginx rejects requests above the rate limit, so they do not reach the app. Requests for build files are not rate-limited.
  const flood = await Promise.all(Array.from({ length: 200 }, () => client.get('/api/health')))
  expect(flood.map((answer) => answer.status())).toEqual(expect.arrayContaining([200, 429]))

  await Promise.all([nginx.stop(), servers.stop(), redis.kill()])
})

test.describe('serverless host', () => {
  const manifest = (name: string) => JSON.parse(readFileSync(`.next/${name}`, 'utf8'))

  test('the proxy and all functions use the Node.js runtime', () => {
    expect(manifest('server/functions-config-manifest.json').functions['/_middleware'].runtime).toBe('nodejs')
    expect(manifest('server/middleware-manifest.json')).toMatchObject({ middleware: {}, functions: {} })
  })

  test('a preview deployment without APP_URL does not start sign-ins, and the log says which variable to set', async () => {
    const preview = { APP_URL: '', VERCEL_ENV: 'preview', VERCEL_PROJECT_PRODUCTION_URL: 'music.example.com' }
    const servers = await startServers(preview, 1, start)
    const client = await request.newContext({ baseURL: servers.app.origin, maxRedirects: 0 })
    for (const path of ['/api/auth/login', '/playlists'])
      expect((await client.get(path)).headers().location, path).toMatch(/(?:^|:\d+)\/setup$/)
    expect(servers.app.output()).toContain('APP_URL is not set. Set it to the public origin of this app')
    await servers.stop()
  })

  test('no page with visitor data is prerendered or revalidated', () => {
    const { routes, dynamicRoutes } = manifest('prerender-manifest.json')
    expect(Object.keys(routes)).toEqual(expect.arrayContaining(['/icon.svg', '/opengraph-image']))
    for (const [path, { initialRevalidateSeconds }] of Object.entries<{ initialRevalidateSeconds: unknown }>(routes)) {
      expect(path).toMatch(/\.\w+$|^\/(?:opengraph-image|_global-error)$/)
      expect(initialRevalidateSeconds, path).toBe(false)
    }
    expect(dynamicRoutes).toEqual({})
  })
})
