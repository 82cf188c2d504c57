import { describe, expect, test } from 'vitest'
import { finishSignIn } from '@/lib/session/sign-in'
import { createSetup, press, start, type TestSetup, tokenRequests } from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'
import { instanceWith, MemoryStore } from '../../../../support/memory-store.ts'

/** Returns a callback and the cookies of the browser that started the sign-in. */
async function callbackIn(setup: TestSetup) {
  const callback = await press(setup, await start(setup))
  return { callback, cookies: setup.jar.copy() }
}

const withCode = (callback: URLSearchParams, code: string) =>
  new URLSearchParams({ code, state: callback.get('state') ?? '' })

describe('used sign-in attempts', () => {
  test('a sign-in attempt can be used only once, no matter how many forged codes are sent', async () => {
    const setup = createSetup()
    const { callback, cookies } = await callbackIn(setup)
    const answer = (code: string) => finishSignIn(setup.context, cookies.copy(), withCode(callback, code))
    expect(await answer('invented')).toMatchObject({ reason: 'code_rejected' })
    const ends = await Promise.all(Array.from({ length: 200 }, (_, index) => answer(`invented ${index}`)))
    for (const end of ends)
      expect(end).toMatchObject({ kind: 'failed', reason: 'state_mismatch', returnTo: '/playlists' })
    expect(tokenRequests(setup)).toBe(1)
  })

  test('a used sign-in attempt stays invalid even after its result has been removed from memory', async () => {
    const setup = createSetup()
    const { callback, cookies } = await callbackIn(setup)
    await finishSignIn(setup.context, cookies.copy(), callback)
    setup.clock.ms += 60_000
    expect(await finishSignIn(setup.context, cookies.copy(), callback)).toMatchObject({ reason: 'state_mismatch' })
    expect(tokenRequests(setup)).toBe(1)
  })

  test('a sign-in attempt can be used once per store, or once per process if there is no store', async () => {
    for (const isShared of [true, false]) {
      const setup = createSetup()
      const store = new MemoryStore(setup.clock)
      const { callback, cookies } = await callbackIn(setup)
      for (let process = 0; process < 4; process++) {
        const { context } = isShared ? instanceWith(store, setup) : anotherInstance(setup)
        await finishSignIn(context, cookies.copy(), withCode(callback, `invented ${process}`))
      }
      expect(tokenRequests(setup)).toBe(isShared ? 1 : 4)
    }
  })

  test('a sign-in works even if the store is down', async () => {
    const setup = createSetup()
    const store = new MemoryStore(setup.clock)
    store.before = () => {
      throw new Error('down')
    }
    const { callback, cookies } = await callbackIn(setup)
    const { context } = instanceWith(store, setup)
    expect(await finishSignIn(context, cookies, callback)).toMatchObject({ kind: 'signed_in' })
  })
})
