import { expect, test } from 'vitest'
import { endSession, readSessionCookie, writeSessionCookie } from '@/lib/session/session-cookie'
import { createWorld, sessionOf, TestJar } from '../support.ts'

const sizes = ({ context }: ReturnType<typeof createWorld>) => ({
  opened: count((each) => context.opened.delete(each)),
  kept: count((each) => context.kept.delete(each)),
})

/** How many entries a memory has, by looking at each. */
function count(look: (isGone: () => boolean) => void): number {
  let entries = 0
  look(() => {
    entries++
    return false
  })
  return entries
}

test('three thousand sessions leave no more in memory than its bounds, and what is left goes at the sign-out', async () => {
  const world = createWorld()
  const { context } = world
  for (let index = 0; index < 3_000; index++) {
    const jar = new TestJar()
    const session = { ...sessionOf(world), id: `session-${index}` }
    await writeSessionCookie(context, jar, session)
    expect(readSessionCookie(context, jar)?.id).toBe(session.id)
    context.kept.set(`${session.id} /v1/me/playlists?`, { of: index })
    context.landings.set(session.id, '/account')
    if (index === 2_999) {
      expect(sizes(world)).toEqual({ opened: 1_000, kept: 400 })
      expect(context.kept.get(`${session.id} /v1/me/playlists?`)).toEqual({ of: index })
      await endSession(context, jar, session)
      expect(context.kept.get(`${session.id} /v1/me/playlists?`)).toBeUndefined()
      expect(sizes(world)).toEqual({ opened: 999, kept: 399 })
      expect(readSessionCookie(context, jar)).toBeNull()
    }
  }
  for (let index = 0; index < 20_000; index++) {
    context.landings.set(`other-${index}`, '/')
    await context.ended.add(`other-${index}`, world.clock.ms)
  }
  expect(context.landings.size).toBe(10_000)
  expect(context.ended.has('other-0')).toBe(false)
  expect(context.ended.has('other-19999')).toBe(true)
})

test('a cookie that comes back after its sign-out is not kept in memory again', async () => {
  const world = createWorld()
  const jar = new TestJar()
  const session = sessionOf(world)
  await writeSessionCookie(world.context, jar, session)
  const late = jar.copy()
  await endSession(world.context, jar, session)
  expect(readSessionCookie(world.context, late)).toBeNull()
  expect(sizes(world).opened).toBe(0)
})
