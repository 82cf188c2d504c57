import { describe, expect, test } from 'vitest'
import { finishSignIn, startSignIn } from '@/lib/session/sign-in'
import { createWorld, press, sessionIn, tokenRequests, type World } from '../../../../../tests/unit/support.ts'

const start = ({ context, jar }: World) =>
  startSignIn(context, jar, { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false })

describe('a repeated callback', () => {
  test('after a reload in the signed-in browser redirects to the page', async () => {
    const world = createWorld()
    const callback = await press(world, await start(world))
    await finishSignIn(world.context, world.jar, callback)
    const session = await sessionIn(world)
    const again = await finishSignIn(world.context, world.jar, callback)
    expect(tokenRequests(world)).toBe(1)
    expect(await sessionIn(world)).toEqual(session)
    expect(again).toEqual({ kind: 'signed_in', returnTo: '/playlists' })
  })

  test('at the same time makes one code exchange, and both redirect to the page', async () => {
    const world = createWorld()
    const callback = await press(world, await start(world))
    const jars = [world.jar.copy(), world.jar.copy()]
    const ends = await Promise.all(jars.map((jar) => finishSignIn(world.context, jar, callback)))
    expect(tokenRequests(world)).toBe(1)
    expect(ends.map(({ kind }) => kind)).toEqual(['signed_in', 'signed_in'])
  })

  test('in another browser fails without a call to Spotify', async () => {
    const world = createWorld()
    const callback = await press(world, await start(world))
    await finishSignIn(world.context, world.jar, callback)
    const other = createWorld()
    expect(await finishSignIn(world.context, other.jar, callback)).toMatchObject({ reason: 'state_mismatch' })
    expect(other.jar.written).toEqual([])
    expect(tokenRequests(world)).toBe(1)
  })
})
