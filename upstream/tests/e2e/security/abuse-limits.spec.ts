import { apiAddresses, pageAddresses } from '../../../../tests/support/addresses.ts'
import { ask, type Question, type Reply, row } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { sealSession } from '../../../../tests/support/sessions.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'

const everyAddress = [...pageAddresses, ...apiAddresses, '/api/reports']
const megabyte = 'x'.repeat(1_000_000)
const reportType = { 'content-type': 'application/csp-report' }

type Flood = { title: string; of: Question & { query?: string; longer?: string } }

/** Requests with oversized input. Together, they cover every part of a request. */
const floods: Flood[] = [
  ...['text/plain', 'application/csp-report'].map((type) => ({
    title: `a body of 1 MB, ${type}`,
    of: { method: 'POST', headers: { 'content-type': type }, body: megabyte },
  })),
  {
    title: 'a body of 1 MB for a server action',
    of: {
      method: 'POST',
      headers: { 'next-action': 'a'.repeat(42), 'content-type': 'text/plain' },
      body: megabyte,
    },
  },
  { title: 'a query of 100 kB', of: { query: `x=${'y'.repeat(100_000)}` } },
  {
    title: '4,000 parameters',
    of: {
      query: Array.from({ length: 4_000 }, (_, n) => `${n}`)
        .join('&')
        .slice(0, 15_000),
    },
  },
  { title: 'one parameter 7,000 times', of: { query: 'a&'.repeat(7_000) } },
  {
    title: '500 cookies',
    of: { headers: { cookie: Array.from({ length: 500 }, (_, n) => `session.${n}=x`).join('; ') } },
  },
  {
    title: '100 attempts',
    of: { headers: { cookie: Array.from({ length: 100 }, (_, n) => `login.${n}=Fe26.2*1*x~2`).join('; ') } },
  },
  { title: 'a header of 64 kB', of: { headers: { 'x-long': 'x'.repeat(64_000) } } },
  {
    title: '900 headers',
    of: { headers: Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`x-${n}`, 'x'])) },
  },
  { title: 'a path of 12 kB', of: { longer: `/${'x'.repeat(12_000)}` } },
  { title: 'a path of 4,000 parts', of: { longer: '/x'.repeat(4_000) } },
]

test(`oversized requests of ${floods.length} kinds to ${everyAddress.length} paths all get a response and do not delay other visitors`, async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const waits: number[] = []
  let slowest = 0
  for (const { title, of } of floods)
    for (const path of everyAddress) {
      const { query = '', longer = '', ...question } = of
      const [start, rest] = path.split('?')
      const address = `${longer ? start?.replace(/\/$/, '') : start}${longer}?${[rest, query].filter(Boolean).join('&')}`
      const startedAt = performance.now()
      const [reply, other] = await Promise.all([
        ask(origin, address, question),
        fetch(`${origin}/api/health`).then(({ status }) => ({ status, ms: performance.now() - startedAt })),
      ])
      const observed = { isServerError: reply.status >= 500, other: other.status }
      row(`${title} at ${path}: ${reply.status}`, observed, { isServerError: false, other: 200 })
      waits.push(other.ms)
      slowest = Math.max(slowest, reply.ms)
    }
  const [median = 0, longest = 0] = [waits.sort((a, b) => a - b)[waits.length >> 1], waits.at(-1)]
  console.log(
    `other visitors waited ${median.toFixed(1)} ms (median), at most ${longest.toFixed()} ms; the slowest oversized request took ${slowest.toFixed()} ms`,
  )
  expect(spotify.requests(), 'calls to Spotify without a session').toEqual([])
  expect((await ask(origin, '/login')).status).toBe(200)
})

test('a 14 kB User-Agent header is not much slower to process than another header of the same length', async ({
  servers,
}) => {
  const longest = 'x'.repeat(14_000)
  // The fastest of several responses doesn't depend on how busy the machine is.
  const fastestMs = async (header: string) => {
    const waits: number[] = []
    for (let count = 0; count < 10; count++)
      waits.push((await ask(servers.app.origin, '/login', { headers: { [header]: longest } })).ms)
    return Math.min(...waits)
  }
  const otherMs = await fastestMs('x-long')
  expect(await fastestMs('user-agent')).toBeLessThan(10 * otherMs)
})

