import { expect, test } from '@playwright/test'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import type { Servers } from '../../../support/servers.ts'
import { createRedis, hasRedis, type TestRedis, untilRedisConnects } from '../../../support/services/redis.ts'
import { createRelay } from '../../../support/services/relay.ts'

/** Access tokens with less than a minute left are still valid but due for a refresh. */
const dueSeconds = 50

test.describe.configure({ mode: 'serial' })

let redis: TestRedis
let servers: Servers

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
test.beforeEach(async ({}, { title }) => {
  const usesRedis = !title.includes('without Redis')
  test.skip(usesRedis && !hasRedis, 'Needs redis-server, which is installed automatically on Debian only')
  redis = await createRedis()
  if (usesRedis) await redis.start()
  servers = await startServers(usesRedis ? { REDIS_URL: redis.url } : {}, 2)
  if (usesRedis) await untilRedisConnects(servers)
})

test.afterEach(async () => {
  redis.resume()
  await servers.stop()
  await redis.kill()
})

async function signedIn(seconds: number): Promise<Visitor> {
  const visitor = new Visitor(servers)
  await visitor.signIn('mira', seconds)
  servers.spotify.clearRequests()
  if (seconds === 1) {
    servers.spotify.expireAccessTokens()
    await new Promise((resolve) => setTimeout(resolve, 1_100))
  }
  return visitor
}

const refreshes = () => servers.spotify.requests().filter(({ grantType }) => grantType === 'refresh_token').length
const hasData = ({ body }: { body: string }) => body.includes('Night ferry, all of it')
const health = async (instance: number) => (await fetch(`${servers.instances[instance]?.origin}/api/health`)).json()
/** Returns the number of Redis calls, excluding those that open and check connections, and excluding the call to `info` itself. */
const commands = () => {
  const others = /^cmdstat_(?!(?:ping|auth|hello|select|client|subscribe|zrange|info)\b).*?calls=(\d+)/gm
  const calls = redis.ask('info', 'commandstats').matchAll(others)
  return [...calls].reduce((sum, [, count]) => sum + Number(count), 0)
}

test('a page view with a fresh token makes no calls to Redis and sets no cookies', async () => {
  const visitor = await signedIn(3_600)
  const start = commands()
  for (let view = 0; view < 10; view++) {
    const answer = await visitor.send('/playlists')
    expect(answer.cookies).toEqual([])
  }
  expect(commands()).toBe(start)
})

test('tokens in Redis are sealed, and every entry is short-lived', async () => {
  const visitor = await signedIn(dueSeconds)
  expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  const keys = redis.ask('keys', '*').split('\n').sort()
  expect(keys.map((key) => key.split(':')[1])).toEqual(['attempt', 'refresh'])
  const [attempt = '', refresh = ''] = keys
  // This key marks a used sign-in attempt, and is kept for as long as the attempt could be replayed.
  expect(redis.ask('get', attempt)).toBe('1')
  expect(redis.ask('get', refresh)).toMatch(/^Fe26\.2\*/)
  for (const [key, longestMs] of [
    [attempt, 660_000],
    [refresh, 60_000],
  ] as const) {
    expect(Number(redis.ask('pttl', key))).toBeGreaterThan(0)
    expect(Number(redis.ask('pttl', key))).toBeLessThanOrEqual(longestMs)
  }
})

