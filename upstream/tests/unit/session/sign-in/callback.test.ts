import { expect, test } from 'vitest'
import { refreshIfNeeded } from '@/lib/session/refresh'
import { finishSignIn } from '@/lib/session/sign-in'
import { defaultScopes } from '@/lib/spotify/scopes'
import { fetchOf, jsonAnswer } from '../../../../../tests/unit/spotify/support.ts'
import {
  backAgain,
  createSetup,
  finish,
  press,
  sessionIn,
  start,
  tokenRequests,
} from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'
import { hostileCallbacks, strangeStates } from '../../../../support/hostile/callbacks.ts'

test.each(strangeStates)('a callback with a tampered state fails and keeps the session: $title', async ({ change }) => {
  const { setup, callback, before } = await backAgain()
  callback.set('state', change(callback.get('state') ?? ''))
  expect(await finish(setup, callback)).toMatchObject({ kind: 'failed', reason: 'state_mismatch' })
  expect(setup.jar.get('session')?.value).toBe(before)
  expect(setup.jar.attempts()).toHaveLength(1)
  expect(tokenRequests(setup)).toBe(0)
})

test.each(hostileCallbacks)(
  'a tampered callback fails with $reason and keeps the session: $title',
  async ({ change, reason }) => {
    const { setup, callback, before } = await backAgain()
    change(callback)
    const end = await finish(setup, callback)
    expect(end).toMatchObject({ kind: 'failed', reason })
    expect(setup.jar.get('session')?.value).toBe(before)
    expect(tokenRequests(setup)).toBe(reason === 'code_rejected' ? 1 : 0)
    for (const secret of ['evil', callback.get('code') || '-', callback.get('state') || '-'])
      expect(JSON.stringify(end)).not.toContain(secret)
  },
)

test.each([
  ['playlist-read-private', ['playlist-read-private']],
  ['', []],
  ['streaming unknown user-top-read', ['user-top-read']],
  [undefined, defaultScopes],
])(
  'if Spotify grants the scope %j, the session contains only the scopes that the app knows',
  async (scope, granted) => {
    const setup = createSetup()
    const callback = await press(setup, await start(setup))
    const tokens = { access_token: 'a', token_type: 'Bearer', expires_in: 60, refresh_token: 'r', scope }
    const { fetch } = fetchOf(({ url }) => jsonAnswer(url.endsWith('/api/token') ? tokens : { id: 'mira' }))
    const { context } = anotherInstance(setup, { fetch })
    expect(await finishSignIn(context, setup.jar, callback)).toMatchObject({ kind: 'signed_in' })
    expect((await sessionIn(setup)).grantedScopes).toEqual(granted)
  },
)

test('repeating a callback in another process leads to the requested page until the token is refreshed', async () => {
  const setup = createSetup()
  const callback = await press(setup, await start(setup, { returnTo: '/playlists?page=2' }))
  await finish(setup, callback)
  expect(await finish(anotherInstance(setup), callback)).toEqual({ kind: 'signed_in', returnTo: '/playlists?page=2' })
  setup.clock.ms += 3_600_000
  await refreshIfNeeded(setup.context, setup.jar)
  expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: '/' })
})

test('a long path is not stored in the session, so repeating the callback leads to the home page', async () => {
  const setup = createSetup()
  const callback = await press(setup, await start(setup, { returnTo: `/${'a'.repeat(200)}` }))
  await finish(setup, callback)
  expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: '/' })
})

test('a cancelled sign-in with the wrong state fails with state_mismatch', async () => {
  const { setup } = await backAgain()
  const query = new URLSearchParams({ error: 'access_denied', state: `0mhxabcdAAAA.${'A'.repeat(43)}` })
  expect(await finish(setup, query)).toMatchObject({ kind: 'failed', reason: 'state_mismatch' })
})
