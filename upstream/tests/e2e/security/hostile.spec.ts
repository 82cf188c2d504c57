import { seal } from '../../../../lib/session/seal.ts'
import { ask, row } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { type Servers, sessionPassword } from '../../../../tests/support/servers.ts'
import { sealContent, sealSession } from '../../../../tests/support/sessions.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { beginSignIn, firstButtonOf } from '../../../support/callbacks.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'
import { hostileCallbacks, strangeStates } from '../../../support/hostile/callbacks.ts'
import { noSessionCookies, oddContents, strangeMarkers, strangeSuffixes } from '../../../support/hostile/cookies.ts'
import { honestReturnTo, hostileReturnTo } from '../../../support/hostile/return-to.ts'
import { idleCallbackQueries, moreCallbacks } from '../../../support/hostile/rows.ts'
import { brokenSeals, replacePart, strangePasswordIds } from '../../../support/hostile/seals.ts'

const exchanges = ({ spotify }: Servers) => spotify.requests().filter(({ path }) => path === '/api/token').length
const tooLong = (text: string) => text.length > 15_000
const loginPage = (origin: string, reason: string, returnTo: string) =>
  `${origin}/login?${new URLSearchParams({ reason, returnTo })}`

const returnRows = [...hostileReturnTo.map((given) => [given, '/'] as const), ...honestReturnTo]

test('a sign-in ends on this site, whatever the value of returnTo', async ({ servers }) => {
  const { origin } = servers.app
  for (const [given, kept] of returnRows) {
    const visitor = new Visitor(servers)
    const login = `/api/auth/login?returnTo=${encodeURIComponent(given)}`
    const callback = await beginSignIn(visitor, servers, login)
    const answer = await visitor.send(`/api/auth/callback?${callback}`)
    row(`returnTo=${JSON.stringify(given)}`, answer.location, origin + kept)
  }
})

test('a failed sign-in returns to a path on this site, whatever the value of returnTo', async ({ servers }) => {
  const { origin } = servers.app
  for (const [given, kept] of returnRows) {
    const visitor = new Visitor(servers)
    const login = `/api/auth/login?returnTo=${encodeURIComponent(given)}`
    const { state = '' } = Object.fromEntries(await beginSignIn(visitor, servers, login))
    const answer = await visitor.send(`/api/auth/callback?error=access_denied&state=${state}`)
    row(`returnTo=${JSON.stringify(given)}`, answer.location, loginPage(origin, 'access_denied', kept))
  }
})

test('the sign-in page and the refresh endpoint lead only to this site, whatever the value of returnTo', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const cookie = `session=${await sealSession(spotify, { refreshedAtMs: Date.now() + 3_600_000 })}`
  for (const [given, kept] of returnRows) {
    const query = `returnTo=${encodeURIComponent(given)}`
    const page = await ask(origin, `/login?reason=access_denied&${query}`)
    row(`/login?${query}`, new URL(firstButtonOf(page.body), origin).searchParams.get('returnTo'), kept)
    const refresh = await ask(origin, `/api/auth/refresh?${query}`, { headers: { cookie } })
    row(`/api/auth/refresh?${query}`, refresh.location, origin + kept)
    const stranger = await ask(origin, `/api/auth/refresh?${query}`)
    row(`/api/auth/refresh?${query}, signed out`, stranger.location, loginPage(origin, 'signed_out', kept))
  }
  expect(exchanges(servers)).toBe(0)
})

test('a callback with the wrong state does not sign the visitor in, call Spotify or end the session', async ({
  servers,
  spotify,
}) => {
  const session = await sealSession(spotify)
  for (const { title, change } of strangeStates) {
    const visitor = new Visitor(servers, [['session', session]])
    const callback = await beginSignIn(visitor, servers, '/api/auth/login?returnTo=/account')
    callback.set('state', change(callback.get('state') ?? ''))
    const answer = await ask(servers.app.origin, `/api/auth/callback?${callback}`, { headers: headersOf(visitor) })
    const refused = { status: 303, location: loginPage(servers.app.origin, 'state_mismatch', '/'), cookies: [] }
    const { status, location, cookies } = answer
    // Node itself refuses a request line longer than 16 kB.
    if (tooLong(`${callback}`)) row(title, [0, 431].includes(status), true)
    else row(title, { status, location, cookies }, refused)
  }
  expect(exchanges(servers)).toBe(0)
})

