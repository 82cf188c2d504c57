import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import type { Servers } from '../../../support/servers.ts'
import {
  countOutages,
  createRedis,
  hasRedis,
  type TestRedis,
  untilRedisConnects,
} from '../../../support/services/redis.ts'
import { createRelay, type Relay } from '../../../support/services/relay.ts'

let redis: TestRedis
let relay: Relay
let servers: Servers

test.beforeEach(async () => {
  test.skip(!hasRedis, 'Needs redis-server, which is installed automatically on Debian only')
  redis = await createRedis()
  await redis.start()
  const url = new URL(redis.url)
  relay = await createRelay(Number(url.port))
  url.port = String(relay.port)
  servers = await startServers({ REDIS_URL: url.href }, 2)
  await untilRedisConnects(servers)
})

test.afterEach(async () => {
  await servers.stop()
  await relay.close()
  await redis.kill()
})

const signal = (name: NodeJS.Signals) => servers.instances.map(({ child }) => child.kill(name))
const refreshes = () => servers.spotify.requests().filter(({ grantType }) => grantType === 'refresh_token').length

async function signedIn(): Promise<Visitor> {
  servers.spotify.settings.rotation = true
  const visitor = new Visitor(servers)
  // The token is immediately due for a refresh.
  await visitor.signIn('mira', 50)
  servers.spotify.clearRequests()
  return visitor
}

/** Requests the same page from both instances and returns their responses. While the instances are frozen, the requests wait. */
const viewOnBoth = ({ cookies }: Visitor) =>
  Promise.all(
    servers.instances.map((_, instance) => {
      const copy = new Visitor(servers, cookies)
      copy.instance = instance
      return copy.send('/profile')
    }),
  )

const freezes: { title: string; frozenMs: number; meanwhile?: () => void }[] = [
  { title: 'for a short time', frozenMs: 1_000 },
  { title: 'while their connections were reset', frozenMs: 1_000, meanwhile: () => relay.forget() },
  { title: 'for longer than an idle connection stays open', frozenMs: 11_000 },
  { title: 'while their connections were lost', frozenMs: 11_000, meanwhile: () => relay.silence() },
]

for (const { title, frozenMs, meanwhile } of freezes) {
  test(`two instances that were frozen ${title} share one refresh and each have one Redis connection`, async () => {
    const outages = countOutages(servers)
    for (let run = 0; run < 3; run++) {
      const visitor = await signedIn()
      signal('SIGSTOP')
      await pause(frozenMs)
      meanwhile?.()
      const views = viewOnBoth(visitor)
      await pause(200)
      signal('SIGCONT')
      const startMs = performance.now()
      const answers = await views
      const ms = Math.round(performance.now() - startMs)
      const connections = redis.ask('client', 'list').split('\n').length - 1
      console.log(`${title}: ${refreshes()} refresh, ${ms} ms, ${connections} connections`)
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect(refreshes()).toBe(1)
      expect(relay.open()).toBe(2)
    }
    expect(countOutages(servers)).toEqual(outages)
  })
}

test('if two instances are frozen during a refresh, both use its response', async () => {
  for (let run = 0; run < 3; run++) {
    const visitor = await signedIn()
    servers.spotify.faults.set({ name: 'slow', where: 'token', delayMs: 600_000, times: 1 })
    const views = viewOnBoth(visitor)
    await expect.poll(refreshes).toBe(1)
    signal('SIGSTOP')
    servers.spotify.faults.clear()
    await pause(3_000)
    signal('SIGCONT')
    expect((await views).map(({ status }) => status)).toEqual([200, 200])
    expect(refreshes()).toBe(1)
  }
})
