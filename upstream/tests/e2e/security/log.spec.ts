import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import type { Servers } from '../../../../tests/support/servers.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { test } from '../../../support/own-servers.ts'

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
  test(`each ${code} error on a page or JSON endpoint is logged on one line with Spotify’s trace ID`, async ({
    own,
    visitor,
  }) => {
    own.spotify.faults.set({ name: fault })
    await visitor.visit(`/playlists/${playlistIds.miraPrivate}?page=1&private=yes`)
    await visitor.send('/api/me')
    const [page, json] = own.spotify.requests()
    const lines = logOf(own)
    expect(lines).toMatchObject([
      { level: 'warn', code, status, address: '/playlists/ID', requestId: page?.traceId },
      { level: 'warn', code, status, address: '/api/me', requestId: json?.traceId },
    ])
    expect(String(page?.traceId)).toMatch(/^[0-9a-f]{16}$/)
    const text = own.app.output()
    for (const private_ of [playlistIds.miraPrivate, 'private=yes', 'Mira', 'Night ferry', 'Bearer', 'BQ'])
      expect(text, private_).not.toContain(private_)
  })
}

test('a failed sign-in and an invalid request each add one line to the log', async ({ own, visitor }) => {
  own.spotify.faults.set({ name: 'client_refused' })
  await visitor.signIn('ada')
  await visitor.send('/api/playlists?limit=0&secret=s3cret')
  await visitor.send('/api/auth/logout', 'POST', { origin: 'https://evil.example' })
  const exchange = own.spotify.requests().find(({ path }) => path === '/api/token')
  expect(logOf(own)).toMatchObject([
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
  expect(own.app.output()).not.toContain('s3cret')
})

test('successful requests are not logged', async ({ own, visitor }) => {
  await visitor.visit('/playlists')
  await visitor.visit('/login')
  await new Visitor(own).visit('/playlists')
  await new Visitor(own).send('/api/me')
  expect(logOf(own)).toEqual([])
})
