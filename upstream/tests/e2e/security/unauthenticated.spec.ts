import { glob, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { ask, row } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { sealSession } from '../../../../tests/support/sessions.ts'
import { buildVariant, folderOf, startVariant } from '../../../support/apps/variant.ts'
import { browserlessTest as withProxy } from '../../../support/description/watched-test.ts'
import { hostileHeaders } from '../../../support/hostile/headers.ts'
import { pageDresses, pageSpellings } from '../../../support/hostile/requests.ts'

// All tests run in one worker, so the app without `proxy.ts` is built only once.
withProxy.describe.configure({ mode: 'default' })

const secretInBuild = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const passwordInBuild = 'a password that is set during the build: c0ffee'

/** A copy of the app without `proxy.ts`, built while secrets are set in the environment. */
const withoutProxy = withProxy.extend({
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
    async ({}, use) => {
      Object.assign(process.env, { SPOTIFY_CLIENT_SECRET: secretInBuild, SESSION_PASSWORD: passwordInBuild })
      await buildVariant('no-proxy', (folder) => rm(join(folder, 'proxy.ts')))
      const servers = await startVariant('no-proxy')
      await use(servers)
      await servers.stop()
    },
    { scope: 'worker', timeout: 900_000 },
  ],
})

const pages = ['/account', '/profile', '/listening', '/playlists', `/playlists/${playlistIds.miraPrivate}`]
const json = ['/api/me', '/api/listening/now', '/api/playlists', `/api/playlists/${playlistIds.miraPrivate}/items`]
const personal = /Mira Solvang|Night ferry/

const segments = [
  '/_tree',
  '/_index',
  '/_full',
  '/account',
  '/account/__PAGE__',
  '/!KHNpZ25lZC1pbik/account',
  '/__proto__',
]
const tree = encodeURIComponent(
  JSON.stringify(['', { children: ['account', { children: ['__PAGE__', {}] }] }, null, 'refetch']),
)
const action = { 'next-action': '40'.padEnd(42, 'a'), 'content-type': 'text/plain;charset=UTF-8' }

type Dress = { method?: string; headers: Record<string, string>; body?: string; query?: string }

/** Options for page views, React Server Component requests, prefetches, server actions and requests with forged headers. */
const dresses: readonly Dress[] = [
  ...pageDresses.map((headers) => ({ headers })),
  ...segments.map((segment) => ({
    headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': segment },
  })),
  { headers: { rsc: '1' }, query: '_rsc=x' },
  { headers: { rsc: '1', 'next-router-state-tree': tree, 'next-url': '/account' } },
  { headers: { rsc: '1', 'next-hmr-refresh': '1' } },
  { headers: { ...action }, method: 'POST', body: '[]' },
  { headers: { ...action, rsc: '1', 'next-router-state-tree': tree }, method: 'POST', body: '[]' },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, method: 'POST', body: '$ACTION_ID_x=1' },
  ...hostileHeaders.map((headers) => ({ headers })),
]

for (const [place, test] of [
  ['build without proxy.ts', withoutProxy],
  ['build with proxy.ts', withProxy],
] as const) {
  test.describe(place, () => {
    test(`no private path reveals anything to a signed-out visitor (${place}, ${dresses.length} kinds of headers, ${pageSpellings.length} spellings)`, async ({
      servers,
      spotify,
    }) => {
      const { origin } = servers.app
      const cookie = `session=${await sealSession(spotify)}`
      const rows = [
        ...[...pages, ...json].flatMap((path) => dresses.map((dress) => ({ path, dress }))),
        ...pageSpellings.flatMap((path) => pageDresses.map((headers) => ({ path, dress: { headers } as Dress }))),
      ]
      let told = 0
      for (const { path, dress } of rows) {
        const { query, ...question } = dress
        const address = query ? `${path}?${query}` : path
        // First sends the request with a session. If the response were cached, a signed-out visitor would receive it too.
        const hers = await ask(origin, address, { ...question, headers: { ...question.headers, cookie } })
        if (personal.test(hers.body)) told++
        spotify.clearRequests()
        const { status, body, cookies, location, headers } = await ask(origin, address, question)
        const observed = {
          isServerError: status >= 500 || status === 0,
          isRevealed: personal.test(body + JSON.stringify(headers)),
          cookies,
          leadsAway: location !== undefined && new URL(location, origin).origin !== origin,
          asked: spotify.requests().length,
        }
        const expected = { isServerError: false, isRevealed: false, cookies: [], leadsAway: false, asked: 0 }
        row(`${address} ${JSON.stringify(dress)}`, observed, expected)
        if (json.includes(address) && !dress.method) expect.soft([401, 307], address).toContain(status)
      }
      // With a session, most of these requests return the visitor's data, which shows that they reach the pages.
      expect(told).toBeGreaterThan(300)
    })
  })
}

withoutProxy('a build contains no secrets, even if they are set in the environment', async ({ servers }) => {
  const isSecret = (text: string) => text.includes(secretInBuild) || text.includes(passwordInBuild)
  const found: string[] = []
  let files = 0
  for await (const path of glob(`${folderOf('no-proxy')}/.next/**/*.*`)) {
    const bytes = await readFile(path).catch(() => null)
    if (!bytes) continue
    files++
    if (isSecret(bytes.toString('latin1'))) found.push(path)
  }
  expect(found).toEqual([])
  expect(files).toBeGreaterThan(100)
  expect(servers.app.output()).not.toContain('c0ffee')
})
