import { describe, expect, test } from 'vitest'
import { cookieNames, cookieOptions, readSessionCookie, writeSessionCookie } from '@/lib/session/cookies'
import { seal } from '@/lib/session/seal'
import { createSetup, day, newPassword, oldPassword, sessionOf, signedIn, TestJar } from '../support.ts'

test('over HTTPS, cookies are Secure, have no Domain attribute and have names that start with __Host-', () => {
  const names = cookieNames('https://music.example.com')
  expect(names.session).toBe('__Host-session')
  expect(names.attempt('abc')).toBe('__Host-login.abc')
  expect(cookieOptions('https://music.example.com', 60)).toEqual({
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 60,
  })
})

test('on a loopback address, cookie names have no prefix, but cookies are still HttpOnly', () => {
  const names = cookieNames('http://127.0.0.1:3000')
  expect(names.session).toBe('session')
  expect(names.attempt('abc')).toBe('login.abc')
  expect(cookieOptions('http://127.0.0.1:3000', 60)).toMatchObject({ httpOnly: true, secure: false, sameSite: 'lax' })
})

test('a session stays the same when it is written to its cookie and read again', async () => {
  const setup = createSetup()
  const session = sessionOf(setup)
  await writeSessionCookie(setup.context, setup.jar, session)
  expect(await readSessionCookie(setup.context, setup.jar)).toEqual(session)
})

test('writing a session that is too large for a cookie throws an error and keeps the existing cookie', async () => {
  const setup = createSetup()
  const session = await signedIn(setup)
  const huge = { ...session, accessToken: 'a'.repeat(3_000) }
  await expect(writeSessionCookie(setup.context, setup.jar, huge)).rejects.toThrow(RangeError)
  expect(setup.jar.written).toHaveLength(1)
  expect(await readSessionCookie(setup.context, setup.jar)).toEqual(session)
})

test('the session cookie expires 20 days after the consent expires, however often the cookie is written', async () => {
  const setup = createSetup()
  const session = await signedIn(setup)
  expect(setup.jar.written[0]?.options.maxAge).toBe((200 * day) / 1_000)
  setup.clock.ms += 150 * day
  await writeSessionCookie(setup.context, setup.jar, session)
  expect(setup.jar.written[1]?.options.maxAge).toBe((50 * day) / 1_000)
})

describe('an invalid session cookie', () => {
  test.each([
    ['no content', () => ''],
    ['half of the cookie', (sealed: string) => sealed.slice(0, sealed.length / 2)],
    ['JSON', () => '{"session":[1]}'],
    ['a JSON web token', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtaXJhIn0.'],
  ])('a tampered session cookie is neither accepted nor changed: %s', async (_title, tamper) => {
    const setup = createSetup()
    await signedIn(setup)
    const jar = new TestJar([['session', tamper(setup.jar.get('session')?.value ?? '')]])
    expect(await readSessionCookie(setup.context, jar)).toBeNull()
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
  ])('a sealed cookie that does not contain a session is neither accepted nor changed: %s', async (_title, content) => {
    const setup = createSetup()
    const jar = new TestJar([['session', await seal({ 1: oldPassword }, 'session', content, 60)]])
    expect(await readSessionCookie(setup.context, jar)).toBeNull()
    expect(jar.written).toEqual([])
  })
})

test('after a password change, old session cookies stay valid, and new ones are sealed with the new password', async () => {
  const setup = createSetup()
  const session = await signedIn(setup)
  const both = { ...setup.context, config: { ...setup.context.config, passwords: { 2: newPassword, 1: oldPassword } } }
  expect(await readSessionCookie(both, setup.jar)).toEqual(session)
  await writeSessionCookie(both, setup.jar, session)
  expect(setup.jar.get('session')?.value).toMatch(/^Fe26\.2\*2\*/)
  const written = setup.jar.written.length
  expect(await readSessionCookie(setup.context, setup.jar)).toBeNull()
  expect(setup.jar.written).toHaveLength(written)
})
