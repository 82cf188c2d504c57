import { attemptLifeSeconds, createAttempt, toStoredAttempt } from '../../../../lib/session/attempt.ts'
import { maxReturnToLength } from '../../../../lib/session/urls.ts'
import { defaultScopes } from '../../../../lib/spotify/scopes.ts'
import { personOf } from '../../../../tests/emulator/data/people.ts'
import { ask } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { sealContent, sealSession } from '../../../../tests/support/sessions.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'
import { brokenSeals } from '../../../support/hostile/seals.ts'

const bytesOf = (visitor: Visitor) =>
  [...visitor.cookies].reduce((sum, [name, value]) => sum + name.length + value.length, 0)
const request = { returnTo: '/account', requestedScopes: [...defaultScopes], showDialog: false }
const startedAt = (name: string) => Number.parseInt(name.slice('login.'.length, -4), 36)

for (const { title, returnTo } of [
  { title: 'short', returnTo: '/playlists?page=2' },
  { title: 'the longest', returnTo: `/${'a'.repeat(maxReturnToLength - 1)}` },
]) {
  test(`after 200 sign-ins are started with ${title} returnTo values, at most the five newest attempts remain`, async ({
    servers,
  }) => {
    const visitor = new Visitor(servers)
    const made = new Set<string>()
    for (let start = 0; start < 200; start++) {
      const { status } = await visitor.send(`/api/auth/login?returnTo=${encodeURIComponent(returnTo)}`)
      expect(status).toBe(303)
      for (const name of visitor.cookies.keys()) made.add(name)
      expect(visitor.cookies.size).toBeLessThanOrEqual(5)
      expect(bytesOf(visitor)).toBeLessThanOrEqual(6_000)
    }
    const kept = [...visitor.cookies.keys()]
    const dropped = [...made].filter((name) => !visitor.cookies.has(name))
    expect(made.size).toBe(200)
    expect(kept.length).toBeGreaterThan(0)
    expect(Math.min(...kept.map(startedAt))).toBeGreaterThanOrEqual(Math.max(...dropped.map(startedAt)))
    expect((await visitor.send('/login')).status).toBe(200)
  })
}

test('after 200 sign-ins start at once, for example in iframes, the next sign-in leaves at most five attempt cookies', async ({
  servers,
}) => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => ask(servers.app.origin, '/api/auth/login?returnTo=/account')),
  )
  expect(answers.filter(({ status }) => status !== 303)).toEqual([])
  // As many cookies as fit within Node's 16 kB limit on headers.
  const made = answers
    .slice(0, 15)
    .flatMap(({ cookies }) => cookies.map((line) => line.split(';')[0]?.split('=') ?? []))
  const visitor = new Visitor(servers, made as [string, string][])
  expect(visitor.cookies.size).toBe(15)
  expect((await visitor.send('/api/auth/login')).status).toBe(303)
  expect(visitor.cookies.size).toBeLessThanOrEqual(5)
  expect(bytesOf(visitor)).toBeLessThanOrEqual(6_000)
})

const ages = [
  { title: 'started just now', seconds: 0, isLive: true },
  { title: 'a minute before it expires', seconds: attemptLifeSeconds - 60, isLive: true },
  { title: 'that is a second too old', seconds: attemptLifeSeconds + 1, isLive: false },
  { title: 'that is an hour old', seconds: 3_600, isLive: false },
  { title: 'from a clock half a minute ahead', seconds: -30, isLive: true },
  { title: 'from the far future', seconds: -3_600, isLive: false },
]

for (const { title, seconds, isLive } of ages) {
  test(`a sign-in attempt ${title} ${isLive ? 'can be finished' : 'is refused without a call to Spotify'}`, async ({
    servers,
    spotify,
  }) => {
    const attempt = createAttempt(request, Date.now() - seconds * 1_000)
    const sealed = await sealContent(toStoredAttempt(attempt), 'attempt')
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(attempt.verifier))
    const code = spotify.codeFor('ada', {
      scopes: defaultScopes,
      redirectUri: `${servers.app.origin}/api/auth/callback`,
      codeChallenge: Buffer.from(digest).toString('base64url'),
    })
    const visitor = new Visitor(servers, [[`login.${attempt.id}`, sealed]])
    const { location } = await visitor.send(`/api/auth/callback?${new URLSearchParams({ code, state: attempt.state })}`)
    expect(location).toBe(`${servers.app.origin}${isLive ? '/account' : '/login?reason=state_mismatch&returnTo=%2F'}`)
    expect(spotify.requests().some(({ path }) => path === '/api/token')).toBe(isLive)
  })
}

