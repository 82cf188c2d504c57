import { expect, test } from 'vitest'
import { cookieNames, cookieOptions, readSessionCookie, writeSessionCookie } from '@/lib/session/cookies'
import { createSession } from '@/lib/session/session'
import { defaultScopes } from '@/lib/spotify/scopes'
import { createSetup, sessionOf, signedIn, TestJar } from '../../../../tests/unit/support.ts'
import { brokenSeals } from '../../../support/hostile/seals.ts'

test('removing a cookie sets its Max-Age to 0', () => {
  expect(cookieOptions('https://music.example.com', 0)).toEqual({
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 0,
  })
})

test.each(['https://music.example.com', 'http://127.0.0.1:3000'])(
  'with the origin %s, the session cookie is never mistaken for a sign-in attempt',
  (appUrl) => {
    const names = cookieNames(appUrl)
    expect(names.attempt('abc').startsWith(names.attempts)).toBe(true)
    expect(names.session.startsWith(names.attempts)).toBe(false)
  },
)

test('with a typical session, the Cookie header is at most 1,100 bytes long', async () => {
  const setup = createSetup({ appUrl: 'https://music.example.com' })
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
  await writeSessionCookie(setup.context, setup.jar, createSession(tokens, profile, setup.clock.ms))
  expect(`Cookie: ${setup.jar.header()}`.length).toBeLessThanOrEqual(1_100)
})

test('the longest tokens that Spotify is known to issue fit into the session cookie', async () => {
  const setup = createSetup({ appUrl: 'https://music.example.com' })
  const session = { ...sessionOf(setup), accessToken: 'a'.repeat(582) }
  const viewer = { accountId: 'a'.repeat(64), id: 'i'.repeat(64), name: '🎷'.repeat(60), pictureUrl: 'p'.repeat(200) }
  await writeSessionCookie(setup.context, setup.jar, { ...session, viewer })
  expect(setup.jar.header().length).toBeLessThan(2_400)
})

test.each(brokenSeals)('a tampered session cookie is neither accepted nor changed: $title', async ({ broken }) => {
  const setup = createSetup()
  await signedIn(setup)
  const jar = new TestJar([['session', broken(setup.jar.get('session')?.value ?? '')]])
  expect(await readSessionCookie(setup.context, jar)).toBeNull()
  expect(jar.written).toEqual([])
})

test('a session cookie is ignored if its name has a different case, prefix or suffix', async () => {
  const setup = createSetup({ appUrl: 'https://music.example.com' })
  await signedIn(setup)
  const sealed = setup.jar.get('__Host-session')?.value ?? ''
  const names = [
    'session',
    '__host-session',
    '__HOST-SESSION',
    '__Host-session.0',
    '__Host-session.-1',
    '__Secure-session',
  ]
  for (const name of names) expect(await readSessionCookie(setup.context, new TestJar([[name, sealed]]))).toBeNull()
  expect(await readSessionCookie(setup.context, new TestJar([['__Host-session', sealed]]))).not.toBeNull()
})
