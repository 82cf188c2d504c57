import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseAttempt } from '@/lib/session/attempt'
import { cookieNames } from '@/lib/session/cookies'
import { unseal } from '@/lib/session/seal'
import { type SignInRequest, signOut, startSignIn } from '@/lib/session/sign-in'
import { defaultScopes, scopes } from '@/lib/spotify/scopes'
import { hostileReturnTo } from '../hostile/return-to.ts'
import { callbackUrl, clientId, config, createSetup, signedIn, spotifyUrl, type TestSetup } from '../support.ts'

const plain: SignInRequest = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }
const start = ({ context, jar }: TestSetup, request: Partial<SignInRequest> = {}) =>
  startSignIn(context, jar, { ...plain, ...request })

async function attemptIn({ jar }: TestSetup, name = jar.attempts().at(-1) ?? '') {
  const attempt = parseAttempt(await unseal(config.passwords, 'attempt', jar.get(name)?.value ?? ''))
  if (!attempt) throw new Error('This browser has no sign-in attempt')
  return attempt
}

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

  test('a sign-in stores its attempt in a separate cookie for ten minutes', async () => {
    const setup = createSetup()
    const url = await start(setup)
    const { id } = await attemptIn(setup)
    expect(setup.jar.written).toHaveLength(1)
    expect(setup.jar.written[0]).toMatchObject({ name: `login.${id}`, options: { maxAge: 600, httpOnly: true } })
    expect(setup.jar.written[0]?.value).not.toContain(url.searchParams.get('state'))
  })

  test('a sign-in makes Spotify show its consent page only if showDialog is set', async () => {
    expect((await start(createSetup(), { showDialog: true })).searchParams.get('show_dialog')).toBe('true')
    expect((await start(createSetup())).searchParams.has('show_dialog')).toBe(false)
  })

  test('a sign-in with a missing or malicious returnTo leads to the home page', async () => {
    for (const returnTo of [null, ...hostileReturnTo.slice(0, 8)]) {
      const setup = createSetup()
      await start(setup, { returnTo })
      expect((await attemptIn(setup)).returnTo).toBe('/')
    }
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

  test('switching accounts requests only the default scopes', async () => {
    const setup = createSetup()
    await signedIn(setup, 'mira', { scopes: ['user-top-read', ...defaultScopes] })
    const url = await start(setup, { isSwitch: true, showDialog: true })
    expect(url.searchParams.get('scope')).toBe(defaultScopes.join(' '))
    expect((await attemptIn(setup)).requestedScopes).toEqual(defaultScopes)
  })

  test('starting a sign-in does not change the session', async () => {
    const setup = createSetup()
    await signedIn(setup)
    const before = setup.jar.get('session')
    await start(setup)
    expect(setup.jar.get('session')).toEqual(before)
  })

  test('a sign-in can be started even if the session cookie is invalid, and no request is sent to Spotify', async () => {
    const setup = createSetup()
    setup.jar.cookies.set('session', 'Fe26.2*1*nonsense')
    await start(setup)
    expect(setup.emulator.requests()).toEqual([])
    expect(setup.jar.get('session')).toEqual({ value: 'Fe26.2*1*nonsense' })
  })

  test('a sign-in works with the longest allowed returnTo and all scopes', async () => {
    const setup = createSetup({ appUrl: 'https://music.example.com' })
    await expect(start(setup, { returnTo: `/${'a'.repeat(999)}`, addedScopes: scopes })).resolves.toBeInstanceOf(URL)
    expect(setup.jar.header().length).toBeLessThan(4_000)
  })
})

describe('many sign-ins in one browser', () => {
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

  test('200 sign-ins never leave more than five attempts or 6,000 bytes of cookies', async () => {
    const setup = createSetup({ appUrl: 'https://music.example.com' })
    for (let tab = 0; tab < 200; tab++) {
      setup.clock.ms += 50
      await start(setup, { returnTo: `/playlists?q=${'x'.repeat((tab * 97) % 1_000)}` })
      expect(setup.jar.attempts().length).toBeLessThanOrEqual(5)
      expect(setup.jar.header().length).toBeLessThanOrEqual(6_100)
    }
  })

  test('long returnTo values reduce the number of attempts that are kept, but the newest attempt is always kept', async () => {
    const setup = createSetup()
    for (let tab = 0; tab < 4; tab++) {
      setup.clock.ms += 1_000
      await start(setup, { returnTo: `/${tab}${'a'.repeat(990)}` })
    }
    expect(setup.jar.attempts()).toHaveLength(3)
    expect((await attemptIn(setup)).returnTo).toMatch(/^\/3/)
  })

  test('a sign-in keeps all cookies that are not sign-in attempts', async () => {
    const setup = createSetup()
    for (let index = 0; index < 20; index++) setup.jar.cookies.set(`other.${index}`, 'x'.repeat(900))
    await start(setup)
    expect(setup.jar.names()).toHaveLength(21)
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
