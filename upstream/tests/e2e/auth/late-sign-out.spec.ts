import { expect } from '../../../../tests/support/fixtures.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { test } from '../../../support/description/watched-test.ts'

/** Access tokens with less than a minute left are still valid but due for a refresh. */
const dueSeconds = 50

test('if the visitor signs out while a JSON request is refreshing the token, the request returns 401', async ({
  servers,
  spotify,
}) => {
  spotify.settings.accessTokenSeconds = dueSeconds
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  spotify.faults.set({ name: 'slow', where: 'token', delayMs: 600_000 })
  spotify.clearRequests()
  const late = visitor.send('/api/me')
  await expect.poll(() => spotify.requests().length).toBe(1)
  await visitor.signOut()
  spotify.faults.clear()
  const { status, cookies } = await late
  expect([status, cookies]).toEqual([401, []])
  expect(spotify.requests().map(({ path }) => path)).toEqual(['/api/token'])
})

test('if the visitor signs out during a JSON request that needs no token refresh, the request returns 401', async ({
  servers,
  spotify,
}) => {
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  spotify.faults.set({ name: 'slow', where: '/v1/me/playlists', delayMs: 600_000 })
  spotify.clearRequests()
  const late = visitor.send('/api/playlists?limit=1')
  await expect.poll(() => spotify.requests().length).toBe(1)
  await visitor.signOut()
  spotify.faults.clear()
  expect((await late).status).toBe(401)
})

test('a sign-out during a JSON request does not affect the next sign-in', async ({ servers, spotify }) => {
  spotify.settings.accessTokenSeconds = dueSeconds
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  spotify.settings.accessTokenSeconds = 3_600
  spotify.faults.set({ name: 'slow', where: '/v1/me/playlists', delayMs: 600_000 })
  spotify.clearRequests()
  const late = visitor.send('/api/playlists?limit=1')
  await expect.poll(() => spotify.requests().map(({ path }) => path)).toContain('/v1/me/playlists')
  await visitor.signOut()
  await visitor.signIn('ada')
  spotify.faults.clear()
  const { status, cookies } = await late
  expect([status, cookies]).toEqual([401, []])
  expect(JSON.parse((await visitor.send('/api/me')).body)).toMatchObject({ id: 'ada' })
})
