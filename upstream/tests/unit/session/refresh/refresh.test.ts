import { expect, test } from 'vitest'
import { type RefreshResult, refreshIfNeeded, refreshSession } from '@/lib/session/refresh'
import { createSetup, sessionIn, sessionOf, TestJar, withTokenLeft } from '../../../../../tests/unit/support.ts'

const sessionFrom = (result: RefreshResult | null) => {
  if (result?.kind !== 'fresh') throw new Error(`Expected a fresh session, got ${JSON.stringify(result)}`)
  return result.session
}

test('two sessions that share a refresh token keep their own data after a refresh', async () => {
  const setup = createSetup()
  const session = sessionOf(setup)
  const other = { ...session, id: 'another', viewer: { ...session.viewer, name: 'Another name' } }
  const [one, two] = (
    await Promise.all([session, other].map((each) => refreshSession(setup.context, new TestJar(), each)))
  ).map(sessionFrom)
  expect(one).toMatchObject({ id: session.id, viewer: session.viewer })
  expect(two).toMatchObject({ id: 'another', viewer: other.viewer, accessToken: one?.accessToken })
  expect(one?.accessToken).not.toBe(session.accessToken)
})

test('a session refreshed from a cached response keeps the original refresh time', async () => {
  const setup = createSetup()
  const session = sessionOf(setup)
  const { refreshedAtMs } = sessionFrom(await refreshSession(setup.context, new TestJar(), session))
  expect(refreshedAtMs).toBe(setup.clock.ms)
  setup.clock.ms += 29_999
  const again = sessionFrom(await refreshSession(setup.context, new TestJar(), session))
  expect(again.refreshedAtMs).toBe(refreshedAtMs)
})

test.each(['refresh_refused', 'client_refused', 'server_error'] as const)(
  'a refused access token that has not expired is not used again after the fault %s',
  async (name) => {
    const setup = await withTokenLeft(50 * 60_000)
    setup.emulator.faults.set(name === 'server_error' ? { name, where: 'token' } : { name })
    const session = await sessionIn(setup)
    const result = await refreshSession(setup.context, setup.jar, session, { isAccessRefused: true })
    expect(result.kind).toBe(name === 'refresh_refused' ? 'retry' : 'unavailable')
    expect(setup.jar.written).toHaveLength(1)
  },
)

test.each([
  { name: 'rate_limited', where: 'token' },
  { name: 'html', where: 'token' },
  { name: 'redirect', where: 'token' },
  { name: 'cut', where: 'token' },
  { name: 'huge', where: 'token' },
  { name: 'empty', where: 'token' },
] as const)('the fault $name at the token endpoint does not end the session', async (fault) => {
  const setup = await withTokenLeft(0)
  setup.emulator.faults.set(fault)
  expect(await refreshIfNeeded(setup.context, setup.jar)).toMatchObject({
    kind: 'unavailable',
    failure: { reason: 'spotify_unavailable' },
  })
  expect(setup.jar.written).toHaveLength(1)
})
