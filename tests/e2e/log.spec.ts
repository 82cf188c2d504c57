import { test as base, expect } from '@playwright/test'
import { playlistIds } from '../emulator/library.ts'
import { type Servers, startServers } from '../support/servers.ts'
import { Visitor } from '../support/visitor.ts'

/** Servers for one test alone: their log is what it looks at. */
const test = base.extend<{ servers: Servers; visitor: Visitor }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
  servers: async ({}, use) => {
    const servers = await startServers()
    await use(servers)
    await servers.stop()
  },
  visitor: async ({ servers }, use) => {
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    servers.spotify.clearRequests()
    await use(visitor)
  },
})

type Line = Record<string, unknown>

const logOf = ({ app }: Servers): Line[] =>
  app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

for (const { fault, code, status } of [
  { fault: 'server_error', code: 'spotify_unavailable', status: 503 },
  { fault: 'forbidden', code: 'forbidden', status: 403 },
  { fault: 'not_registered', code: 'not_registered', status: 403 },
  { fault: 'bad_request', code: 'invalid_request', status: 400 },
  { fault: 'quota', code: 'quota_exceeded', status: 429 },
] as const) {
  test(`${code} is one line, with what Spotify calls its answer, on a page and in JSON`, async ({
    servers,
    visitor,
  }) => {
    servers.spotify.faults.set({ name: fault })
    await visitor.visit(`/playlists/${playlistIds.miraPrivate}?page=1&private=yes`)
    await visitor.send('/api/me')
    const [page, json] = servers.spotify.requests()
    const lines = logOf(servers)
    expect(lines).toMatchObject([
      { level: 'warn', code, status, address: '/playlists/ID', requestId: page?.traceId },
      { level: 'warn', code, status, address: '/api/me', requestId: json?.traceId },
    ])
    expect(String(page?.traceId)).toMatch(/^[0-9a-f]{16}$/)
    const text = servers.app.output()
    for (const private_ of [playlistIds.miraPrivate, 'private=yes', 'Mira', 'Night ferry', 'Bearer', 'BQ'])
      expect(text, private_).not.toContain(private_)
  })
}

test('a failed sign-in is one line, and so is a request that cannot be used', async ({ servers, visitor }) => {
  servers.spotify.faults.set({ name: 'client_refused' })
  await visitor.signIn('ada')
  await visitor.send('/api/playlists?limit=0&secret=s3cret')
  await visitor.send('/api/auth/logout', 'POST', { origin: 'https://evil.example' })
  const exchange = servers.spotify.requests().find(({ path }) => path === '/api/token')
  expect(logOf(servers)).toMatchObject([
    {
      code: 'client_rejected',
      address: '/api/auth/callback',
      status: 502,
      detail: '400 invalid_client',
      requestId: exchange?.traceId,
    },
    { code: 'invalid_request', address: '/api/playlists', status: 400 },
    { code: 'forbidden', address: '/api/auth/logout', status: 403 },
  ])
  expect(servers.app.output()).not.toContain('s3cret')
})

test('what is no failure leaves no line', async ({ servers, visitor }) => {
  await visitor.visit('/playlists')
  await visitor.visit('/login')
  await new Visitor(servers).visit('/playlists')
  await new Visitor(servers).send('/api/me')
  expect(logOf(servers)).toEqual([])
})
