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

/** Somebody is signed in already, and comes back from Spotify again. */
async function backAgain(): Promise<{ world: World; callback: URLSearchParams; before: string | undefined }> {
  const world = createWorld()
  await signedIn(world, 'ada')
  const callback = await press(world, await start(world))
  return { world, callback, before: world.jar.get('session')?.value }
}

describe('a sign-in that ends well', () => {
  test('leads back, holds who it is and what was granted, and uses up its own attempt only', async () => {
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

  test('works for a public client, by PKCE alone', async () => {
    const world = createWorld({ clientSecret: undefined } as object)
    expect(await finish(world, await press(world, await start(world)))).toMatchObject({ kind: 'signed_in' })
  })

  test('of three tabs leads each to its own page, in any order', async () => {
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

  test('as somebody else leaves nothing of the session before', async () => {
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
  ])('with the scopes %j granted keeps just those', async (scope, granted) => {
    const world = createWorld()
    const callback = await press(world, await start(world))
    const tokens = { access_token: 'a', token_type: 'Bearer', expires_in: 60, refresh_token: 'r', scope }
    const { fetch } = fetchOf(({ url }) => jsonAnswer(url.endsWith('/api/token') ? tokens : { id: 'mira' }))
    const { context } = anotherInstance(world, { fetch })
    expect(await finishSignIn(context, world.jar, callback)).toMatchObject({ kind: 'signed_in' })
    expect((await sessionIn(world)).grantedScopes).toEqual(granted)
  })
})

describe('a callback fails and the session is as it was', () => {
  test.each(strangeStates)('with $title for its state', async ({ change }) => {
    const { world, callback, before } = await backAgain()
    callback.set('state', change(callback.get('state') ?? ''))
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
    expect(world.jar.get('session')?.value).toBe(before)
    expect(world.jar.attempts()).toHaveLength(1)
    expect(tokenRequests(world)).toBe(0)
  })

  test.each(hostileCallbacks)('with $title: $reason', async ({ change, reason }) => {
    const { world, callback, before } = await backAgain()
    change(callback)
    const end = await finish(world, callback)
    expect(end).toEqual(failed(reason))
    expect(world.jar.get('session')?.value).toBe(before)
    expect(tokenRequests(world)).toBe(reason === 'code_rejected' ? 1 : 0)
    for (const secret of ['evil', callback.get('code') || '-', callback.get('state') || '-'])
      expect(JSON.stringify(end)).not.toContain(secret)
  })

  test('when the person presses cancel, and after it another try works', async () => {
    const { world, before } = await backAgain()
    const callback = await press(world, await start(world), { answer: 'cancel' })
    expect(await finish(world, callback)).toMatchObject({ reason: 'access_denied', returnTo: '/playlists' })
    expect(world.jar.get('session')?.value).toBe(before)
    expect(await finish(world, await press(world, await start(world)))).toMatchObject({ kind: 'signed_in' })
  })

  test('a cancel with a wrong state is no word of this person', async () => {
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

  test('with the attempt of another browser planted under the name of its own', async () => {
    const { world, callback } = await backAgain()
    const attacker = createWorld()
    await start(attacker)
    const [own = ''] = world.jar.attempts()
    world.jar.cookies.set(own, attacker.jar.get(attacker.jar.attempts()[0] ?? '')?.value ?? '')
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
  })

  test('with a session in the place of the attempt, or the reverse', async () => {
    const { world, callback } = await backAgain()
    const [name = ''] = world.jar.attempts()
    const attempt = world.jar.get(name)?.value ?? ''
    world.jar.cookies.set(name, await seal(config.passwords, 'session', toStored(sessionOf(world)), 600))
    expect(await finish(world, callback)).toEqual(failed('state_mismatch'))
    world.jar.cookies.set('session', attempt)
    await expect(sessionIn(world)).rejects.toThrow('no session')
  })
})
