import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseAttempt } from '@/lib/session/attempt'
import { cookieNames } from '@/lib/session/cookies'
import { unseal } from '@/lib/session/seal'
import { type SignInRequest, signOut, startSignIn } from '@/lib/session/sign-in'
import { defaultScopes, scopes } from '@/lib/spotify/scopes'
import { hostileReturnTo } from '../hostile/return-to.ts'
import { callbackUrl, clientId, config, createWorld, signedIn, spotifyUrl, type World } from '../support.ts'

const plain: SignInRequest = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }
const start = ({ context, jar }: World, request: Partial<SignInRequest> = {}) =>
  startSignIn(context, jar, { ...plain, ...request })

async function attemptIn({ jar }: World, name = jar.attempts().at(-1) ?? '') {
  const unsealed = await unseal(config.passwords, 'attempt', jar.get(name)?.value ?? '')
  const attempt = unsealed.kind === 'opened' ? parseAttempt(unsealed.content) : null
  if (!attempt) throw new Error('this browser has no attempt')
  return attempt
}

describe('starting a sign-in', () => {
  test('redirects to Spotify with the parameters of the stored attempt', async () => {
    const world = createWorld()
    const url = await start(world)
    const attempt = await attemptIn(world)
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

  test('keeps its attempt in a cookie of its own for ten minutes', async () => {
    const world = createWorld()
    const url = await start(world)
    const { id } = await attemptIn(world)
    expect(world.jar.written).toHaveLength(1)
    expect(world.jar.written[0]).toMatchObject({ name: `login.${id}`, options: { maxAge: 600, httpOnly: true } })
    expect(world.jar.written[0]?.value).not.toContain(url.searchParams.get('state'))
  })

  test('shows the dialog only on request', async () => {
    expect((await start(createWorld(), { showDialog: true })).searchParams.get('show_dialog')).toBe('true')
    expect((await start(createWorld())).searchParams.has('show_dialog')).toBe(false)
  })

  test('never redirects anywhere else', async () => {
    for (const returnTo of [null, ...hostileReturnTo.slice(0, 8)]) {
      const world = createWorld()
      await start(world, { returnTo })
      expect((await attemptIn(world)).returnTo).toBe('/')
    }
  })

  test('requests an added scope in addition to those granted before', async () => {
    const world = createWorld()
    await signedIn(world, 'mira', { scopes: ['user-top-read', 'playlist-read-private'] })
    const url = await start(world, { addedScopes: ['user-library-read'] })
    expect(url.searchParams.get('scope')?.split(' ').toSorted()).toEqual([
      'playlist-read-collaborative',
      'playlist-read-private',
      'user-library-read',
      'user-top-read',
    ])
    expect((await attemptIn(world)).requestedScopes).toHaveLength(4)
  })

  test('to switch accounts requests only the default scopes', async () => {
    const world = createWorld()
    await signedIn(world, 'mira', { scopes: ['user-top-read', ...defaultScopes] })
    const url = await start(world, { isSwitch: true, showDialog: true })
    expect(url.searchParams.get('scope')).toBe(defaultScopes.join(' '))
    expect((await attemptIn(world)).requestedScopes).toEqual(defaultScopes)
  })

  test('does not change the session', async () => {
    const world = createWorld()
    await signedIn(world)
    const before = world.jar.get('session')
    await start(world)
    expect(world.jar.get('session')).toEqual(before)
  })

  test('makes no request to Spotify and works with an invalid session cookie', async () => {
    const world = createWorld()
    world.jar.cookies.set('session', 'Fe26.2*1*nonsense')
    await start(world)
    expect(world.emulator.requests()).toEqual([])
    expect(world.jar.get('session')).toEqual({ value: 'Fe26.2*1*nonsense' })
  })

  test('works with the longest return address and all scopes', async () => {
    const world = createWorld({ appUrl: 'https://music.example.com' })
    await expect(start(world, { returnTo: `/${'a'.repeat(999)}`, addedScopes: scopes })).resolves.toBeInstanceOf(URL)
    expect(world.jar.header().length).toBeLessThan(4_000)
  })
})

describe('many sign-ins in one browser', () => {
  test('six leave five attempts, without the oldest', async () => {
    const world = createWorld()
    const names: string[] = []
    for (let tab = 0; tab < 6; tab++) {
      world.clock.ms += 1_000
      await start(world)
      names.push(world.jar.attempts().at(-1) ?? '')
    }
    expect(world.jar.attempts().toSorted()).toEqual(names.slice(1))
  })

  test('two hundred never leave more than five attempts or 6,000 bytes', async () => {
    const world = createWorld({ appUrl: 'https://music.example.com' })
    for (let tab = 0; tab < 200; tab++) {
      world.clock.ms += 50
      await start(world, { returnTo: `/playlists?q=${'x'.repeat((tab * 97) % 1_000)}` })
      expect(world.jar.attempts().length).toBeLessThanOrEqual(5)
      expect(world.jar.header().length).toBeLessThanOrEqual(6_100)
    }
  })

  test('long return addresses leave room for fewer, and the newest is kept', async () => {
    const world = createWorld()
    for (let tab = 0; tab < 4; tab++) {
      world.clock.ms += 1_000
      await start(world, { returnTo: `/${tab}${'a'.repeat(990)}` })
    }
    expect(world.jar.attempts()).toHaveLength(3)
    expect((await attemptIn(world)).returnTo).toMatch(/^\/3/)
  })

  test('other cookies are kept', async () => {
    const world = createWorld()
    for (let index = 0; index < 20; index++) world.jar.cookies.set(`other.${index}`, 'x'.repeat(900))
    await start(world)
    expect(world.jar.names()).toHaveLength(21)
  })
})

test('signing out leaves two cookies, the revoked session and the consent date, without a request to Spotify', async () => {
  for (const appUrl of ['https://music.example.com', 'http://127.0.0.1:3000']) {
    const world = createWorld({ appUrl })
    world.emulator.faults.set({ name: 'cut', where: 'accounts' })
    const { id } = await signedIn(world)
    await start(world)
    await start(world)
    world.jar.cookies.set('theme', 'dark')
    await signOut(world.context, world.jar)
    const { revoked, consents } = cookieNames(appUrl)
    expect(world.jar.names()).toEqual(['theme', revoked, consents])
    expect(world.jar.get(revoked)?.value).toBe(id)
    expect(world.emulator.requests()).toEqual([])
  }
})

test('signing out without a session succeeds', async () => {
  const world = createWorld()
  await signOut(world.context, world.jar)
  expect(world.jar.names()).toEqual([])
})
