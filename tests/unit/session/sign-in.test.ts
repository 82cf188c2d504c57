import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cookieNames } from '@/lib/session/cookies'
import { seal } from '@/lib/session/seal'
import { toStored } from '@/lib/session/session'
import { finishSignIn, signOut } from '@/lib/session/sign-in'
import { defaultScopes } from '@/lib/spotify/scopes'
import {
  attemptIn,
  backAgain,
  callbackUrl,
  clientId,
  config,
  createSetup,
  finish,
  press,
  sessionIn,
  sessionOf,
  signedIn,
  spotifyUrl,
  start,
  TestJar,
  tokenRequests,
} from '../support.ts'

describe('startSignIn', () => {
  test('a sign-in redirects to Spotify with the parameters of its stored attempt', async () => {
    const setup = createSetup()
    const url = await start(setup)
    const attempt = await attemptIn(setup)
    expect(url.origin + url.pathname).toBe(`${spotifyUrl}/authorize`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callbackUrl,
      scope: defaultScopes.join(' '),
      state: attempt.state,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
    })
    expect(attempt.returnTo).toBe('/playlists')
    expect(url.href).not.toContain(attempt.verifier)
  })

  test('each sign-in attempt is stored in its own cookie for ten minutes', async () => {
    const setup = createSetup()
    const url = await start(setup)
    const { id } = await attemptIn(setup)
    expect(setup.jar.written).toHaveLength(1)
    expect(setup.jar.written[0]).toMatchObject({ name: `login.${id}`, options: { maxAge: 600, httpOnly: true } })
    expect(setup.jar.written[0]?.value).not.toContain(url.searchParams.get('state'))
  })

  test('a sign-in can request a new scope in addition to those already granted', async () => {
    const setup = createSetup()
    await signedIn(setup, 'mira', { scopes: ['user-top-read', 'playlist-read-private'] })
    const url = await start(setup, { addedScopes: ['user-library-read'] })
    expect(url.searchParams.get('scope')?.split(' ').toSorted()).toEqual([
      'playlist-read-collaborative',
      'playlist-read-private',
      'user-library-read',
      'user-top-read',
    ])
    expect((await attemptIn(setup)).requestedScopes).toHaveLength(4)
  })

  test('a sign-in can be started even if the session cookie is invalid, and no request is sent to Spotify', async () => {
    const setup = createSetup()
    setup.jar.cookies.set('session', 'Fe26.2*1*nonsense')
    await start(setup)
    expect(setup.emulator.requests()).toEqual([])
    expect(setup.jar.get('session')).toEqual({ value: 'Fe26.2*1*nonsense' })
  })

  test('a sixth sign-in removes the oldest attempt, so five remain', async () => {
    const setup = createSetup()
    const names: string[] = []
    for (let tab = 0; tab < 6; tab++) {
      setup.clock.ms += 1_000
      await start(setup)
      names.push(setup.jar.attempts().at(-1) ?? '')
    }
    expect(setup.jar.attempts().toSorted()).toEqual(names.slice(1))
  })
})

test('signing out removes the session and all sign-in attempts without sending a request to Spotify', async () => {
  for (const appUrl of ['https://music.example.com', 'http://127.0.0.1:3000']) {
    const setup = createSetup({ appUrl })
    setup.emulator.faults.set({ name: 'cut', where: 'accounts' })
    const { id } = await signedIn(setup)
    await start(setup)
    await start(setup)
    setup.jar.cookies.set('theme', 'dark')
    await signOut(setup.context, setup.jar)
    const { revoked, consents } = cookieNames(appUrl)
    expect(setup.jar.names()).toEqual(['theme', revoked, consents])
    expect(setup.jar.get(revoked)?.value).toBe(id)
    expect(setup.emulator.requests()).toEqual([])
  }
})

test('signing out without a session succeeds', async () => {
  const setup = createSetup()
  await signOut(setup.context, setup.jar)
  expect(setup.jar.names()).toEqual([])
})

