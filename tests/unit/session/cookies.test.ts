import { expect, test } from 'vitest'
import { cookieNames, cookieOptions } from '@/lib/session/cookies'

test('on https the names are bound to the host and the cookies to https', () => {
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

test('on a loopback address the names are plain, and the cookies closed to scripts all the same', () => {
  const names = cookieNames('http://127.0.0.1:3000')
  expect(names.session).toBe('session')
  expect(names.attempt('abc')).toBe('login.abc')
  expect(cookieOptions('http://127.0.0.1:3000', 60)).toMatchObject({ httpOnly: true, secure: false, sameSite: 'lax' })
})

test('a cookie that goes says so by its age and by a day long past', () => {
  expect(cookieOptions('https://music.example.com', 0)).toEqual({
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 0,
    expires: new Date(0),
  })
  expect(cookieOptions('https://music.example.com', 60)).not.toHaveProperty('expires')
})

test.each(['https://music.example.com', 'http://127.0.0.1:3000'])(
  'at %s an attempt is found by its prefix, and a session is none',
  (appUrl) => {
    const names = cookieNames(appUrl)
    expect(names.attempt('abc').startsWith(names.attempts)).toBe(true)
    expect(names.session.startsWith(names.attempts)).toBe(false)
  },
)

test('no cookie names a domain, so that no neighbour gets it', () => {
  expect(cookieOptions('https://music.example.com', 60)).not.toHaveProperty('domain')
})
