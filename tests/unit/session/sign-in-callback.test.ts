import { describe, expect, test } from 'vitest'
import { refreshIfNeeded } from '@/lib/session/refresh'
import { seal } from '@/lib/session/seal'
import { toStored } from '@/lib/session/session'
import { finishSignIn, type SignInRequest, startSignIn } from '@/lib/session/sign-in'
import { defaultScopes } from '@/lib/spotify/scopes'
import { hostileCallbacks, strangeStates } from '../hostile/callbacks.ts'
import {
  anotherInstance,
  config,
  createSetup,
  fetchOf,
  jsonAnswer,
  press,
  sessionIn,
  sessionOf,
  signedIn,
  TestJar,
  type TestSetup,
  tokenRequests,
} from '../support.ts'

const start = ({ context, jar }: TestSetup, request: Partial<SignInRequest> = {}) =>
  startSignIn(context, jar, { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false, ...request })
const finish = ({ context, jar }: TestSetup, callback: URLSearchParams) => finishSignIn(context, jar, callback)
const failed = (reason: string) => expect.objectContaining({ kind: 'failed', reason })

/** Sets up a signed-in visitor who has agreed to a second sign-in. The app has not handled the callback yet. */
async function backAgain(): Promise<{ setup: TestSetup; callback: URLSearchParams; before: string | undefined }> {
  const setup = createSetup()
  await signedIn(setup, 'ada')
  const callback = await press(setup, await start(setup))
  return { setup, callback, before: setup.jar.get('session')?.value }
}

describe('successful sign-ins', () => {
  test('a sign-in returns to the requested page, stores the user and scopes, and removes only its own attempt cookie', async () => {
    const setup = createSetup()
    await start(setup)
    const other = setup.jar.attempts()
    const callback = await press(setup, await start(setup), { person: 'otto' })
    expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: '/playlists' })
    expect(await sessionIn(setup)).toMatchObject({
      viewer: { id: 'otto', name: 'Otto Brenner' },
      grantedScopes: defaultScopes,
      consentedAtMs: setup.clock.ms,
    })
    expect(setup.jar.attempts()).toEqual(other)
  })

  test('a sign-in works without a client secret, using only PKCE', async () => {
    const setup = createSetup({ clientSecret: undefined } as object)
    expect(await finish(setup, await press(setup, await start(setup)))).toMatchObject({ kind: 'signed_in' })
  })

  test('sign-ins in three tabs can finish in any order, and each tab returns to its own page', async () => {
    const setup = createSetup()
    const tabs = ['/playlists', '/profile', '/account']
    const urls: URL[] = []
    for (const returnTo of tabs) urls.push(await start(setup, { returnTo }))
    for (const tab of [2, 0, 1]) {
      const callback = await press(setup, urls[tab] as URL)
      expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: tabs[tab] })
    }
    expect(setup.jar.names().toSorted()).toEqual(['ended', 'session'])
  })

  test('signing in as a different user keeps no data from the previous session', async () => {
    const { setup } = await backAgain()
    const before = await sessionIn(setup)
    await finish(setup, await press(setup, await start(setup), { person: 'otto' }))
    const after = await sessionIn(setup)
    expect(after.viewer.id).toBe('otto')
    for (const name of ['id', 'accessToken', 'refreshToken'] as const) expect(after[name]).not.toBe(before[name])
  })

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
})

test('if a callback arrives again in another process, the visitor still returns to the requested page, until the token is refreshed', async () => {
  const setup = createSetup()
  const callback = await press(setup, await start(setup, { returnTo: '/playlists?page=2' }))
  await finish(setup, callback)
  expect(await finish(anotherInstance(setup), callback)).toEqual({ kind: 'signed_in', returnTo: '/playlists?page=2' })
  setup.clock.ms += 3_600_000
  await refreshIfNeeded(setup.context, setup.jar)
  expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: '/' })
})