test('restarting Redis does not end any session, and the outage is logged once', async () => {
  const visitor = await signedIn(dueSeconds)
  visitor.instance = 0
  const start = servers.app.output().length
  const redisLog = () =>
    servers.app
      .output()
      .slice(start)
      .match(/Redis [^"]+/g)
  await redis.kill()
  servers.spotify.settings.accessTokenSeconds = dueSeconds
  for (let view = 0; view < 3; view++) expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  expect(await health(0)).toMatchObject({ redis: 'away' })
  expect(redisLog()).toEqual(['Redis is not reachable; continuing without it'])
  await redis.start()
  await expect.poll(async () => (await health(0)).redis).toBe('reachable')
  expect(redisLog()).toEqual(['Redis is not reachable; continuing without it', 'Redis is reachable again'])
})

test('the health check reports that Redis is unreachable, even if the app has not used Redis yet', async () => {
  const { origin } = await servers.startInstance({ REDIS_URL: 'redis://127.0.0.1:1' })
  expect(await (await fetch(`${origin}/api/health`)).json()).toMatchObject({ redis: 'away' })
})

test('if Redis does not respond, a refresh is delayed only briefly', async () => {
  const visitor = await signedIn(dueSeconds)
  redis.pause()
  expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  expect(refreshes()).toBe(1)
})

test('if Redis is emptied after a refresh, at most one more refresh is made', async () => {
  const visitor = await signedIn(dueSeconds)
  expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  redis.ask('flushall')
  expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  expect(refreshes()).toBeLessThanOrEqual(2)
})

test('an instance that is killed during a refresh does not block the other instances', async () => {
  const visitor = await signedIn(1)
  servers.spotify.faults.set({ name: 'slow', where: 'token', delayMs: 60_000, times: 1 })
  visitor.instance = 0
  const lost = visitor.visit('/playlists').catch(() => 'lost')
  await expect.poll(() => redis.ask('keys', 'stagedoor:lock:*')).toContain('stagedoor:lock:')
  servers.instances[0]?.child.kill('SIGKILL')
  expect(await lost).toBe('lost')
  visitor.instance = 1
  expect(hasData(await visitor.visit('/playlists'))).toBe(true)
})

test('after a visitor signs out, every instance rejects copies of their session cookie', async () => {
  const owner = await signedIn(3_600)
  const copies = [0, 1].map((instance) => {
    const copy = new Visitor(servers, owner.cookies)
    copy.instance = instance
    return copy
  })
  for (const copy of copies) expect(hasData(await copy.visit('/playlists'))).toBe(true)
  await owner.signOut()
  for (const copy of copies) {
    await expect.poll(async () => (await copy.send('/playlists')).location).toContain('reason=signed_out')
    expect((await copy.send('/api/me')).status).toBe(401)
  }
})

test('even an instance that silently lost its Redis connection soon rejects a signed-out session', async () => {
  const relay = await createRelay(Number(new URL(redis.url).port))
  const url = new URL(redis.url)
  url.port = String(relay.port)
  await servers.startInstance({ REDIS_URL: url.href })
  const owner = await signedIn(3_600)
  owner.instance = 0
  const copy = new Visitor(servers, owner.cookies)
  copy.instance = 2
  expect(hasData(await copy.visit('/playlists'))).toBe(true)
  relay.silence()
  await owner.signOut()
  expect(hasData(await copy.visit('/playlists'))).toBe(true)
  const location = async () => (await copy.send('/playlists')).location
  await expect.poll(location, { timeout: 20_000 }).toContain('reason=signed_out')
  await expect.poll(async () => (await health(2)).redis, { timeout: 20_000 }).toBe('reachable')
  await relay.close()
})

test('without Redis, a late response from another instance does not undo a sign-out', async () => {
  const visitor = await signedIn(dueSeconds)
  const tab = new Visitor(servers, visitor.cookies)
  ;[tab.instance, visitor.instance] = [0, 1]
  const late = await tab.send('/playlists')
  expect(late.cookies.map((cookie) => cookie.split('=')[0])).toEqual(['session'])
  await visitor.signOut()
  expect(visitor.cookies.has('session')).toBe(false)
  // The browser receives the new cookie only after the sign-out.
  visitor.cookies.set('session', tab.cookies.get('session') ?? '')
  const next = await visitor.send('/playlists')
  expect(next.location).toContain('reason=signed_out')
  expect(visitor.cookies.has('session')).toBe(false)
})

test('without Redis, the slower of two refreshes does not remove the session cookie', async () => {
  servers.spotify.settings.rotation = true
  const visitor = await signedIn(1)
  const loser = new Visitor(servers, visitor.cookies)
  ;[visitor.instance, loser.instance] = [0, 1]
  expect(hasData(await visitor.visit('/playlists'))).toBe(true)
  const lost = await loser.send('/playlists')
  expect(lost.cookies).toEqual([])
  const { pathname, search } = new URL(lost.location ?? '')
  expect(pathname + search).toMatch(/^\/api\/auth\/refresh\?returnTo=%2Fplaylists&refused=/)
  // In a browser, this tab would already have the new cookie that the other tab received.
  loser.cookies.set('session', visitor.cookies.get('session') ?? '')
  expect(hasData(await loser.visit(pathname + search))).toBe(true)
})
