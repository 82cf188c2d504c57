import { expect, test } from 'vitest'
import { scopes } from '@/lib/spotify/scopes'
import { attemptIn, createSetup, start } from '../../../../../tests/unit/support.ts'
import { hostileReturnTo } from '../../../../support/hostile/return-to.ts'

test('a sign-in with a missing or malicious returnTo leads to the home page', async () => {
  for (const returnTo of [null, ...hostileReturnTo.slice(0, 8)]) {
    const setup = createSetup()
    await start(setup, { returnTo })
    expect((await attemptIn(setup)).returnTo).toBe('/')
  }
})

test('a sign-in works with the longest allowed returnTo and all scopes', async () => {
  const setup = createSetup({ appUrl: 'https://music.example.com' })
  await expect(start(setup, { returnTo: `/${'a'.repeat(999)}`, addedScopes: scopes })).resolves.toBeInstanceOf(URL)
  expect(setup.jar.header().length).toBeLessThan(4_000)
})

test('200 sign-ins never leave more than five attempts or 6,000 bytes of cookies', async () => {
  const setup = createSetup({ appUrl: 'https://music.example.com' })
  for (let tab = 0; tab < 200; tab++) {
    setup.clock.ms += 50
    await start(setup, { returnTo: `/playlists?q=${'x'.repeat((tab * 97) % 1_000)}` })
    expect(setup.jar.attempts().length).toBeLessThanOrEqual(5)
    expect(setup.jar.header().length).toBeLessThanOrEqual(6_100)
  }
})

test('long returnTo values reduce the number of attempts that are kept, but the newest attempt is always kept', async () => {
  const setup = createSetup()
  for (let tab = 0; tab < 4; tab++) {
    setup.clock.ms += 1_000
    await start(setup, { returnTo: `/${tab}${'a'.repeat(990)}` })
  }
  expect(setup.jar.attempts()).toHaveLength(3)
  expect((await attemptIn(setup)).returnTo).toMatch(/^\/3/)
})

test('a sign-in keeps all cookies that are not sign-in attempts', async () => {
  const setup = createSetup()
  for (let index = 0; index < 20; index++) setup.jar.cookies.set(`other.${index}`, 'x'.repeat(900))
  await start(setup)
  expect(setup.jar.names()).toHaveLength(21)
})
