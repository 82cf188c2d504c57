import { describe, expect, test } from 'vitest'
import { finishSignIn } from '@/lib/session/sign-in'
import type { FaultInput } from '../../../../../tests/emulator/faults/faults.ts'
import { fetchOf, jsonAnswer } from '../../../../../tests/unit/spotify/support.ts'
import { createSetup, press, signedIn, start } from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'

async function signInDuring(fault: FaultInput) {
  const setup = createSetup()
  await signedIn(setup, 'ada')
  const before = setup.jar.get('session')?.value
  const callback = await press(setup, await start(setup))
  setup.emulator.faults.set(fault)
  const end = await finishSignIn(setup.context, setup.jar, callback)
  expect(setup.jar.get('session')?.value).toBe(before)
  expect(setup.jar.attempts()).toEqual([])
  expect(JSON.stringify(end)).not.toMatch(/AQCo|BQEm|AQEm/)
  return end
}

describe('signing in during a fault at Spotify', () => {
  test.each([
    { fault: { name: 'not_registered' }, reason: 'not_registered' },
    { fault: { name: 'owner_premium' }, reason: 'owner_premium' },
    { fault: { name: 'forbidden' }, reason: 'forbidden' },
    { fault: { name: 'unauthorized' }, reason: 'login_failed' },
    { fault: { name: 'server_error' }, reason: 'spotify_unavailable' },
    { fault: { name: 'html' }, reason: 'spotify_unavailable' },
    { fault: { name: 'empty' }, reason: 'spotify_unavailable' },
    { fault: { name: 'cut' }, reason: 'spotify_unavailable' },
    { fault: { name: 'cut_midway' }, reason: 'spotify_unavailable' },
    { fault: { name: 'redirect' }, reason: 'spotify_unavailable' },
    { fault: { name: 'client_refused' }, reason: 'client_rejected' },
    { fault: { name: 'server_error', where: 'token' }, reason: 'spotify_unavailable' },
    { fault: { name: 'rate_limited', where: 'token' }, reason: 'rate_limited' },
    { fault: { name: 'html', where: 'token' }, reason: 'spotify_unavailable' },
    { fault: { name: 'empty', where: 'token' }, reason: 'spotify_unavailable' },
    { fault: { name: 'cut', where: 'token' }, reason: 'spotify_unavailable' },
    { fault: { name: 'redirect', where: 'token' }, reason: 'spotify_unavailable' },
    { fault: { name: 'huge', where: 'token' }, reason: 'spotify_unavailable' },
  ] as const)('a sign-in during the fault $fault fails with $reason', async ({ fault, reason }) => {
    expect(await signInDuring(fault)).toMatchObject({ kind: 'failed', reason, returnTo: '/playlists' })
  })

  test('a failed sign-in reports how long Spotify asks the app to wait', async () => {
    expect(await signInDuring({ name: 'rate_limited', retryAfter: 7 })).toMatchObject({
      reason: 'rate_limited',
      retryAfterSeconds: 7,
    })
    expect(await signInDuring({ name: 'quota' })).toMatchObject({ reason: 'quota_exceeded', retryAfterSeconds: 48_925 })
  })
})

test('a sign-in by a user who is not registered for the app fails with not_registered', async () => {
  const setup = createSetup()
  const callback = await press(setup, await start(setup), { person: 'guest' })
  expect(await finishSignIn(setup.context, setup.jar, callback)).toMatchObject({ reason: 'not_registered' })
  expect(setup.jar.names()).toEqual([])
})

test('if the new tokens do not fit into a cookie, the sign-in fails and the previous session is kept', async () => {
  const setup = createSetup()
  await signedIn(setup, 'ada')
  const before = setup.jar.get('session')?.value
  const callback = await press(setup, await start(setup))
  const tokens = { access_token: 'a'.repeat(4_000), token_type: 'Bearer', expires_in: 60, refresh_token: 'r' }
  const { fetch } = fetchOf(({ url }) => jsonAnswer(url.endsWith('/api/token') ? tokens : { id: 'mira' }))
  const { context } = anotherInstance(setup, { fetch })
  expect(await finishSignIn(context, setup.jar, callback)).toMatchObject({ kind: 'failed', reason: 'login_failed' })
  expect(setup.jar.get('session')?.value).toBe(before)
})
