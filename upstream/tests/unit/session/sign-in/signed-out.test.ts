import { describe, expect, test } from 'vitest'
import { readSessionCookie, removeRevokedSession } from '@/lib/session/cookies'
import { refreshAndReturn, refreshIfNeeded, refreshSession } from '@/lib/session/refresh'
import { signOut } from '@/lib/session/sign-in'
import {
  anotherInstance,
  createWorld,
  sessionIn,
  signedIn,
  type TestJar,
  tokenRequests,
  type World,
  withTokenLeft,
} from '../../../../../tests/unit/support.ts'
import { MemoryStore } from '../../../../support/memory-store.ts'
import { signIn } from '../../../../support/sign-in.ts'

const returnTo = '/playlists'
const read = ({ context, jar }: World) => readSessionCookie(context, jar)

/** The same instance, with `during` running while Spotify responds. */
const whileSpotifyAnswers = (world: World, happen: () => Promise<unknown>, store = world.context.store) =>
  anotherInstance(world, {
    store,
    fetch: async (input, init) => {
      const answer = await world.emulator.fetch(input, init)
      await happen()
      return answer
    },
  })

/** The browser stores the cookies of a response when it arrives. */
function arrive(jar: TestJar, { written }: TestJar) {
  for (const { name, value, options } of written) jar.set(name, value, options)
}

const ways = [
  ['a page', refreshIfNeeded],
  ['the refresh address', (context: World['context'], jar: TestJar) => refreshAndReturn(context, jar, { returnTo })],
  [
    'a handler',
    async (context: World['context'], jar: TestJar) => {
      const session = await readSessionCookie(context, jar)
      return session && refreshSession(context, jar, session)
    },
  ],
] as const

describe('a visitor who signs out while Spotify is still responding', () => {
  describe.each(ways)('%s', (_title, visit) => {
    test('stays signed out in the same process', async () => {
      const world = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(world, () => signOut(instance.context, world.jar))
      const request = world.jar.copy()
      await visit(instance.context, request)
      expect(request.written.filter(({ value }) => value !== '')).toEqual([])
      arrive(world.jar, request)
      expect(await read(world)).toBeNull()
      expect(await readSessionCookie(instance.context, request)).toBeNull()
      expect(tokenRequests(world)).toBe(1)
    })

    test('stays signed out in two processes with a store', async () => {
      const world = await withTokenLeft(0)
      const store = new MemoryStore(world.clock)
      const other = anotherInstance(world, { store })
      const instance = whileSpotifyAnswers(world, () => signOut(other.context, world.jar), store)
      const request = world.jar.copy()
      await visit(instance.context, request)
      expect(request.written.filter(({ value }) => value !== '')).toEqual([])
    })

    test('stays signed out in two processes without one, through the revocation cookie', async () => {
      const world = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(world, () => signOut(world.context, world.jar))
      const request = world.jar.copy()
      await visit(instance.context, request)
      arrive(world.jar, request)
      expect(world.jar.get('session')?.value).toMatch(/^Fe26/)
      const third = anotherInstance(world)
      expect(await read(third)).toBeNull()
      await removeRevokedSession(third.context, world.jar)
      expect(world.jar.names()).toEqual(['ended', 'consents'])
    })

    test('and signs in as another person meanwhile keeps that session', async () => {
      const world = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(world, async () => {
        await signOut(instance.context, world.jar)
        await signedIn(world, 'otto')
      })
      const request = world.jar.copy()
      await visit(instance.context, request)
      arrive(world.jar, request)
      expect((await sessionIn(world)).viewer.id).toBe('otto')
    })
  })

  test('loses the late cookie on the next page', async () => {
    const world = await withTokenLeft(0)
    const late = world.jar.copy()
    await refreshIfNeeded(anotherInstance(world).context, late)
    await signOut(world.context, world.jar)
    arrive(world.jar, late)
    const { context } = anotherInstance(world)
    await removeRevokedSession(context, world.jar)
    expect(await refreshIfNeeded(context, world.jar)).toBeNull()
    expect(world.jar.names()).toEqual(['ended', 'consents'])
    expect(tokenRequests(world)).toBe(1)
  })
})

describe('a copy of a cookie whose owner has signed out', () => {
  test('is refused immediately by the same process and, with a store, by all', async () => {
    const world = createWorld()
    const store = new MemoryStore(world.clock)
    const [one, two] = [anotherInstance(world, { store }), anotherInstance(world, { store })]
    await signedIn(world)
    const copy = world.jar.copy()
    await signOut(one.context, world.jar)
    for (const { context } of [one, two]) expect(await readSessionCookie(context, copy)).toBeNull()
    expect(await readSessionCookie(anotherInstance(world).context, copy)).not.toBeNull()
  })

  test.each(ways)(
    'is refused with a store by %s once its token needs a refresh, on any instance',
    async (_title, visit) => {
      const world = await withTokenLeft(0)
      const store = new MemoryStore(world.clock)
      const copy = world.jar.copy()
      await signOut(anotherInstance(world, { store }).context, world.jar)
      const late = anotherInstance(world, { store })
      await visit(late.context, copy)
      expect(copy.written.filter(({ value }) => value !== '')).toEqual([])
      expect(await readSessionCookie(late.context, copy)).toBeNull()
      expect(tokenRequests(world)).toBe(0)
    },
  )

  test('makes no call to the store while its token needs no refresh', async () => {
    const world = createWorld()
    const store = new MemoryStore(world.clock)
    const instance = anotherInstance(world, { store })
    await signedIn(world)
    expect(await refreshIfNeeded(instance.context, world.jar)).toBeNull()
    expect(store.calls).toEqual([])
  })
})

test('signing out works while the store and Spotify are down', async () => {
  const world = createWorld()
  const store = new MemoryStore(world.clock)
  store.before = () => {
    throw new Error('down')
  }
  world.emulator.faults.set({ name: 'cut', where: 'accounts' })
  const instance = anotherInstance(world, { store })
  await signedIn(world)
  await signOut(instance.context, world.jar)
  expect(world.jar.names()).toEqual(['ended', 'consents'])
})

test('signing in as another person revokes the previous session and all its copies', async () => {
  const world = createWorld()
  await signIn(world)
  const [before, copy] = [await sessionIn(world), world.jar.copy()]
  await signIn(world, { person: 'otto' })
  const after = await sessionIn(world)
  expect([before.viewer.id, after.viewer.id]).toEqual(['mira', 'otto'])
  expect(world.jar.get('ended')?.value).toBe(before.id)
  expect(await readSessionCookie(world.context, copy)).toBeNull()
  arrive(world.jar, copy)
  expect(await sessionIn(world)).toEqual(after)
})
