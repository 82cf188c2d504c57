import { describe, expect, test } from 'vitest'
import { finishSignIn, startSignIn } from '@/lib/session/sign-in'
import { anotherInstance, createWorld, press, tokenRequests, type World } from '../../../../../tests/unit/support.ts'
import { MemoryStore } from '../../../../support/memory-store.ts'

const plain = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }

/** A callback and the cookies of the browser that started the sign-in. */
async function callbackIn(world: World) {
  const callback = await press(world, await startSignIn(world.context, world.jar, plain))
  return { callback, cookies: world.jar.copy() }
}

const withCode = (callback: URLSearchParams, code: string) =>
  new URLSearchParams({ code, state: callback.get('state') ?? '' })

describe('an attempt can be used only once', () => {
  test('for any number of forged codes, one after the other or at the same time', async () => {
    const world = createWorld()
    const { callback, cookies } = await callbackIn(world)
    const answer = (code: string) => finishSignIn(world.context, cookies.copy(), withCode(callback, code))
    expect(await answer('invented')).toMatchObject({ reason: 'code_rejected' })
    const ends = await Promise.all(Array.from({ length: 200 }, (_, index) => answer(`invented ${index}`)))
    for (const end of ends)
      expect(end).toMatchObject({ kind: 'failed', reason: 'state_mismatch', returnTo: '/playlists' })
    expect(tokenRequests(world)).toBe(1)
  })

  test('even after its response was removed from memory', async () => {
    const world = createWorld()
    const { callback, cookies } = await callbackIn(world)
    await finishSignIn(world.context, cookies.copy(), callback)
    world.clock.ms += 60_000
    expect(await finishSignIn(world.context, cookies.copy(), callback)).toMatchObject({ reason: 'state_mismatch' })
    expect(tokenRequests(world)).toBe(1)
  })

  test('in all processes with a store, and in each process without one', async () => {
    for (const isShared of [true, false]) {
      const world = createWorld()
      const store = isShared ? new MemoryStore(world.clock) : undefined
      const { callback, cookies } = await callbackIn(world)
      for (let process = 0; process < 4; process++) {
        const { context } = anotherInstance(world, { store })
        await finishSignIn(context, cookies.copy(), withCode(callback, `invented ${process}`))
      }
      expect(tokenRequests(world)).toBe(isShared ? 1 : 4)
    }
  })

  test('and a store that is down does not prevent a sign-in', async () => {
    const world = createWorld()
    const store = new MemoryStore(world.clock)
    store.before = () => {
      throw new Error('down')
    }
    const { callback, cookies } = await callbackIn(world)
    const { context } = anotherInstance(world, { store })
    expect(await finishSignIn(context, cookies, callback)).toMatchObject({ kind: 'signed_in' })
  })
})
