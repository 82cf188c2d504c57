import { describe, expect, test } from 'vitest'
import { seal } from '@/lib/session/seal'
import { toStored } from '@/lib/session/session'
import { finishSignIn, type SignInRequest, startSignIn } from '@/lib/session/sign-in'
import { defaultScopes } from '@/lib/spotify/scopes'
import { hostileCallbacks, strangeStates } from '../hostile/callbacks.ts'
import {
  anotherInstance,
  config,
  createWorld,
  fetchOf,
  jsonAnswer,
  press,
  sessionIn,
  sessionOf,
  signedIn,
  TestJar,
  tokenRequests,
  type World,
} from '../support.ts'

const start = ({ context, jar }: World, request: Partial<SignInRequest> = {}) =>
  startSignIn(context, jar, { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false, ...request })
const finish = ({ context, jar }: World, callback: URLSearchParams) => finishSignIn(context, jar, callback)
const failed = (reason: string) => expect.objectContaining({ kind: 'failed', reason })

/** A visitor who is already signed in comes back from Spotify again. */
async function backAgain(): Promise<{ world: World; callback: URLSearchParams; before: string | undefined }> {
  const world = createWorld()
  await signedIn(world, 'ada')
  const callback = await press(world, await start(world))
  return { world, callback, before: world.jar.get('session')?.value }
}

describe('a successful sign-in', () => {
  test('leads back, stores the person and scopes, and removes only its own attempt', async () => {
    const world = createWorld()
    await start(world)
    const other = world.jar.attempts()
    const callback = await press(world, await start(world), { person: 'otto' })
    expect(await finish(world, callback)).toEqual({ kind: 'signed_in', returnTo: '/playlists' })
    expect(await sessionIn(world)).toMatchObject({
      viewer: { id: 'otto', name: 'Otto Brenner' },
      grantedScopes: defaultScopes,
      consentedAtMs: world.clock.ms,
    })
    expect(world.jar.attempts()).toEqual(other)
  })

  test('works for a public client with PKCE only', async () => {
    const world = createWorld({ clientSecret: undefined } as object)
    expect(await finish(world, await press(world, await start(world)))).toMatchObject({ kind: 'signed_in' })
  })

  test('in three tabs leads each to its own page, in any order', async () => {
    const world = createWorld()
    const tabs = ['/playlists', '/profile', '/account']
    const urls: URL[] = []
    for (const returnTo of tabs) urls.push(await start(world, { returnTo }))
    for (const tab of [2, 0, 1]) {
      const callback = await press(world, urls[tab] as URL)
      expect(await finish(world, callback)).toEqual({ kind: 'signed_in', returnTo: tabs[tab] })
    }
    expect(world.jar.names().toSorted()).toEqual(['ended', 'session'])
  })

  test('as another person keeps nothing of the previous session', async () => {
    const { world } = await backAgain()
    const before = await sessionIn(world)
    await finish(world, await press(world, await start(world), { person: 'otto' }))
    const after = await sessionIn(world)
    expect(after.viewer.id).toBe('otto')
    for (const name of ['id', 'accessToken', 'refreshToken'] as const) expect(after[name]).not.toBe(before[name])
  })

  test.each([
    ['playlist-read-private', ['playlist-read-private']],
    ['', []],
    ['streaming unknown user-top-read', ['user-top-read']],
    [undefined, defaultScopes],
  ])('with the granted scopes %j stores exactly those', async (scope, granted) => {
    const world = createWorld()
    const callback = await press(world, await start(world))
    const tokens = { access_token: 'a', token_type: 'Bearer', expires_in: 60, refresh_token: 'r', scope }
    const { fetch } = fetchOf(({ url }) => jsonAnswer(url.endsWith('/api/token') ? tokens : { id: 'mira' }))
    const { context } = anotherInstance(world, { fetch })
    expect(await finishSignIn(context, world.jar, callback)).toMatchObject({ kind: 'signed_in' })
    expect((await sessionIn(world)).grantedScopes).toEqual(granted)
  })
})

describe('a callback fails and the session stays the same', () => {
  test.each(strangeStates)('if its state is manipulated: $title', async ({ change }) => {
    const { world, callback, before } = await backAgain()
    callback.set('state', change(callback.get('state') ?? ''))
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
    expect(world.jar.get('session')?.value).toBe(before)
    expect(world.jar.attempts()).toHaveLength(1)
    expect(tokenRequests(world)).toBe(0)
  })

  test.each(hostileCallbacks)('with $reason: $title', async ({ change, reason }) => {
    const { world, callback, before } = await backAgain()
    change(callback)
    const end = await finish(world, callback)
    expect(end).toEqual(failed(reason))
    expect(world.jar.get('session')?.value).toBe(before)
    expect(tokenRequests(world)).toBe(reason === 'code_rejected' ? 1 : 0)
    for (const secret of ['evil', callback.get('code') || '-', callback.get('state') || '-'])
      expect(JSON.stringify(end)).not.toContain(secret)
  })

  test('if the person presses Cancel, and another try works', async () => {
    const { world, before } = await backAgain()
    const callback = await press(world, await start(world), { answer: 'cancel' })
    expect(await finish(world, callback)).toMatchObject({ reason: 'access_denied', returnTo: '/playlists' })
    expect(world.jar.get('session')?.value).toBe(before)
    expect(await finish(world, await press(world, await start(world)))).toMatchObject({ kind: 'signed_in' })
  })

  test('if it reports Cancel with a wrong state', async () => {
    const { world } = await backAgain()
    const query = new URLSearchParams({ error: 'access_denied', state: `0mhxabcdAAAA.${'A'.repeat(43)}` })
    expect(await finish(world, query)).toEqual(failed('state_mismatch'))
  })

  test('ten minutes after its start', async () => {
    const { world, callback, before } = await backAgain()
    world.clock.ms += 600_001
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
    expect(world.jar.get('session')?.value).toBe(before)
  })

  test('in another browser', async () => {
    const { world, callback } = await backAgain()
    const stranger = new TestJar()
    expect(await finishSignIn(world.context, stranger, callback)).toEqual(failed('state_mismatch'))
    expect(stranger.written).toEqual([])
    expect(tokenRequests(world)).toBe(0)
  })

  test('with the attempt of another browser under the name of its own', async () => {
    const { world, callback } = await backAgain()
    const attacker = createWorld()
    await start(attacker)
    const [own = ''] = world.jar.attempts()
    world.jar.cookies.set(own, attacker.jar.get(attacker.jar.attempts()[0] ?? '')?.value ?? '')
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
  })

  test('with a session instead of the attempt, or the reverse', async () => {
    const { world, callback } = await backAgain()
    const [name = ''] = world.jar.attempts()
    const attempt = world.jar.get(name)?.value ?? ''
    world.jar.cookies.set(name, await seal(config.passwords, 'session', toStored(sessionOf(world)), 600))
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
    world.jar.cookies.set('session', attempt)
    await expect(sessionIn(world)).rejects.toThrow('no session')
  })
})
