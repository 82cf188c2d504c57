import { expect, test } from 'vitest'
import { readSessionCookie, revokeSession, writeSessionCookie } from '@/lib/session/cookies'
import { createSetup, sessionOf, TestJar } from '../../../../tests/unit/support.ts'

const sizes = ({ context }: ReturnType<typeof createSetup>) => ({
  opened: count((each) => context.openedSessions.delete(each)),
  cached: count((each) => context.responseCache.delete(each)),
})

/** Returns the number of entries in a cache. `visit` calls its argument once for each entry. */
function count(visit: (isGone: () => boolean) => void): number {
  let entries = 0
  visit(() => {
    entries++
    return false
  })
  return entries
}

test('with 3,000 sessions, every cache stays within its limit, and ending a session removes that session’s entries', async () => {
  const setup = createSetup()
  const { context } = setup
  for (let index = 0; index < 3_000; index++) {
    const jar = new TestJar()
    const session = { ...sessionOf(setup), id: `session-${index}` }
    await writeSessionCookie(context, jar, session)
    expect((await readSessionCookie(context, jar))?.id).toBe(session.id)
    context.responseCache.set(`${session.id} /v1/me/playlists?`, { of: index })
    if (index === 2_999) {
      expect(sizes(setup)).toEqual({ opened: 1_000, cached: 400 })
      expect(context.responseCache.get(`${session.id} /v1/me/playlists?`)).toEqual({ of: index })
      await revokeSession(context, jar, session)
      expect(context.responseCache.get(`${session.id} /v1/me/playlists?`)).toBeUndefined()
      expect(sizes(setup)).toEqual({ opened: 999, cached: 399 })
      expect(await readSessionCookie(context, jar)).toBeNull()
    }
  }
  for (let index = 0; index < 20_000; index++) await context.revoked.add(`other-${index}`)
  expect(context.revoked.has('other-0')).toBe(false)
  expect(context.revoked.has('other-19999')).toBe(true)
})

test('a session cookie sent after the sign-out is rejected, and its session does not return to memory', async () => {
  const setup = createSetup()
  const jar = new TestJar()
  const session = sessionOf(setup)
  await writeSessionCookie(setup.context, jar, session)
  const late = jar.copy()
  await revokeSession(setup.context, jar, session)
  expect(await readSessionCookie(setup.context, late)).toBeNull()
  expect(sizes(setup).opened).toBe(0)
})