test('two thousand policy reports, including invalid and very large ones, cause at most twenty log lines per minute', async () => {
  const { app, stop } = await startServers()
  const told = {
    'document-uri': `${app.origin}/login?code=s3cret`,
    'effective-directive': 'img-src',
    'blocked-uri': 'inline',
  }
  const good = JSON.stringify({ 'csp-report': told })
  const kinds: [Question, number[]][] = [
    [{ headers: reportType, body: good }, [204, 429]],
    [
      {
        headers: { 'content-type': 'application/reports+json' },
        body: JSON.stringify(
          Array(50).fill({
            type: 'csp-violation',
            body: { documentURL: `${app.origin}/`, effectiveDirective: 'img-src', blockedURL: 'eval' },
          }),
        ),
      },
      [204, 413, 429],
    ],
    [{ headers: reportType, body: '{' }, [400, 429]],
    [{ headers: reportType, body: '' }, [400, 429]],
    [{ headers: reportType, body: good + ' '.repeat(9_000) }, [413, 429]],
    [{ headers: { 'content-type': 'application/json' }, body: good }, [415]],
    [{ body: good }, [415]],
  ]
  const startedAt = Math.floor(Date.now() / 60_000)
  for (let round = 0; round < 300; round++) {
    const replies = await Promise.all(
      kinds.map(([question]) => ask(app.origin, '/api/reports', { method: 'POST', ...question })),
    )
    for (const [index, { status, body }] of replies.entries()) {
      if (!kinds[index]?.[1].includes(status) || body)
        row(`round ${round}, kind ${index}`, { status, body }, kinds[index]?.[1])
    }
  }
  const huge = await ask(app.origin, '/api/reports', { method: 'POST', headers: reportType, body: megabyte })
  expect([0, 413, 429]).toContain(huge.status)
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
    expect((await ask(app.origin, '/api/reports', { method })).status).toBe(405)
  const minutes = Math.floor(Date.now() / 60_000) - startedAt + 1
  const lines = app
    .output()
    .split('\n')
    .filter((line) => line.includes('"policy"'))
  expect(lines.length).toBeGreaterThanOrEqual(20)
  expect(lines.length).toBeLessThanOrEqual(20 * minutes)
  expect(app.output()).not.toContain('s3cret')
  await stop()
})

test('1,500 requests without a valid session make no call to Spotify and do not prevent a signed-in visitor’s token refresh', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const mira = new Visitor(servers, [['session', await sealSession(spotify, { expiresAtMs: Date.now() + 1_000 })]])
  const bent = (await sealSession(spotify)).replace(/.{9}~/, 'A~')
  spotify.clearRequests()
  const started: Promise<Reply>[] = []
  for (let count = 0; count < 300; count++) {
    const headers = { cookie: `session=${bent}; login.mwuot4fh9lPf=${bent}` }
    const state = `mwuot4fh9lPf.${'A'.repeat(43)}`
    for (const path of [
      '/api/auth/login',
      `/api/auth/callback?code=x&state=${state}`,
      '/api/auth/refresh?returnTo=/account',
      '/api/me',
      `/api/auth/callback?error=x&state=${state}`,
    ])
      started.push(ask(origin, path, { headers }))
  }
  const page = await mira.visit('/playlists')
  expect(page.body).toContain('Night ferry')
  const replies = await Promise.all(started)
  expect(replies.filter(({ status }) => status >= 500)).toEqual([])
  const asked = spotify.requests().map(({ grantType, path }) => grantType ?? path)
  expect(asked.filter((each) => each !== '/v1/me/playlists')).toEqual(['refresh_token'])
})

test('a URL can have a hundred parameters, but no more', async ({ servers, spotify }) => {
  const { origin } = servers.app
  const cookie = `session=${await sealSession(spotify)}`
  const get = (path: string, count: number) =>
    ask(origin, `${path}?${Array.from({ length: count }, (_, n) => n).join('&')}`, { headers: { cookie } })
  expect((await get('/account', 100)).body).toContain('Mira Solvang')
  for (const path of [
    '/account',
    '/playlists',
    '/api/me',
    '/api/auth/login',
    '/api/auth/callback',
    '/favicon.ico',
    '/nowhere',
  ]) {
    const { status, body, cookies } = await get(path, 101)
    row(path, { status, body, cookies }, { status: 414, body: 'Too many parameters', cookies: [] })
  }
  expect(spotify.requests()).toEqual([])
})

test('a request target with another site’s origin never causes a redirect to that site', async ({ servers }) => {
  for (const target of [
    'http://evil.example/login',
    'http://evil.example//login',
    'https://evil.example/',
    'evil.example:443',
  ])
    for (const host of ['evil.example', new URL(servers.app.origin).host]) {
      const { status, location } = await new Visitor(servers).send(target, 'GET', { host })
      row(target, { status, location }, { status: 400, location: undefined })
    }
})
