import { expect, test } from '@playwright/test'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import type { Servers } from '../../../support/servers.ts'

/**
 * Two app instances. On serverless hosts, each page and route handler may run in its own process, so these tests choose an
 * instance for each request.
 */
let servers: Servers

test.beforeAll(async () => {
  servers = await startServers({}, 2)
})
test.afterAll(() => servers.stop())

const reload = { 'cache-control': 'no-cache' }
const calls = () => servers.spotify.requests().filter(({ path }) => path === '/v1/me/playlists').length

test('after a JSON request reloads the data in one process, a page in another process shows the latest data', async () => {
  const visitor = new Visitor(servers)
  visitor.instance = 0
  await visitor.signIn('mira')
  servers.spotify.clearRequests()
  for (let view = 0; view < 2; view++) await visitor.send('/playlists')
  expect(calls()).toBe(1)
  visitor.instance = 1
  await visitor.send('/api/playlists')
  visitor.instance = 0
  await visitor.send('/playlists')
  expect(calls(), 'an ordinary JSON request').toBe(2)
  visitor.instance = 1
  await visitor.send('/api/playlists', 'GET', reload)
  visitor.instance = 0
  await visitor.send('/playlists')
  expect(calls(), 'a reload').toBe(4)
})

test('a callback that another process has already handled leads to the requested page', async () => {
  const visitor = new Visitor(servers)
  const callback = await visitor.agree('mira')
  for (const instance of [0, 1]) {
    visitor.instance = instance
    expect((await visitor.send(callback)).location).toBe(`${servers.app.origin}/account`)
  }
})
