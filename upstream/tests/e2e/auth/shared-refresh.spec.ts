import { expect, test } from '@playwright/test'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import type { Servers } from '../../../support/servers.ts'
import { createRedis, hasRedis, untilRedisConnects } from '../../../support/services/redis.ts'
import { WaitingVisitor } from '../../../support/waiting-visitor.ts'

type Case = {
  token: 'expired' | 'rejected'
  instances: 1 | 2
  redis: boolean
  rotation: boolean
  mostTokenRequests: number
}

const cases: Case[] = [
  { token: 'expired', instances: 1, redis: false, rotation: false, mostTokenRequests: 1 },
  { token: 'expired', instances: 1, redis: false, rotation: true, mostTokenRequests: 1 },
  { token: 'rejected', instances: 1, redis: false, rotation: false, mostTokenRequests: 1 },
  { token: 'rejected', instances: 1, redis: false, rotation: true, mostTokenRequests: 1 },
  { token: 'expired', instances: 2, redis: true, rotation: false, mostTokenRequests: 1 },
  { token: 'expired', instances: 2, redis: true, rotation: true, mostTokenRequests: 1 },
  { token: 'expired', instances: 2, redis: false, rotation: false, mostTokenRequests: 2 },
  { token: 'expired', instances: 2, redis: false, rotation: true, mostTokenRequests: 2 },
]

const table: Record<string, string | number>[] = []

for (const each of cases) {
  const { token, instances, redis, rotation, mostTokenRequests } = each
  const where = instances === 1 ? 'one process' : `two processes ${redis ? 'with' : 'without'} Redis`
  const name = `${token} token, ${where}, ${rotation ? 'rotation' : 'no rotation'}`

  test(`50 concurrent page views share token refreshes (${name})`, async () => {
    test.skip(redis && !hasRedis, 'Needs redis-server, which is installed automatically on Debian only')
    const store = redis ? await createRedis() : undefined
    await store?.start()
    const servers = await startServers(store && { REDIS_URL: store.url }, instances)
    if (store) await untilRedisConnects(servers)
    servers.spotify.settings.rotation = rotation

    const visitor = await signedIn(servers, each)
    const views = await Promise.all(Array.from({ length: 50 }, () => visitor.visit('/playlists')))
    const tokenRequests = countTokenRequests(servers)
    const withData = views.filter(hasData).length
    const later = []
    for (let view = 0; view < 4; view++) later.push(hasData(await visitor.visit('/playlists')))
    const laterTokenRequests = countTokenRequests(servers) - tokenRequests
    table.push({ case: name, tokenRequests, withData, alive: later.every(Boolean) ? 'yes' : 'no', laterTokenRequests })

    expect(withData).toBe(50)
    expect(tokenRequests).toBeLessThanOrEqual(mostTokenRequests)
    expect(later).toEqual([true, true, true, true])
    expect(laterTokenRequests).toBe(0)
    await servers.stop()
    await store?.kill()
  })
}

test.afterAll(() => console.table(table))

async function signedIn(servers: Servers, { token, redis }: Case): Promise<Visitor> {
  const { spotify } = servers
  const visitor = redis ? new Visitor(servers) : new WaitingVisitor(servers)
  await visitor.signIn('mira', token === 'expired' ? 1 : 3_600)
  spotify.expireAccessTokens()
  if (token === 'expired') await new Promise((resolve) => setTimeout(resolve, 1_100))
  spotify.clearRequests()
  return visitor
}

const hasData = ({ status, body }: { status: number; body: string }) =>
  status === 200 && body.includes('Night ferry, all of it')

const countTokenRequests = ({ spotify }: Servers) =>
  spotify.requests().filter(({ grantType }) => grantType === 'refresh_token').length
