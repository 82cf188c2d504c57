import { describe, expect, test } from 'vitest'
import { readSessionCookie } from '@/lib/session/cookies'
import { type RefreshVisit, refreshAndReturn } from '@/lib/session/refresh'
import { fingerprint, seal } from '@/lib/session/seal'
import { wasJustRefreshed } from '@/lib/session/session'
import {
  createSetup,
  day,
  newPassword,
  sessionIn,
  sessionOf,
  signedIn,
  TestJar,
  type TestSetup,
  tokenRequests,
  withTokenLeft,
} from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'

const returnTo = '/playlists?page=2'
const visit = (setup: TestSetup, query: Omit<RefreshVisit, 'returnTo'> = {}, jar = setup.jar) =>
  refreshAndReturn(setup.context, jar, { returnTo, ...query })
const queryOf = (path: string) => {
  const url = new URL(path, 'http://x')
  expect([url.pathname, url.searchParams.get('returnTo')]).toEqual(['/api/auth/refresh', returnTo])
  return { refused: url.searchParams.get('refused'), replaced: url.searchParams.get('replaced') }
}

describe('/api/auth/refresh', () => {
  test('if Spotify rejects a token that has not expired, the refresh endpoint replaces the token and redirects back', async () => {
    const setup = await withTokenLeft(50 * 60_000)
    setup.emulator.expireAccessTokens()
    const before = await sessionIn(setup)
    const refreshed = await visit(setup)
    const { accessToken } = await sessionIn(setup)
    expect(accessToken).not.toBe(before.accessToken)
    expect(queryOf(refreshed.path)).toEqual({ refused: null, replaced: fingerprint(before.accessToken) })
    expect(await visit(setup, queryOf(refreshed.path))).toEqual({ path: returnTo })
    expect(tokenRequests(setup)).toBe(1)
  })

  test('if the browser rejects cookies, the refresh endpoint shows an error instead of redirecting endlessly', async () => {
    const setup = await withTokenLeft(0)
    const lost = setup.jar.copy()
    const refreshed = await visit(setup, {}, lost)
    expect(await visit(setup, queryOf(refreshed.path))).toMatchObject({ failure: { reason: 'login_failed' } })
    expect(setup.jar.get('session')).toBeDefined()
    expect(tokenRequests(setup)).toBe(1)
  })

  test('the refresh endpoint accepts a request from a browser that still sends its old cookie', async () => {
    const setup = await withTokenLeft(0)
    const old = setup.jar.copy()
    await visit(setup)
    setup.clock.ms += 29_999
    const held = await visit(setup, {}, old)
    setup.clock.ms += 60_000
    expect(await visit(setup, queryOf(held.path), old)).toEqual({ path: returnTo })
    expect(tokenRequests(setup)).toBe(1)
  })

  test('if new tokens expire immediately, the refresh endpoint shows an error instead of redirecting endlessly', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.settings.accessTokenSeconds = 1
    const refreshed = await visit(setup)
    setup.clock.ms += 1_000
    expect(await visit(setup, queryOf(refreshed.path))).toMatchObject({ failure: { reason: 'spotify_unavailable' } })
    expect(setup.jar.get('session')).toBeDefined()
  })

  test('an incorrect token fingerprint in the refresh endpoint’s URL does not end the session', async () => {
    for (const replaced of ['x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      const setup = await withTokenLeft(0)
      expect((await visit(setup, { replaced })).failure?.reason).toBe('spotify_unavailable')
      expect(setup.jar.get('session')).toBeDefined()
      await visit(setup)
      expect(await visit(setup, { replaced })).toEqual({ path: returnTo })
    }
  })

  test('if a sign-in is completed in another tab, the refresh endpoint keeps the new session and redirects back', async () => {
    const setup = await withTokenLeft(0)
    const refreshed = await visit(setup)
    await signedIn(setup, 'otto')
    expect(await visit(setup, queryOf(refreshed.path))).toEqual({ path: returnTo })
    expect((await sessionIn(setup)).viewer.id).toBe('otto')
  })

  test('the refresh endpoint does not refresh a session’s token again within 29 seconds of the last refresh', async () => {
    const setup = await withTokenLeft(0)
    await visit(setup)
    setup.clock.ms += 28_999
    expect(await visit(setup)).toEqual({ path: returnTo })
    expect(tokenRequests(setup)).toBe(1)
  })

  test('the refresh endpoint replaces a rejected access token, unless that token was issued in the last 31 seconds', async () => {
    for (let age = 28_000; age <= 31_000; age += 250) {
      const setup = await withTokenLeft(1)
      await visit(setup)
      const { accessToken } = await sessionIn(setup)
      setup.emulator.expireAccessTokens()
      setup.clock.ms += age
      await visit(setup)
      const session = await sessionIn(setup)
      const isLastTry = wasJustRefreshed(session, setup.clock.ms)
      expect(isLastTry || session.accessToken !== accessToken, `${age} ms after a refresh`).toBe(true)
    }
  })

  test('the refresh endpoint retries a refused refresh once, and ends the session only if Spotify refuses the retry too', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.revokeConsent()
    const first = await visit(setup)
    expect(setup.jar.get('session')).toBeDefined()
    const second = await visit(setup, queryOf(first.path))
    expect(tokenRequests(setup)).toBe(2)
    expect(second.failure?.reason).toBe('consent_expired')
    expect(second.path).toBe('/login?reason=consent_expired&returnTo=%2Fplaylists%3Fpage%3D2')
    expect(await readSessionCookie(setup.context, setup.jar)).toBeNull()
  })

  test('a session that has a newer refresh token does not end if Spotify refuses an older one', async () => {
    const setup = await withTokenLeft(0)
    const winner = setup.jar.copy()
    setup.emulator.settings.rotation = true
    await visit(anotherInstance(setup), {}, winner)
    const first = await visit(setup)
    const late = setup.jar.copy()
    await visit(setup, queryOf(first.path), late)
    // The browser stores the cookie from the faster response first, then the cookies from the slower response.
    setup.jar.cookies.set('session', winner.get('session')?.value ?? '')
    for (const { name, value } of late.written) setup.jar.cookies.set(name, value)
    expect((await readSessionCookie(setup.context, setup.jar))?.viewer.id).toBe('mira')
  })

  test('a URL that marks a different refresh token as refused does not end the session', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.revokeConsent()
    for (const name of ['', 'x', 'A'.repeat(16), '__proto__', 'A'.repeat(100_000)]) {
      expect((await visit(setup, { refused: name })).failure).toBeUndefined()
      expect(setup.jar.get('session')).toBeDefined()
    }
  })

  test('after a refused refresh, a slower instance uses the cookie that was set by a faster instance', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.settings.rotation = true
    const slow = anotherInstance(setup)
    const slowJar = setup.jar.copy()
    await visit(setup)
    const first = await visit(slow, {}, slowJar)
    expect(slowJar.written).toEqual([])
    expect(await visit(slow, queryOf(first.path))).toEqual({ path: returnTo })
    expect(tokenRequests(setup)).toBe(2)
  })

  test('if there is no valid session, the refresh endpoint reports the reason and makes no token request', async () => {
    const setup = createSetup()
    expect((await visit(setup)).failure?.reason).toBe('signed_out')
    await signedIn(setup)
    setup.clock.ms += 180 * day
    expect((await visit(setup)).failure?.reason).toBe('consent_expired')
    expect(tokenRequests(setup)).toBe(0)
  })

  test.each(['client_refused', 'server_error'] as const)(
    'if a refresh fails because of the fault %s, the session is kept and no token is revealed',
    async (name) => {
      const setup = await withTokenLeft(0)
      setup.emulator.faults.set({ name, where: 'token' })
      const session = await sessionIn(setup)
      const { path, failure } = await visit(setup)
      expect(failure?.reason).toBe(name === 'client_refused' ? 'client_rejected' : 'spotify_unavailable')
      expect(setup.jar.get('session')).toBeDefined()
      for (const token of [session.accessToken, session.refreshToken])
        expect(JSON.stringify([path, failure])).not.toContain(token)
    },
  )

  test('the refresh endpoint does not overwrite a cookie that was sealed with an unknown password', async () => {
    const setup = createSetup()
    const jar = new TestJar([['session', await seal({ 2: newPassword }, 'session', sessionOf(setup), 60)]])
    expect((await visit(setup, {}, jar)).failure?.reason).toBe('signed_out')
    expect(jar.written).toEqual([])
  })
})