test('a sign-in fails if its attempt cookie was tampered with or does not contain a valid attempt', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const attempt = createAttempt(request, Date.now())
  const stored = toStoredAttempt(attempt)
  const sealed = await sealContent(stored, 'attempt')
  const values = new Map(brokenSeals.map(({ title, broken }) => [title, broken(sealed)]))
  values.set('a session', await sealSession(spotify))
  values.set('an attempt sealed as a session', await sealContent(stored, 'session'))
  values.set('an attempt sealed as a refresh', await sealContent(stored, 'refresh'))
  for (const key of Object.keys(stored))
    values.set(`an attempt without the field ${key}`, await sealContent({ ...stored, [key]: undefined }, 'attempt'))
  values.set('a number', await sealContent(1, 'attempt'))
  values.set('another state', await sealContent({ ...stored, state: `${attempt.id}.${'A'.repeat(43)}` }, 'attempt'))
  for (const [title, value] of values) {
    const headers = { cookie: `login.${attempt.id}=${encodeURIComponent(value)}` }
    const { status, location } = await ask(origin, `/api/auth/callback?code=x&state=${attempt.state}`, { headers })
    if (value.length > 15_000) expect.soft([0, 431], title).toContain(status)
    else expect.soft(location, title).toBe(`${origin}/login?reason=state_mismatch&returnTo=%2F`)
  }
  console.log(`${values.size} rows: attempts`)
  expect(spotify.requests()).toEqual([])
})

test('200 forged codes for one sign-in attempt cause only one token request and do not block other sign-ins', async ({
  servers,
  spotify,
}) => {
  const stranger = new Visitor(servers)
  const state = new URL(await stranger.startSignIn()).searchParams.get('state') ?? ''
  const cookie = [...stranger.cookies].map((pair) => pair.join('=')).join('; ')
  spotify.faults.set({ name: 'rate_limited', where: 'token', retryAfter: 3_600, times: 1 })
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      ask(servers.app.origin, `/api/auth/callback?code=invented-${index}&state=${state}`, { headers: { cookie } }),
    ),
  )
  expect(spotify.requests().filter(({ path }) => path === '/api/token')).toHaveLength(1)
  expect(answers.filter(({ location }) => location?.includes('reason=rate_limited'))).toHaveLength(1)
  expect(answers.filter(({ location }) => location?.includes('reason=state_mismatch'))).toHaveLength(199)

  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  expect((await visitor.visit('/account')).body).toContain(personOf('mira').label)
})

test('if two users have copies of one sign-in attempt, the first to finish is signed in, and the other has to start again', async ({
  servers,
}) => {
  const mira = new Visitor(servers)
  const authorizeUrl = await mira.startSignIn()
  const otto = new Visitor(servers, mira.cookies)
  await mira.send(await mira.agreeTo(authorizeUrl, 'mira'))
  const { location } = await otto.send(await otto.agreeTo(authorizeUrl, 'otto'))
  expect(location).toContain('reason=state_mismatch')
  expect((await mira.visit('/account')).body).toContain(personOf('mira').label)
  await otto.signIn('otto')
  expect((await otto.visit('/account')).body).toContain(personOf('otto').label)
})

test('a sign-in started from another site or origin always shows Spotify’s consent page', async ({ servers }) => {
  const visitor = new Visitor(servers)
  const asks = async (site: string) => {
    const { location } = await visitor.send('/api/auth/login?returnTo=/account', 'GET', { 'sec-fetch-site': site })
    return new URL(location ?? '').searchParams.get('show_dialog')
  }
  for (const site of ['cross-site', 'same-site']) expect(await asks(site), site).toBe('true')
  for (const site of ['same-origin', 'none']) expect(await asks(site)).toBe(null)
})

test('a thousand cookies with names like those of attempt cookies do not cause a large response', async ({
  servers,
}) => {
  const names = Array.from({ length: 1_000 }, (_, index) => [`login.${index}`, ''] as [string, string])
  for (const [path, method] of [
    ['/api/auth/login', 'GET'],
    ['/api/auth/logout', 'POST'],
  ] as const) {
    const { status, cookies } = await new Visitor(servers, names).send(path, method)
    expect(status, path).toBe(303)
    expect(cookies.length, path).toBeLessThan(5)
  }
})