test('tampering with a callback URL leads to the correct error and does not end the session', async ({
  servers,
  spotify,
}) => {
  const session = await sealSession(spotify)
  for (const { title, change, reason } of [...hostileCallbacks, ...moreCallbacks]) {
    const visitor = new Visitor(servers, [['session', session]])
    const callback = await beginSignIn(visitor, servers, '/api/auth/login?returnTo=/account')
    const [attempt = ''] = [...visitor.cookies.keys()].filter((name) => name.startsWith('login.'))
    spotify.clearRequests()
    change(callback)
    const answer = await ask(servers.app.origin, `/api/auth/callback?${callback}`, { headers: headersOf(visitor) })
    if (tooLong(`${callback}`)) {
      row(title, [0, 431].includes(answer.status), true)
      continue
    }
    const returnTo = reason === 'state_mismatch' ? '/' : '/account'
    const observed = {
      location: answer.location,
      written: answer.cookies.map((line) => line.split(';')[0]),
      caching: answer.headers['cache-control'],
      exchanges: exchanges(servers),
    }
    row(title, observed, {
      location: loginPage(servers.app.origin, reason, returnTo),
      written: reason === 'state_mismatch' ? [] : [`${attempt}=`],
      caching: 'private, no-store',
      exchanges: reason === 'code_rejected' ? 1 : 0,
    })
  }
})

test('unknown parameters in a callback URL have no effect', async ({ servers }) => {
  for (const query of idleCallbackQueries) {
    const visitor = new Visitor(servers)
    const callback = await beginSignIn(visitor, servers, '/api/auth/login?returnTo=/account')
    const answer = await visitor.send(`/api/auth/callback?${query}&${callback}`)
    row(query, answer.location, `${servers.app.origin}/account`)
  }
})

test('a sign-in can be finished only in the browser that started it', async ({ servers, spotify }) => {
  const stranger = new Visitor(servers)
  const callback = await beginSignIn(stranger, servers, '/api/auth/login?returnTo=/account')
  const victims = { 'with a session': await sealSession(spotify), 'with none': '', 'with an invalid session': 'Fe26.2' }
  for (const [title, session] of Object.entries(victims)) {
    const victim = new Visitor(servers, [['session', session]])
    await victim.send('/api/auth/login?returnTo=/profile')
    const answer = await victim.send(`/api/auth/callback?${callback}`)
    const expected = { location: loginPage(servers.app.origin, 'state_mismatch', '/'), cookies: [] }
    row(`a victim ${title}`, { location: answer.location, cookies: answer.cookies }, expected)
  }
  expect(exchanges(servers)).toBe(0)
})

test('a session cookie with even one changed bit is rejected, but neither rewritten nor removed', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const good = await sealSession(spotify)
  const values = new Map<string, string>()
  for (let index = 0; index < good.length; index++) {
    const flipped = String.fromCharCode(good.charCodeAt(index) ^ 1)
    values.set(`the byte at ${index} flipped`, good.slice(0, index) + flipped + good.slice(index + 1))
  }
  for (let cut = 0; cut < 40; cut++) values.set(`cut at ${cut}/40`, good.slice(0, Math.floor((good.length * cut) / 40)))
  for (const { title, broken } of brokenSeals) values.set(title, broken(good))
  for (const id of strangePasswordIds) values.set(`the password id ${id}`, replacePart(good, 1, id))
  const broken = replacePart(good, 7, 'A'.repeat(43)).split('~')[0]
  for (const suffix of strangeSuffixes) values.set(`a broken seal and ${suffix}`, broken + suffix)
  for (const { title, content } of oddContents)
    values.set(`in a good seal: ${title}`, await sealContent(content(await storedOf(good))))
  values.set('an attempt', await sealContent(await storedOf(good), 'attempt'))
  values.set('a refresh', await sealContent(await storedOf(good), 'refresh'))
  const other = 'another-password-of-at-least-32-characters'
  values.set('a newer password', await seal({ 2: other }, 'session', await storedOf(good), 86_400))
  values.set('another password of the same number', await seal({ 1: other }, 'session', await storedOf(good), 86_400))

  await inTurn([...values], async ([title, value]) => {
    // The seal does not protect the version suffix, which only describes the format. A cookie with a changed suffix may still
    // be valid.
    const isSuffix = /^the byte at (\d+)/.test(title) && value.split('~')[0] === good.split('~')[0]
    const cookie = `session=${encodeURIComponent(value)}`
    const { status, cookies } = await ask(origin, '/api/me', { headers: { cookie } })
    const allowed = tooLong(cookie) ? [0, 431] : isSuffix ? [200, 401] : [401]
    row(`${title}: ${value}`, { isRefused: allowed.includes(status), cookies }, { isRefused: true, cookies: [] })
    if (tooLong(cookie) || isSuffix || /^the byte at \d*[1-9]$/.test(title)) return
    const page = await ask(origin, '/account', { headers: { cookie } })
    const expected = { location: '/login?reason=signed_out&returnTo=%2Faccount', cookies: [] }
    row(`${title} on a page`, { location: page.location, cookies: page.cookies }, expected)
  })
  const { status } = await ask(origin, '/api/me', { headers: { cookie: `session=${good}` } })
  expect(status).toBe(200)
})

