import { describe, expect, test } from 'vitest'
import { readSessionCookie, removeRevokedSession } from '@/lib/session/cookies'
import { refreshAndReturn, refreshIfNeeded, refreshSession } from '@/lib/session/refresh'
import { signOut } from '@/lib/session/sign-in'
import {
  createSetup,
  sessionIn,
  signedIn,
  type TestJar,
  type TestSetup,
  tokenRequests,
  withTokenLeft,
} from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'
import { instanceWith, MemoryStore } from '../../../../support/memory-store.ts'
import { signIn } from '../../../../support/sign-in.ts'

const returnTo = '/playlists'
const read = ({ context, jar }: TestSetup) => readSessionCookie(context, jar)

/** Returns another instance of the app. `happen` runs just before this instance receives a response from Spotify. */
const whileSpotifyAnswers = (setup: TestSetup, happen: () => Promise<unknown>, start = anotherInstance) =>
  start(setup, {
    fetch: async (input, init) => {
      const answer = await setup.emulator.fetch(input, init)
      await happen()
      return answer
    },
  })

/** Stores a response's cookies in the browser, as if the response had just arrived. */
function arrive(jar: TestJar, { written }: TestJar) {
  for (const { name, value, options } of written) jar.set(name, value, options)
}

const ways = [
  ['a page', refreshIfNeeded],
  [
    'the refresh endpoint',
    (context: TestSetup['context'], jar: TestJar) => refreshAndReturn(context, jar, { returnTo }),
  ],
  [
    'a handler',
    async (context: TestSetup['context'], jar: TestJar) => {
      const session = await readSessionCookie(context, jar)
      return session && refreshSession(context, jar, session)
    },
  ],
] as const

describe('signing out while a response from Spotify is pending', () => {
  describe.each(ways)('%s', (_title, visit) => {
    test('a sign-out is not undone by a refresh that is in progress in the same process', async () => {
      const setup = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(setup, () => signOut(instance.context, setup.jar))
      const request = setup.jar.copy()
      await visit(instance.context, request)
      expect(request.written.filter(({ value }) => value !== '')).toEqual([])
      arrive(setup.jar, request)
      expect(await read(setup)).toBeNull()
      expect(await readSessionCookie(instance.context, request)).toBeNull()
      expect(tokenRequests(setup)).toBe(1)
    })

    test('if two processes share a store, a sign-out in one process is not undone by a refresh in the other', async () => {
      const setup = await withTokenLeft(0)
      const store = new MemoryStore(setup.clock)
      const other = instanceWith(store, setup)
      const instance = whileSpotifyAnswers(
        setup,
        () => signOut(other.context, setup.jar),
        (...args) => instanceWith(store, ...args),
      )
      const request = setup.jar.copy()
      await visit(instance.context, request)
      expect(request.written.filter(({ value }) => value !== '')).toEqual([])
    })

    test('if there is no store, the revocation cookie prevents a refresh from undoing a sign-out', async () => {
      const setup = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(setup, () => signOut(setup.context, setup.jar))
      const request = setup.jar.copy()
      await visit(instance.context, request)
      arrive(setup.jar, request)
      expect(setup.jar.get('session')?.value).toMatch(/^Fe26/)
      const third = anotherInstance(setup)
      expect(await read(third)).toBeNull()
      await removeRevokedSession(third.context, setup.jar)
      expect(setup.jar.names()).toEqual(['ended', 'consents'])
    })

    test('if another user signs in during a refresh, the new session is kept', async () => {
      const setup = await withTokenLeft(0)
      const instance = whileSpotifyAnswers(setup, async () => {
        await signOut(instance.context, setup.jar)
        await signedIn(setup, 'otto')
      })
      const request = setup.jar.copy()
      await visit(instance.context, request)
      arrive(setup.jar, request)
      expect((await sessionIn(setup)).viewer.id).toBe('otto')
    })
  })

  test('a session cookie that arrives after the sign-out is removed on the next page view', async () => {
    const setup = await withTokenLeft(0)
    const late = setup.jar.copy()
    await refreshIfNeeded(anotherInstance(setup).context, late)
    await signOut(setup.context, setup.jar)
    arrive(setup.jar, late)
    const { context } = anotherInstance(setup)
    await removeRevokedSession(context, setup.jar)
    expect(await refreshIfNeeded(context, setup.jar)).toBeNull()
    expect(setup.jar.names()).toEqual(['ended', 'consents'])
    expect(tokenRequests(setup)).toBe(1)
  })
})

describe('copies of a session cookie after the sign-out', () => {
  test('after a sign-out, all instances that share the store reject copies of the cookie immediately', async () => {
    const setup = createSetup()
    const store = new MemoryStore(setup.clock)
    const [one, two] = [instanceWith(store, setup), instanceWith(store, setup)]
    await signedIn(setup)
    const copy = setup.jar.copy()
    await signOut(one.context, setup.jar)
    for (const { context } of [one, two]) expect(await readSessionCookie(context, copy)).toBeNull()
    expect(await readSessionCookie(anotherInstance(setup).context, copy)).not.toBeNull()
  })

  test.each(ways)(
    '%s rejects a copied cookie once the access token needs a refresh, even on an instance that starts after the sign-out',
    async (_title, visit) => {
      const setup = await withTokenLeft(0)
      const store = new MemoryStore(setup.clock)
      const copy = setup.jar.copy()
      await signOut(instanceWith(store, setup).context, setup.jar)
      const late = instanceWith(store, setup)
      await visit(late.context, copy)
      expect(copy.written.filter(({ value }) => value !== '')).toEqual([])
      expect(await readSessionCookie(late.context, copy)).toBeNull()
      expect(tokenRequests(setup)).toBe(0)
    },
  )

  test('checking a session does not call the store until the token needs a refresh', async () => {
    const setup = createSetup()
    const store = new MemoryStore(setup.clock)
    const instance = instanceWith(store, setup)
    await signedIn(setup)
    expect(await refreshIfNeeded(instance.context, setup.jar)).toBeNull()
    expect(store.calls).toEqual([])
  })
})

test('signing out works even if the store and Spotify are down', async () => {
  const setup = createSetup()
  const store = new MemoryStore(setup.clock)
  store.before = () => {
    throw new Error('down')
  }
  setup.emulator.faults.set({ name: 'cut', where: 'accounts' })
  const instance = instanceWith(store, setup)
  await signedIn(setup)
  await signOut(instance.context, setup.jar)
  expect(setup.jar.names()).toEqual(['ended', 'consents'])
})

test('signing in as another user revokes the previous session and all copies of its cookie', async () => {
  const setup = createSetup()
  await signIn(setup)
  const [before, copy] = [await sessionIn(setup), setup.jar.copy()]
  await signIn(setup, { person: 'otto' })
  const after = await sessionIn(setup)
  expect([before.viewer.id, after.viewer.id]).toEqual(['mira', 'otto'])
  expect(setup.jar.get('ended')?.value).toBe(before.id)
  expect(await readSessionCookie(setup.context, copy)).toBeNull()
  arrive(setup.jar, copy)
  expect(await sessionIn(setup)).toEqual(after)
})