describe('successful sign-ins', () => {
  test('a sign-in returns to the requested page, replaces the previous session and removes only its own attempt cookie', async () => {
    const { setup } = await backAgain()
    const [before, other] = [await sessionIn(setup), setup.jar.attempts()]
    const callback = await press(setup, await start(setup), { person: 'otto' })
    expect(await finish(setup, callback)).toEqual({ kind: 'signed_in', returnTo: '/playlists' })
    const after = await sessionIn(setup)
    expect(after).toMatchObject({
      viewer: { id: 'otto', name: 'Otto Brenner' },
      grantedScopes: defaultScopes,
      consentedAtMs: setup.clock.ms,
    })
    for (const name of ['id', 'accessToken', 'refreshToken'] as const) expect(after[name]).not.toBe(before[name])
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
})

describe('failed callbacks', () => {
  test.each<[title: string, reason: string, change: (query: URLSearchParams) => void]>([
    ['no state', 'state_mismatch', (query) => query.delete('state')],
    ['another state', 'state_mismatch', (query) => query.set('state', `0mhxabcdAAAA.${'A'.repeat(43)}`)],
    ['half of the state', 'state_mismatch', (query) => query.set('state', query.get('state')?.split('.')[0] ?? '')],
    ['the state twice', 'login_failed', (query) => query.append('state', query.get('state') ?? '')],
    ['no code', 'login_failed', (query) => query.delete('code')],
    ['two codes', 'login_failed', (query) => query.append('code', 'another')],
    ['an unknown code', 'code_rejected', (query) => query.set('code', 'AQCoUnknown')],
    ['an access token', 'login_failed', (query) => query.set('access_token', 'evil')],
    ['an error with HTML', 'login_failed', (query) => query.set('error', '<script>evil</script>')],
  ])('a callback with %s fails with %s and keeps the session', async (_title, reason, change) => {
    const { setup, callback, before } = await backAgain()
    change(callback)
    const end = await finish(setup, callback)
    expect(end).toMatchObject({ kind: 'failed', reason })
    expect(setup.jar.get('session')?.value).toBe(before)
    expect(tokenRequests(setup)).toBe(reason === 'code_rejected' ? 1 : 0)
    expect(JSON.stringify(end)).not.toContain('evil')
  })

  test('a cancelled sign-in keeps the session, and the visitor can sign in again', async () => {
    const { setup, before } = await backAgain()
    const callback = await press(setup, await start(setup), { answer: 'cancel' })
    expect(await finish(setup, callback)).toMatchObject({ reason: 'access_denied', returnTo: '/playlists' })
    expect(setup.jar.get('session')?.value).toBe(before)
    expect(await finish(setup, await press(setup, await start(setup)))).toMatchObject({ kind: 'signed_in' })
  })

  test('a callback fails and keeps the session if it arrives more than ten minutes after the sign-in started', async () => {
    const { setup, callback, before } = await backAgain()
    setup.clock.ms += 600_001
    expect(await finish(setup, callback)).toMatchObject({ kind: 'failed', reason: 'state_mismatch' })
    expect(setup.jar.get('session')?.value).toBe(before)
  })

  test('in a browser that did not start the sign-in, the callback fails, and no token is requested', async () => {
    const { setup, callback } = await backAgain()
    const stranger = new TestJar()
    expect(await finishSignIn(setup.context, stranger, callback)).toMatchObject({
      kind: 'failed',
      reason: 'state_mismatch',
    })
    expect(stranger.written).toEqual([])
    expect(tokenRequests(setup)).toBe(0)
  })

  test('a callback fails if the content of its attempt cookie comes from another browser’s sign-in', async () => {
    const { setup, callback } = await backAgain()
    const attacker = createSetup()
    await start(attacker)
    const [own = ''] = setup.jar.attempts()
    setup.jar.cookies.set(own, attacker.jar.get(attacker.jar.attempts()[0] ?? '')?.value ?? '')
    expect(await finish(setup, callback)).toMatchObject({ kind: 'failed', reason: 'state_mismatch' })
  })

  test('a sealed session does not work as a sign-in attempt, and a sealed attempt does not work as a session', async () => {
    const { setup, callback } = await backAgain()
    const [name = ''] = setup.jar.attempts()
    const attempt = setup.jar.get(name)?.value ?? ''
    setup.jar.cookies.set(name, await seal(config.passwords, 'session', toStored(sessionOf(setup)), 600))
    expect(await finish(setup, callback)).toMatchObject({ kind: 'failed', reason: 'state_mismatch' })
    setup.jar.cookies.set('session', attempt)
    await expect(sessionIn(setup)).rejects.toThrow('no session')
  })
})
