import { expect, test } from '@playwright/test'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { type Servers, startServers } from '../../../support/servers.ts'
import { createRelay, type Relay } from '../../../support/services/relay.ts'

let servers: Servers
/** Two relays between the app instance and Spotify: one for the Web API and one for the accounts service. */
let relays: Relay[]

test.beforeEach(async () => {
  servers = await startServers()
  const port = Number(new URL(servers.spotifyOrigin).port)
  relays = await Promise.all([createRelay(port), createRelay(port)])
  const [api, accounts] = relays.map((relay) => `http://127.0.0.1:${relay.port}`)
  await servers.startInstance({ SPOTIFY_API_URL: api ?? '', SPOTIFY_ACCOUNTS_URL: accounts ?? '' })
})

test.afterEach(async () => {
  await servers.stop()
  for (const relay of relays) await relay.close()
})

async function visitorOf(tokenSeconds: number): Promise<Visitor> {
  const visitor = new Visitor(servers)
  visitor.instance = 1
  await visitor.signIn('mira', tokenSeconds)
  return visitor
}

/** Simulates a serverless function or laptop that is suspended while the network drops its connections. */
function freezeAndThaw(): void {
  const { child } = servers.instances[1] ?? servers.app
  child.kill('SIGSTOP')
  for (const relay of relays) relay.forget()
  child.kill('SIGCONT')
}

const tokenRequests = () => servers.spotify.requests().filter(({ path }) => path === '/api/token').length

test('the first page view after a server freeze still loads its data', async () => {
  const visitor = await visitorOf(3_600)
  // This page makes four parallel calls, which leave several connections open.
  expect((await visitor.visit('/listening')).status).toBe(200)
  freezeAndThaw()
  expect((await visitor.visit('/playlists')).body).toContain('Night ferry, all of it')
  expect((await visitor.visit('/profile')).body).toContain('mira')
})

test('the first page view after a server freeze refreshes the token with a single request', async () => {
  // The token has less than a minute left, so the next page view refreshes it.
  const visitor = await visitorOf(50)
  servers.spotify.clearRequests()
  freezeAndThaw()
  expect((await visitor.visit('/playlists')).body).toContain('Night ferry, all of it')
  expect(tokenRequests()).toBe(1)
})