test('a long path is not stored in the session, so a callback that arrives again leads to the home page', async () => {
  const setup = createSetup()
  const callback = await press(setup, await start(setup, { returnTo: `/${'a'.repeat(200)}` }))
  await finish(setup, callback)
  expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: '/' })
})

describe('failed callbacks', () => {
  test.each(strangeStates)(
    'a callback with a tampered state fails and keeps the session: $title',
    async ({ change }) => {
      const { setup, callback, before } = await backAgain()
      callback.set('state', change(callback.get('state') ?? ''))
      expect(await finish(setup, callback)).toEqual(failed('state_mismatch'))
      expect(setup.jar.get('session')?.value).toBe(before)
      expect(setup.jar.attempts()).toHaveLength(1)
      expect(tokenRequests(setup)).toBe(0)
    },
  )

  test.each(hostileCallbacks)(
    'a tampered callback fails with $reason and keeps the session: $title',
    async ({ change, reason }) => {
      const { setup, callback, before } = await backAgain()
      change(callback)
      const end = await finish(setup, callback)
      expect(end).toEqual(failed(reason))
      expect(setup.jar.get('session')?.value).toBe(before)
      expect(tokenRequests(setup)).toBe(reason === 'code_rejected' ? 1 : 0)
      for (const secret of ['evil', callback.get('code') || '-', callback.get('state') || '-'])
        expect(JSON.stringify(end)).not.toContain(secret)
    },
  )

  test('a cancelled sign-in keeps the session, and the visitor can sign in again', async () => {
    const { setup, before } = await backAgain()
    const callback = await press(setup, await start(setup), { answer: 'cancel' })
    expect(await finish(setup, callback)).toMatchObject({ reason: 'access_denied', returnTo: '/playlists' })
    expect(setup.jar.get('session')?.value).toBe(before)
    expect(await finish(setup, await press(setup, await start(setup)))).toMatchObject({ kind: 'signed_in' })
  })

  test('a cancelled sign-in with a wrong state fails with state_mismatch', async () => {
    const { setup } = await backAgain()
    const query = new URLSearchParams({ error: 'access_denied', state: `0mhxabcdAAAA.${'A'.repeat(43)}` })
    expect(await finish(setup, query)).toEqual(failed('state_mismatch'))
  })

  test('a callback fails and keeps the session if it arrives more than ten minutes after the sign-in started', async () => {
    const { setup, callback, before } = await backAgain()
    setup.clock.ms += 600_001
    expect(await finish(setup, callback)).toEqual(failed('state_mismatch'))
    expect(setup.jar.get('session')?.value).toBe(before)
  })

  test('in a browser that did not start the sign-in, the callback fails, and no token is requested', async () => {
    const { setup, callback } = await backAgain()
    const stranger = new TestJar()
    expect(await finishSignIn(setup.context, stranger, callback)).toEqual(failed('state_mismatch'))
    expect(stranger.written).toEqual([])
    expect(tokenRequests(setup)).toBe(0)
  })

  test('a callback fails if the content of its attempt cookie comes from another browser’s sign-in', async () => {
    const { setup, callback } = await backAgain()
    const attacker = createSetup()
    await start(attacker)
    const [own = ''] = setup.jar.attempts()
    setup.jar.cookies.set(own, attacker.jar.get(attacker.jar.attempts()[0] ?? '')?.value ?? '')
    expect(await finish(setup, callback)).toEqual(failed('state_mismatch'))
  })

  test('a sealed session does not work as a sign-in attempt, and a sealed attempt does not work as a session', async () => {
    const { setup, callback } = await backAgain()
    const [name = ''] = setup.jar.attempts()
    const attempt = setup.jar.get(name)?.value ?? ''
    setup.jar.cookies.set(name, await seal(config.passwords, 'session', toStored(sessionOf(setup)), 600))
    expect(await finish(setup, callback)).toEqual(failed('state_mismatch'))
    setup.jar.cookies.set('session', attempt)
    await expect(sessionIn(setup)).rejects.toThrow('no session')
  })
})
