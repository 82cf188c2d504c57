import { describe, expect, test } from 'vitest'
import { seal } from '@/lib/session/seal'
import { createSession, toStored } from '@/lib/session/session'
import { readSessionCookie, removeSessionCookie, writeSessionCookie } from '@/lib/session/session-cookie'
import { defaultScopes } from '@/lib/spotify/scopes'
import { brokenSeals } from '../../security/broken-seals.ts'
import { createWorld, day, newPassword, oldPassword, sessionOf, signedIn, TestJar } from '../support.ts'

test('a saved session is read back', async () => {
  const world = createWorld()
  const session = sessionOf(world)
  await writeSessionCookie(world.context, world.jar, session)
  expect(readSessionCookie(world.context, world.jar)).toEqual(session)
})

test('an empty browser has no session', async () => {
  const world = createWorld()
  expect(readSessionCookie(world.context, world.jar)).toBeNull()
})

test('on every request the Cookie header has at most 1,100 bytes', async () => {
  const world = createWorld({ appUrl: 'https://music.example.com' })
  const tokens = {
    accessToken: 'a'.repeat(256),
    refreshToken: 'r'.repeat(131),
    expiresInSeconds: 3_600,
    scopes: [...defaultScopes],
  }
  const profile = {
    accountId: 'a'.repeat(22),
    id: 'i'.repeat(22),
    name: 'Mira Solvang',
    pictureUrl: `https://i.scdn.co/image/${'p'.repeat(40)}`,
    ...{ spotifyUrl: null, country: null, product: null, followerCount: null },
  }
  expect(profile.pictureUrl).toHaveLength(64)
  await writeSessionCookie(world.context, world.jar, createSession(tokens, profile, world.clock.ms))
  expect(`Cookie: ${world.jar.header()}`.length).toBeLessThanOrEqual(1_100)
})

test('the longest tokens ever seen fit with room to spare', async () => {
  const world = createWorld({ appUrl: 'https://music.example.com' })
  const session = { ...sessionOf(world), accessToken: 'a'.repeat(582) }
  const viewer = { accountId: 'a'.repeat(64), id: 'i'.repeat(64), name: '🎷'.repeat(60), pictureUrl: 'p'.repeat(200) }
  await writeSessionCookie(world.context, world.jar, { ...session, viewer })
  expect(world.jar.header().length).toBeLessThan(2_400)
})

test('a session that no browser would keep fails loudly, and the earlier cookie stays', async () => {
  const world = createWorld()
  const session = await signedIn(world)
  const huge = { ...session, accessToken: 'a'.repeat(3_000) }
  await expect(writeSessionCookie(world.context, world.jar, huge)).rejects.toThrow(RangeError)
  expect(world.jar.written).toHaveLength(1)
  expect(readSessionCookie(world.context, world.jar)).toEqual(session)
})

test('the cookie ends twenty days after the consent, however often it was written', async () => {
  const world = createWorld()
  const session = await signedIn(world)
  expect(world.jar.written[0]?.options.maxAge).toBe((200 * day) / 1_000)
  world.clock.ms += 150 * day
  await writeSessionCookie(world.context, world.jar, session)
  expect(world.jar.written[1]?.options.maxAge).toBe((50 * day) / 1_000)
})

test('a removed session is gone from the browser', async () => {
  const world = createWorld()
  await signedIn(world)
  removeSessionCookie(world.context, world.jar)
  expect(world.jar.names()).toEqual([])
  expect(world.jar.written.at(-1)).toMatchObject({ name: 'session', value: '', options: { maxAge: 0, path: '/' } })
})

describe('a cookie that is no session', () => {
  test.each(brokenSeals)('since it is $title is left alone', async ({ broken }) => {
    const world = createWorld()
    await signedIn(world)
    const jar = new TestJar([['session', broken(world.jar.get('session')?.value ?? '')]])
    expect(readSessionCookie(world.context, jar)).toBeNull()
    expect(jar.written).toEqual([])
  })

  test.each([
    ['a number', 7],
    ['null', null],
    ['an empty list', []],
    ['an object', { id: 'x' }],
    ['an object with a prototype', JSON.parse('{"__proto__":{"id":"x"}}')],
    ['an older version', [0, 'x']],
    ['a newer version', [2, 'x', 'a', 'r', 1, 1, 1, 1, 'u', null, null, null, 'more']],
  ])('since %s was sealed is left alone', async (_title, content) => {
    const world = createWorld()
    const jar = new TestJar([['session', await seal({ 1: oldPassword }, 'session', content, 60)]])
    expect(readSessionCookie(world.context, jar)).toBeNull()
    expect(jar.written).toEqual([])
  })

  test('since a session was sealed as an attempt', async () => {
    const world = createWorld()
    const jar = new TestJar([['session', await seal({ 1: oldPassword }, 'attempt', toStored(sessionOf(world)), 60)]])
    expect(readSessionCookie(world.context, jar)).toBeNull()
  })

  test('by its name: other letters, a part of a split one, or without the prefix on https', async () => {
    const world = createWorld({ appUrl: 'https://music.example.com' })
    await signedIn(world)
    const sealed = world.jar.get('__Host-session')?.value ?? ''
    const names = [
      'session',
      '__host-session',
      '__HOST-SESSION',
      '__Host-session.0',
      '__Host-session.-1',
      '__Secure-session',
    ]
    for (const name of names) expect(readSessionCookie(world.context, new TestJar([[name, sealed]]))).toBeNull()
    expect(readSessionCookie(world.context, new TestJar([['__Host-session', sealed]]))).not.toBeNull()
  })
})

test('when the password changes, old cookies open and the next write takes the new one', async () => {
  const world = createWorld()
  const session = await signedIn(world)
  const both = { ...world.context, config: { ...world.context.config, passwords: { 2: newPassword, 1: oldPassword } } }
  expect(readSessionCookie(both, world.jar)).toEqual(session)
  await writeSessionCookie(both, world.jar, session)
  expect(world.jar.get('session')?.value).toMatch(/^Fe26\.2\*2\*/)
  const written = world.jar.written.length
  expect(readSessionCookie(world.context, world.jar)).toBeNull()
  expect(world.jar.written).toHaveLength(written)
})
