import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import type { Servers } from '../../../support/servers.ts'

/** Access tokens with less than a minute left are due for a refresh, so the next page view rewrites the cookie. */
const dueSeconds = 50

const [oldPassword, newPassword] = [0, 1].map(() => randomBytes(24).toString('hex'))
/** The indexes of three app instances that serve the same visitors. Each instance is at a different step of a password change. */
const [before, between, after] = [0, 1, 2]

test.describe.configure({ mode: 'serial' })

let servers: Servers

test.beforeAll(async () => {
  // A password without a number counts as number 1.
  servers = await startServers({ SESSION_PASSWORD: `${oldPassword}` })
  await servers.startInstance({ SESSION_PASSWORD: JSON.stringify({ 2: newPassword, 1: oldPassword }) })
  await servers.startInstance({ SESSION_PASSWORD: JSON.stringify({ 2: newPassword }) })
})

test.afterAll(() => servers.stop())

async function signedInAt(instance: number | undefined, seconds = 3_600): Promise<Visitor> {
  const visitor = new Visitor(servers)
  go(visitor, instance)
  await visitor.signIn('mira', seconds)
  return visitor
}

function go(visitor: Visitor, instance: number | undefined): Visitor {
  visitor.instance = instance ?? null
  return visitor
}

const isServed = async (visitor: Visitor) => (await visitor.visit('/playlists')).body.includes('Night ferry, all of it')
const passwordNumber = ({ cookies }: Visitor) => cookies.get('session')?.match(/^Fe26\.2\*(\d+)\*/)?.[1]

test('adding a new password neither invalidates nor rewrites a cookie sealed with the old password', async () => {
  const visitor = await signedInAt(before)
  expect(passwordNumber(visitor)).toBe('1')
  go(visitor, between)
  for (const path of ['/playlists', '/account', '/api/me', '/']) {
    const answer = await visitor.send(path)
    expect(answer, path).toMatchObject({ status: 200, cookies: [] })
  }
  expect(await isServed(visitor)).toBe(true)
  expect(passwordNumber(visitor)).toBe('1')
})

test('a cookie sealed with the old password is sealed with the new password the next time it is written', async () => {
  const visitor = await signedInAt(before, dueSeconds)
  expect(await isServed(go(visitor, between))).toBe(true)
  expect(passwordNumber(visitor)).toBe('2')
  expect(await isServed(go(visitor, after))).toBe(true)
})

test('an instance that does not have the new password does not change cookies sealed with that password', async () => {
  const visitor = await signedInAt(between, dueSeconds)
  expect(passwordNumber(visitor)).toBe('2')
  const cookies = new Map(visitor.cookies)
  go(visitor, before)
  const pages = ['/', '/login', '/account', '/profile', '/playlists', '/api/me', '/api/playlists']
  for (const path of [...pages, '/api/auth/refresh?returnTo=%2Fplaylists']) {
    const answer = await visitor.send(path)
    expect(answer.status, path).toBeLessThan(500)
    expect(answer.cookies, path).toEqual([])
  }
  expect(visitor.cookies).toEqual(cookies)
  expect(await isServed(go(visitor, between))).toBe(true)
  expect(await isServed(go(visitor, after))).toBe(true)
})

test('a sign-in can start before a password change and finish after it', async () => {
  const visitor = go(new Visitor(servers), before)
  const callback = await visitor.agree('mira')
  await go(visitor, between).send(callback)
  expect(passwordNumber(visitor)).toBe('2')
  expect(await isServed(visitor)).toBe(true)
})

test('an instance that does not have the new password does not remove sign-in attempts sealed with that password', async () => {
  const visitor = go(new Visitor(servers), between)
  const callback = await visitor.agree('mira')
  const early = await go(visitor, before).send(callback)
  expect(early.location).toContain('/login?reason=state_mismatch')
  expect(early.cookies).toEqual([])
  const late = await go(visitor, between).send(callback)
  expect(late.location).toBe(`${servers.app.origin}/account`)
  expect(await isServed(visitor)).toBe(true)
})

test('changing the password in two steps keeps visitors signed in', async () => {
  const active = await signedInAt(before, dueSeconds)
  const idle = await signedInAt(before)

  // Step 1: add the new password to one instance after another.
  const newcomer = await signedInAt(between)
  for (const visitor of [active, idle, newcomer]) expect(await isServed(go(visitor, between))).toBe(true)
  expect([active, idle, newcomer].map(passwordNumber)).toEqual(['2', '1', '2'])

  // Step 2: remove the old password after all cookies have been rewritten.
  for (const visitor of [active, newcomer]) {
    expect(await isServed(go(visitor, after))).toBe(true)
    expect(await isServed(go(visitor, between))).toBe(true)
  }

  // If the old password is removed before a visitor's cookie is rewritten, adding the password back restores the visitor's session.
  const refused = await go(idle, after).send('/playlists')
  expect(refused.location).toContain('/login?reason=signed_out')
  expect(refused.cookies).toEqual([])
  expect(await isServed(go(idle, between))).toBe(true)
})

test.describe('instances at neighbouring steps of a three-step password change', () => {
  let rollOut: Servers

  test.beforeAll(async () => {
    rollOut = await startServers({ SESSION_PASSWORD: `${oldPassword}` })
    await rollOut.startInstance({ SESSION_PASSWORD: JSON.stringify({ 2: oldPassword, 1: newPassword }) })
    await rollOut.startInstance({ SESSION_PASSWORD: JSON.stringify({ 2: newPassword, 1: oldPassword }) })
  })

  test.afterAll(() => rollOut.stop())

  for (const [first, second] of [
    [0, 1],
    [1, 2],
  ])
    test(`instances at steps ${first} and ${second} can read each other’s cookies`, async () => {
      for (const [from, to] of [
        [first, second],
        [second, first],
      ]) {
        rollOut.spotify.settings.accessTokenSeconds = dueSeconds
        const visitor = go(new Visitor(rollOut), from)
        const callback = await visitor.agree('mira')
        await go(visitor, to).send(callback)
        for (const instance of [from, to, from, to]) expect(await isServed(go(visitor, instance))).toBe(true)
      }
    })
})
