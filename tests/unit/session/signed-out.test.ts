import { describe, expect, test } from 'vitest'
import { renew, renewAndReturn, renewIfDue } from '@/lib/session/renewal'
import { clearEndedCookie, readSessionCookie } from '@/lib/session/session-cookie'
import { signOut } from '@/lib/session/sign-in'
import { MemoryStore } from '../memory-store.ts'
import {
  anotherInstance,
  createWorld,
  sessionIn,
  signedIn,
  signIn,
  type TestJar,
  tokenRequests,
  type World,
  withTokenLeft,
} from '../support.ts'

const returnTo = '/playlists'
const read = ({ context, jar }: World) => readSessionCookie(context, jar)

/** The same instance, with something that happens while Spotify answers it. */
const whileSpotifyAnswers = (world: World, happen: () => Promise<unknown>, store = world.context.store) =>
  anotherInstance(world, {
    store,
    fetch: async (input, init) => {
      const answer = await world.emulator.fetch(input, init)
      await happen()
      return answer
    },
  })

/** A browser gets the cookies of an answer when it arrives. */
function arrive(jar: TestJar, { written }: TestJar) {
  for (const { name, value, options } of written) jar.set(name, value, options)
}

const ways = [
  ['a page', renewIfDue],
  ['the refresh address', (context: World['context'], jar: TestJar) => renewAndReturn(context, jar, { returnTo })],
  [
    'a handler',
    async (context: World['context'], jar: TestJar) => {
      const session = readSessionCookie(context, jar)
      return session && renew(context, jar, session)
    },
  ],
] as const

describe('a visitor who signs out while Spotify is still answering', () => {
  describe.each(ways)('%s', (_title, visit) => {
    test('stays signed out in the same process', async () => {
      const world = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(world, () => signOut(instance.context, world.jar))
      const request = world.jar.copy()
      await visit(instance.context, request)
      expect(request.written.filter(({ value }) => value !== '')).toEqual([])
      arrive(world.jar, request)
      expect(await read(world)).toBeNull()
      expect(readSessionCookie(instance.context, request)).toBeNull()
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

    test('stays signed out in two processes without one, by the marker in the browser alone', async () => {
      const world = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(world, () => signOut(world.context, world.jar))
      const request = world.jar.copy()
      await visit(instance.context, request)
      arrive(world.jar, request)
      expect(world.jar.get('session')?.value).toMatch(/^Fe26/)
      const third = anotherInstance(world)
      expect(await read(third)).toBeNull()
      clearEndedCookie(third.context, world.jar)
      expect(world.jar.names()).toEqual(['ended', 'consents'])
    })

    test('and is somebody else by then keeps that session', async () => {
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

  test('has the late cookie cleared away by the next page', async () => {
    const world = await withTokenLeft(0)
    const late = world.jar.copy()
    await renewIfDue(anotherInstance(world).context, late)
    await signOut(world.context, world.jar)
    arrive(world.jar, late)
    const { context } = anotherInstance(world)
    clearEndedCookie(context, world.jar)
    expect(await renewIfDue(context, world.jar)).toBeNull()
    expect(world.jar.names()).toEqual(['ended', 'consents'])
    expect(tokenRequests(world)).toBe(1)
  })
})

describe('a copy of a cookie whose owner has signed out', () => {
  test('is refused at once by the same process and, with a store, by all that hear of it', async () => {
    const world = createWorld()
    const store = new MemoryStore(world.clock)
    const [one, two] = [anotherInstance(world, { store }), anotherInstance(world, { store })]
    await signedIn(world)
    const copy = world.jar.copy()
    await signOut(one.context, world.jar)
    for (const { context } of [one, two]) expect(readSessionCookie(context, copy)).toBeNull()
    expect(readSessionCookie(anotherInstance(world).context, copy)).not.toBeNull()
  })

  test.each(ways)(
    'is refused with a store when its token is due by %s, wherever it turns up',
    async (_title, visit) => {
      const world = await withTokenLeft(0)
      const store = new MemoryStore(world.clock)
      const copy = world.jar.copy()
      await signOut(anotherInstance(world, { store }).context, world.jar)
      const late = anotherInstance(world, { store })
      await visit(late.context, copy)
      expect(copy.written.filter(({ value }) => value !== '')).toEqual([])
      expect(readSessionCookie(late.context, copy)).toBeNull()
      expect(tokenRequests(world)).toBe(0)
    },
  )

  test('costs no call to the store while its token is fresh', async () => {
    const world = createWorld()
    const store = new MemoryStore(world.clock)
    const instance = anotherInstance(world, { store })
    await signedIn(world)
    expect(await renewIfDue(instance.context, world.jar)).toBeNull()
    expect(store.calls).toEqual([])
  })
})

test('signing out works while the store is away and while Spotify is', async () => {
  const world = createWorld()
  const store = new MemoryStore(world.clock)
  store.before = () => {
    throw new Error('away')
  }
  world.emulator.faults.set({ name: 'cut', where: 'accounts' })
  const instance = anotherInstance(world, { store })
  await signedIn(world)
  await signOut(instance.context, world.jar)
  expect(world.jar.names()).toEqual(['ended', 'consents'])
})

test('a sign-in as somebody else ends the session before, wherever a copy of it is', async () => {
  const world = createWorld()
  await signIn(world)
  const [before, copy] = [await sessionIn(world), world.jar.copy()]
  await signIn(world, { person: 'otto' })
  const after = await sessionIn(world)
  expect([before.viewer.id, after.viewer.id]).toEqual(['mira', 'otto'])
  expect(world.jar.get('ended')?.value).toBe(before.id)
  expect(readSessionCookie(world.context, copy)).toBeNull()
  arrive(world.jar, copy)
  expect(await sessionIn(world)).toEqual(after)
})