test('changing a seal’s version suffix does not weaken any check', async ({ servers, spotify }) => {
  const [body = ''] = (await sealSession(spotify)).split('~')
  for (const suffix of strangeSuffixes) {
    const cookie = `session=${body}${suffix}`
    const { status, cookies } = await ask(servers.app.origin, '/api/me', { headers: { cookie } })
    const isSound = status === 401 || status === 200
    row(`a good seal and ${suffix}`, { isSound, cookies }, { isSound: true, cookies: [] })
  }
})

test('a session cookie that is misnamed, split into chunks or sent in a malformed header is rejected', async ({
  servers,
  spotify,
}) => {
  const good = await sealSession(spotify)
  const other = await sealSession(spotify, { id: 'anotherSession00' })
  for (const { title, header } of noSessionCookies) {
    const cookie = header(good, other)
    const { status, cookies } = await ask(servers.app.origin, '/api/me', { headers: { cookie } })
    row(`${title}: ${cookie}`, { status, cookies }, { status: 401, cookies: [] })
  }
})

test('a revocation cookie without a valid session ID revokes no session', async ({ servers, spotify }) => {
  const good = await sealSession(spotify)
  for (const marker of strangeMarkers) {
    const cookie = `ended=${marker}; session=${good}`
    const { status, cookies } = await ask(servers.app.origin, '/api/me', { headers: { cookie } })
    row(`ended=${marker}`, { status, cookies }, { status: 200, cookies: [] })
  }
})

test('a session cookie that is sent again after the sign-out is rejected and removed', async ({ servers }) => {
  for (const path of ['/account', '/playlists', '/', '/login', '/api/me']) {
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    const late = visitor.cookies.get('session') ?? ''
    await visitor.signOut()
    visitor.cookies.set('session', late)
    const { body } = await visitor.send(path)
    const observed = { isRevealed: /Mira/.test(body), isKept: visitor.cookies.has('session') }
    row(path, observed, { isRevealed: false, isKept: false })
  }
})

test('over HTTPS, a session cookie is accepted only with the __Host- prefix', async () => {
  const servers = await startServers({ APP_URL: 'https://stagedoor.example' })
  try {
    const good = await sealSession(servers.spotify)
    const names = [
      'session',
      '__host-session',
      '__Secure-session',
      '__Host-Session',
      '__Host-session.0',
      'Host-session',
    ]
    for (const name of names) {
      const { status } = await ask(servers.app.origin, '/api/me', { headers: { cookie: `${name}=${good}` } })
      row(name, status, 401)
    }
    const cookie = `__Host-session=${good}`
    row(cookie, (await ask(servers.app.origin, '/api/me', { headers: { cookie } })).status, 200)
    const login = await ask(servers.app.origin, '/api/auth/login')
    row(
      'the attempt',
      login.cookies.every((line) => /^__Host-login\.\S+; Path=\/;.* Secure;/.test(line)),
      true,
    )
  } finally {
    await servers.stop()
  }
})

const headersOf = ({ cookies }: Visitor) => ({
  cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})

async function storedOf(sealed: string): Promise<unknown[]> {
  const { unsealData } = await import('iron-session')
  const { session } = await unsealData<{ session: unknown[] }>(sealed, { password: { 1: sessionPassword } })
  return session
}

/** Runs several tasks at a time, so a thousand checks take only seconds. */
async function inTurn<Item>(items: Item[], task: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values()
  const work = async () => {
    for (const item of queue) await task(item)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}
