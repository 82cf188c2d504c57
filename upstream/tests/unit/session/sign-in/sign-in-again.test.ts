import { describe, expect, test } from 'vitest'
import { finishSignIn } from '@/lib/session/sign-in'
import { createSetup, press, sessionIn, start, tokenRequests } from '../../../../../tests/unit/support.ts'

describe('repeated callbacks', () => {
  test('reloading the callback URL redirects a signed-in browser to the requested page', async () => {
    const setup = createSetup()
    const callback = await press(setup, await start(setup))
    await finishSignIn(setup.context, setup.jar, callback)
    const session = await sessionIn(setup)
    const again = await finishSignIn(setup.context, setup.jar, callback)
    expect(tokenRequests(setup)).toBe(1)
    expect(await sessionIn(setup)).toEqual(session)
    expect(again).toEqual({ kind: 'signed_in', returnTo: '/playlists' })
  })

  test('if a callback is sent twice at the same time, the code is exchanged once, and both requests succeed', async () => {
    const setup = createSetup()
    const callback = await press(setup, await start(setup))
    const jars = [setup.jar.copy(), setup.jar.copy()]
    const ends = await Promise.all(jars.map((jar) => finishSignIn(setup.context, jar, callback)))
    expect(tokenRequests(setup)).toBe(1)
    expect(ends.map(({ kind }) => kind)).toEqual(['signed_in', 'signed_in'])
  })

  test('repeating a callback in a different browser fails, and Spotify is not called', async () => {
    const setup = createSetup()
    const callback = await press(setup, await start(setup))
    await finishSignIn(setup.context, setup.jar, callback)
    const other = createSetup()
    expect(await finishSignIn(setup.context, other.jar, callback)).toMatchObject({ reason: 'state_mismatch' })
    expect(other.jar.written).toEqual([])
    expect(tokenRequests(setup)).toBe(1)
  })
})
