import { describe, expect, test } from 'vitest'
import { type RefreshResult, refreshIfNeeded, refreshSession } from '@/lib/session/refresh'
import { fingerprint } from '@/lib/session/seal'
import { signOut } from '@/lib/session/sign-in'
import { createSetup, day, sessionIn, signedIn, TestJar, tokenRequests, withTokenLeft } from '../support.ts'

const sessionFrom = (result: RefreshResult | null) => {
  if (result?.kind !== 'fresh') throw new Error(`Expected a fresh session, got ${JSON.stringify(result)}`)
  return result.session
}

describe('refreshIfNeeded', () => {
  test('a token with at least a minute left is not refreshed before a page renders', async () => {
    const setup = await withTokenLeft(60_000)
    expect(await refreshIfNeeded(setup.context, setup.jar)).toBeNull()
    expect(tokenRequests(setup)).toBe(0)
    expect(setup.jar.written).toHaveLength(1)
  })

  test.each([false, true])(
    'a token with less than a minute left is refreshed and saved before a page renders (rotation: %s)',
    async (rotation) => {
      const setup = await withTokenLeft(59_999)
      setup.emulator.settings.rotation = rotation
      const before = await sessionIn(setup)
      const refreshed = sessionFrom(await refreshIfNeeded(setup.context, setup.jar))
      const after = await sessionIn(setup)
      expect(refreshed.accessToken).toBe(after.accessToken)
      expect(after.accessToken).not.toBe(before.accessToken)
      expect(after.refreshToken === before.refreshToken).toBe(!rotation)
      expect(after).toMatchObject({ id: before.id, consentedAtMs: before.consentedAtMs, viewer: before.viewer })
    },
  )

  test.each([
    ['refresh_refused', undefined],
    ['client_refused', 'client_rejected'],
  ] as const)(
    'an unexpired token stays in use after the fault %s, and the page is not delayed',
    async (name, reason) => {
      const setup = await withTokenLeft(1_001)
      const [session, startedAt] = [await sessionIn(setup), setup.clock.ms]
      setup.emulator.faults.set({ name })
      const result = await refreshIfNeeded(setup.context, setup.jar)
      // If Spotify rejects the client, the result includes that failure, so a wrong secret is logged before the token expires.
      const failure = reason && expect.objectContaining({ reason })
      expect(result).toEqual({ kind: 'fresh', session, ...(failure && { failure }) })
      expect(setup.clock.ms).toBe(startedAt)
      expect(setup.jar.written).toHaveLength(1)
    },
  )

  test('an unexpired token stays in use during an outage, and the session survives even if the token expires', async () => {
    const setup = await withTokenLeft(1)
    const session = await sessionIn(setup)
    setup.emulator.faults.set({ name: 'server_error', where: 'token' })
    expect(await refreshIfNeeded(setup.context, setup.jar)).toMatchObject({ kind: 'fresh', session })
    setup.clock.ms += 1
    expect(await refreshIfNeeded(setup.context, setup.jar)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'spotify_unavailable' },
    })
    expect(setup.jar.written).toHaveLength(1)
    setup.emulator.faults.clear()
    setup.clock.ms += 1_000
    expect(await refreshIfNeeded(setup.context, setup.jar)).toMatchObject({ kind: 'fresh' })
    expect(setup.jar.written).toHaveLength(2)
  })

  test('if Spotify refuses a refresh, the app gives other tabs time to refresh, keeps the cookie and reveals no token', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.faults.set({ name: 'refresh_refused' })
    const [{ refreshToken }, startedAt] = [await sessionIn(setup), setup.clock.ms]
    const result = await refreshIfNeeded(setup.context, setup.jar)
    expect(result).toEqual({ kind: 'retry', refused: fingerprint(refreshToken) })
    expect(setup.clock.ms - startedAt).toBe(2_500)
    expect(setup.jar.written).toHaveLength(1)
  })

  test('a wrong Client ID or secret is reported, but does not end the session', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.faults.set({ name: 'client_refused' })
    expect(await refreshIfNeeded(setup.context, setup.jar)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'client_rejected' },
    })
    expect(setup.jar.written).toHaveLength(1)
  })

  test('no token is requested if there is no session or if the visitor’s consent has expired', async () => {
    const setup = createSetup()
    expect(await refreshIfNeeded(setup.context, setup.jar)).toBeNull()
    await signedIn(setup)
    setup.clock.ms += 180 * day
    expect(await refreshIfNeeded(setup.context, setup.jar)).toBeNull()
    expect(tokenRequests(setup)).toBe(0)
  })
})

describe('refreshSession', () => {
  test('a refresh fails and keeps the previous cookie if the new tokens do not fit into a cookie', async () => {
    const setup = await withTokenLeft(0)
    const session = { ...(await sessionIn(setup)), id: 'x'.repeat(3_000) }
    const before = setup.jar.get('session')
    expect(await refreshSession(setup.context, setup.jar, session)).toMatchObject({
      kind: 'unavailable',
      failure: { reason: 'spotify_unavailable' },
    })
    expect(setup.jar.get('session')).toEqual(before)
  })

  test('a session ends only if Spotify refuses its refresh token twice', async () => {
    const setup = await withTokenLeft(0)
    setup.emulator.revokeConsent()
    const session = await sessionIn(setup)
    const refused = fingerprint(session.refreshToken)
    const refresh = (refused?: string) =>
      refreshSession(setup.context, setup.jar, session, { isAccessRefused: true, ...(refused && { refused }) })
    expect(await refresh()).toEqual({ kind: 'retry', refused })
    expect(await refresh('another')).toEqual({ kind: 'retry', refused })
    expect(setup.jar.get('session')).toBeDefined()
    expect(await refresh(refused)).toMatchObject({ kind: 'ended', failure: { reason: 'consent_expired' } })
    expect(setup.jar.get('ended')?.value).toBe(refused)
  })

  test('after the visitor signs out, the session cannot be refreshed, and no token is requested', async () => {
    const setup = await withTokenLeft(0)
    const session = await sessionIn(setup)
    await signOut(setup.context, setup.jar)
    const jar = new TestJar()
    expect(await refreshSession(setup.context, jar, session)).toMatchObject({
      kind: 'ended',
      failure: { reason: 'signed_out' },
    })
    expect(jar.written).toEqual([])
    expect(tokenRequests(setup)).toBe(0)
  })
})
