import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { agreeAs, expect } from '../../../../../tests/support/fixtures.ts'
import type { Servers } from '../../../../../tests/support/servers.ts'
import { Visitor } from '../../../../../tests/support/visitor.ts'
import { startServers } from '../../../../support/description/watched-servers.ts'
import { test } from '../../../../support/own-servers.ts'
import { createRedis, hasRedis } from '../../../../support/services/redis.ts'

const calls = ({ spotify }: Servers) => spotify.requests().map(({ path }) => path)

for (const { fault, code, retryAfter } of [
  { fault: { name: 'rate_limited', retryAfter: 120 }, code: 'rate_limited', retryAfter: 120 },
  { fault: { name: 'rate_limited', retryAfter: null }, code: 'rate_limited', retryAfter: 30 },
  { fault: { name: 'quota' }, code: 'quota_exceeded', retryAfter: 48_925 },
  { fault: { name: 'quota', retryAfter: 'soon' }, code: 'quota_exceeded', retryAfter: 3_600 },
] as const) {
  test(`after one refused call, an endpoint keeps returning ${code} with a retryAfter of up to ${retryAfter}`, async ({
    own,
    visitor,
  }) => {
    own.spotify.faults.set(fault)
    const first = await visitor.send('/api/playlists')
    expect(first.status).toBe(429)
    expect(JSON.parse(first.body)).toMatchObject({ error: { code, retryAfter } })
    own.spotify.faults.clear()
    for (let press = 0; press < 5; press++) {
      const { error } = JSON.parse((await visitor.send('/api/playlists')).body)
      expect(error.code).toBe(code)
      expect(error.retryAfter).toBeLessThanOrEqual(retryAfter)
    }
    expect(calls(own)).toEqual(['/v1/me/playlists'])
    expect((await visitor.send('/api/me')).status, 'an endpoint without a rate limit').toBe(200)
  })
}

test('a rate limit applies to all visitors, and calls resume when it ends', async ({ own, visitor }) => {
  const other = new Visitor(own)
  await other.signIn('ada')
  own.spotify.clearRequests()
  own.spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
  expect((await visitor.visit('/playlists')).body).toContain('Too many requests')
  expect((await other.visit('/playlists')).body).toContain('Too many requests')
  expect(calls(own)).toEqual(['/v1/me/playlists'])
  await expect(async () => expect((await other.visit('/playlists')).body).toContain('href="/playlists/')).toPass()
  expect(calls(own)).toHaveLength(2)
})

test('the server waits out a short rate limit, so visitors see no error', async ({ own, visitor }) => {
  own.spotify.faults.set({ name: 'rate_limited', retryAfter: 1, times: 1 })
  expect((await visitor.send('/api/playlists')).status).toBe(200)
  expect(calls(own)).toHaveLength(2)
})

test('if a sign-in exceeds the quota, the page shows the reset time, and the session stays valid', async ({
  own,
  page,
}) => {
  const { app, spotify } = own
  await page.goto(`${app.origin}/api/auth/login?returnTo=/account`)
  await agreeAs(page, 'mira')
  spotify.faults.set({ name: 'quota', where: '/v1/me' })
  await page.goto(`${app.origin}/api/auth/login?returnTo=/account&switch=1`)
  await agreeAs(page, 'ada')
  await expect(page).toHaveURL(/\/login\?reason=quota_exceeded&returnTo=%2Faccount&until=\d{10}$/)
  const until = Number(new URL(page.url()).searchParams.get('until'))
  expect(Math.abs(until - Date.now() / 1_000 - 48_925)).toBeLessThan(60)
  await page.goto(`${app.origin}/account`)
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
})

test('a rate limit on the token endpoint applies to all visitors', async ({ own }) => {
  const visitors = [new Visitor(own), new Visitor(own)]
  await visitors[0]?.signIn('mira', 1)
  await visitors[1]?.signIn('ada', 1)
  own.spotify.clearRequests()
  own.spotify.faults.set({ name: 'rate_limited', where: 'token', retryAfter: 40, times: 1 })
  for (const visitor of visitors)
    await expect.poll(async () => (await visitor.send('/playlists')).status, { message: 'the page' }).toBe(503)
  const refreshes = own.spotify.requests().filter(({ path }) => path === '/api/token')
  expect(refreshes.map(({ status }) => status)).toEqual([429])
})

test('with Redis, a rate limit reaches all instances, including those that start later', async () => {
  test.skip(!hasRedis, 'Needs redis-server, which is installed automatically on Debian only')
  const redis = await createRedis()
  await redis.start()
  const servers = await startServers({ REDIS_URL: redis.url }, 2)
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  servers.spotify.clearRequests()
  servers.spotify.faults.set({ name: 'quota' })
  const statusAt = async (instance: number) => {
    visitor.instance = instance
    return (await visitor.send('/api/playlists')).status
  }
  expect(await statusAt(0)).toBe(429)
  servers.spotify.faults.clear()
  // The message about the rate limit takes a moment to reach the other instance.
  await expect.poll(() => statusAt(1)).toBe(429)
  servers.spotify.clearRequests()
  // The health check makes the new instance connect to Redis, and the instance then reads two message channels.
  const reads = () => Number(redis.ask('info', 'commandstats').match(/zrange:calls=(\d+)/)?.[1])
  const before = reads()
  await servers.startInstance({})
  await expect.poll(() => reads() - before).toBeGreaterThanOrEqual(2)
  expect(await statusAt(2)).toBe(429)
  expect(calls(servers)).toEqual([])
  await servers.stop()
  await redis.kill()
})

test('with Redis, the longer of two rate limits applies, regardless of which one arrives first', async () => {
  test.skip(!hasRedis, 'Needs redis-server, which is installed automatically on Debian only')
  const redis = await createRedis()
  await redis.start()
  const servers = await startServers({ REDIS_URL: redis.url })
  const { faults } = servers.spotify
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  const requests = [`/api/playlists/${playlistIds.miraMixed}/items`, '/api/playlists']
  // The first request to a route takes longer, because the app loads the route's code.
  for (const path of requests) await visitor.send(path)
  // Both requests are sent before either gets a response, and the shorter limit arrives last.
  for (const { where, retryAfter, delayMs } of [
    { where: '/v1/playlists', retryAfter: 600, delayMs: 3_000 },
    { where: '/v1/me/playlists', retryAfter: 20, delayMs: 5_000 },
  ]) {
    faults.set({ name: 'slow', where, delayMs })
    faults.set({ name: 'rate_limited', where, retryAfter })
  }
  await Promise.all(requests.map((path) => visitor.send(path)))
  const [board = ''] = redis.ask('keys', 'stagedoor:cooldown:*').split('\n')
  const untilMs = () => Number(redis.ask('zscore', board, 'playlists rate_limited'))
  await expect.poll(() => redis.ask('info', 'commandstats')).toMatch(/cmdstat_publish:calls=2,/)
  expect(untilMs() - Date.now()).toBeGreaterThan(500_000)
  await servers.stop()
  await redis.kill()
})
