import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { ask, type Question, type Reply, row } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { sealSession } from '../../../../tests/support/sessions.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'
import { hostileHeaders } from '../../../support/hostile/headers.ts'
import {
  authAddresses,
  foreignPosts,
  methodDisguises,
  methods,
  noVisits,
  pageDresses,
  pageSpellings,
} from '../../../support/hostile/requests.ts'
import {
  hostileLoginPageQueries,
  hostileLoginQueries,
  hostilePlaylistIds,
  hostileScopes,
  hostileSlices,
  repeatedParameters,
} from '../../../support/hostile/rows.ts'

const personal = /Mira|Night ferry/

test('each sign-in endpoint accepts only its own method, even if headers or parameters try to override it', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const cookie = `session=${await sealSession(spotify)}`
  const send = (path: string, question: Question) =>
    ask(origin, path, { ...question, headers: { cookie, origin, ...question.headers } })
  for (const { path, allowed } of authAddresses) {
    for (const method of methods) {
      if (method === allowed) continue
      const { status, cookies, body } = await send(path, { method })
      row(`${method} ${path}`, { status, cookies, body }, { status: 405, cookies: [], body: '' })
    }
    const { headers, cookies } = await send(path, { method: 'OPTIONS' })
    const offered = `${headers.allow}`.split(', ').filter((method) => !['OPTIONS', 'HEAD'].includes(method))
    row(`OPTIONS ${path}`, { offered, cookies }, { offered: [allowed], cookies: [] })
  }
  for (const { query = '', headers = {} } of methodDisguises) {
    const { status, cookies } = await send(`/api/auth/logout?${query}`, { headers })
    row(`GET logout ${query} ${JSON.stringify(headers)}`, { status, cookies }, { status: 405, cookies: [] })
  }
  expect((await send('/api/me', {})).status).toBe(200)
  expect(spotify.requests().filter(({ path }) => path === '/api/token')).toEqual([])
})

test('no other site can sign visitors out', async ({ servers, spotify }) => {
  const { origin } = servers.app
  const cookie = `session=${await sealSession(spotify)}`
  for (const given of foreignPosts) {
    const headers: Record<string, string> = { cookie }
    for (const [name, value] of Object.entries(given)) headers[name] = value.replace('OURS', origin)
    const { status, cookies } = await ask(origin, '/api/auth/logout', { method: 'POST', headers })
    row(`POST with ${JSON.stringify(given)}`, { status, cookies }, { status: 403, cookies: [] })
  }
  expect((await ask(origin, '/api/me', { headers: { cookie } })).status).toBe(200)
})

test('a background request neither starts a sign-in nor refreshes a token', async ({ servers, spotify }) => {
  const { origin } = servers.app
  const due = `session=${await sealSession(spotify, { expiresAtMs: Date.now() + 1_000 })}`
  for (const headers of noVisits) {
    for (const path of ['/api/auth/login?returnTo=/account', '/api/auth/refresh?returnTo=/account']) {
      const { status, cookies, body } = await ask(origin, path, { headers: { cookie: due, ...headers } })
      row(`${path} ${JSON.stringify(headers)}`, { status, cookies, body }, { status: 204, cookies: [], body: '' })
    }
  }
  expect(spotify.requests()).toEqual([])
})

test('a signed-out visitor gets no private data, however a private path is spelled', async ({ servers, spotify }) => {
  const { origin } = servers.app
  const cookie = `session=${await sealSession(spotify)}`
  let told = 0
  for (const path of pageSpellings) {
    for (const dress of pageDresses) {
      const title = `${path} ${JSON.stringify(dress)}`
      // First sends the request with a session. If the response were cached, a signed-out visitor would receive it too.
      const hers = await ask(origin, path, { headers: { cookie, ...dress } })
      if (personal.test(hers.body)) {
        told++
        row(`${title}, with a session`, hers.headers['cache-control'], expect.stringMatching(/^private, .*no-store/))
      }
      const { status, body, cookies, location } = await ask(origin, path, { headers: dress })
      const leadsAway = location !== undefined && new URL(location, origin).origin !== origin
      const observed = {
        isServerError: status >= 500 || status === 0,
        isRevealed: personal.test(body),
        cookies,
        leadsAway,
      }
      row(title, observed, { isServerError: false, isRevealed: false, cookies: [], leadsAway: false })
    }
  }
  expect(told).toBeGreaterThan(10)
})

test('forged internal headers and proxy headers have no effect', async ({ servers }) => {
  const { origin } = servers.app
  const paths = [
    '/',
    '/login',
    '/account',
    '/playlists',
    '/api/me',
    '/api/auth/callback',
    '/api/auth/login',
    '/nowhere',
  ]
  for (const path of paths) {
    const plain = pick(await ask(origin, path))
    for (const headers of hostileHeaders) {
      const answer = await ask(origin, path, { headers })
      const isEcho = /evil/.test(JSON.stringify(answer.headers) + answer.body.replaceAll('evil.example/nowhere', ''))
      const title = `${path} with ${JSON.stringify(headers)}`
      row(title, { ...pick(answer), isEcho }, { ...plain, isEcho: false })
    }
  }
})

/** Returns a response's status, redirect URL and cookies, with random parts removed. */
function pick({ status, location, cookies }: Reply) {
  const written = cookies.map((line) => line.replace(/=.*?;/, ';').replace(/^login\.[^;]*/, 'login'))
  return {
    status,
    location: location?.replace(/(state|code_challenge)=[^&]*/g, '$1'),
    written: written.map((line) => line.replace(/Expires=[^;]*/i, '')),
  }
}

test('hostile query parameters in the sign-in URL cannot change the authorization request', async ({ servers }) => {
  const { origin } = servers.app
  const plain = askedAt((await ask(origin, '/api/auth/login')).location)
  for (const query of hostileLoginQueries) {
    const { status, location } = await ask(origin, `/api/auth/login?${query}`)
    row(query, { status, ...askedAt(location) }, { status: 303, ...plain })
  }
  for (const scope of hostileScopes) {
    const { status, body, cookies } = await ask(origin, `/api/auth/login?scope=${encodeURIComponent(decodeURI(scope))}`)
    const observed = { status, cookies, isEcho: /evil|script/.test(body) }
    row(`scope=${scope}`, observed, { status: 400, cookies: [], isEcho: false })
  }
})

function askedAt(location = '') {
  const url = new URL(location)
  const drawn = Object.fromEntries(
    ['state', 'code_challenge'].map((name) => [name, url.searchParams.get(name)?.length]),
  )
  for (const name of Object.keys(drawn)) url.searchParams.delete(name)
  return { address: url.href, ...drawn }
}

test('the sign-in page does not echo any part of its URL', async ({ servers, spotify }) => {
  for (const query of hostileLoginPageQueries) {
    const { status, body, cookies } = await ask(servers.app.origin, `/login?${query}`)
    // Removes all scripts, because Next includes the URL as text in a script with a nonce.
    const shown = body.replace(/<script[\s\S]*?<\/script>/g, '')
    const observed = { status, cookies, isEcho: /evil/.test(shown), heads: shown.match(/<h1/g)?.length }
    row(`/login?${query}`, observed, { status: 200, cookies: [], isEcho: false, heads: 1 })
  }
  expect(spotify.requests()).toEqual([])
})

test('an invalid list parameter causes a 400 response, and an invalid playlist ID cannot reach another Spotify endpoint', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const headers = { cookie: `session=${await sealSession(spotify)}` }
  for (const query of hostileSlices) {
    for (const path of ['/api/playlists', `/api/playlists/${playlistIds.miraPrivate}/items`]) {
      const { status, body } = await ask(origin, `${path}?${query}`, { headers })
      row(`${path}?${query}`, { status, isEcho: /evil/.test(body) }, { status: 400, isEcho: false })
    }
  }
  expect(spotify.requests()).toEqual([])
  for (const id of hostilePlaylistIds) {
    for (const path of [`/api/playlists/${id}/items`, `/playlists/${id}`]) {
      const { status, body } = await ask(origin, path, { headers })
      const isSound = status === 404 || status === 400 || (status === 200 && !path.startsWith('/api'))
      row(path, { isSound, isRevealed: /Night ferry/.test(body) }, { isSound: true, isRevealed: false })
    }
  }
  const asked = spotify.requests().map(({ path }) => path)
  expect(asked.filter((path) => !/^\/v1\/(me$|playlists\/[^/]+(\/items)?$)/.test(path))).toEqual([])
})

test('a request that repeats a parameter gets a 400 response that names the parameter, and has no effect', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const headers = { cookie: `session=${await sealSession(spotify)}`, origin }
  for (const { path, names, method = 'GET' } of repeatedParameters) {
    for (const name of names) {
      for (const values of ['1 1', '1 evil', 'evil 1', '1 ', '1 1 1'].map((list) => list.split(' '))) {
        const query = new URLSearchParams(values.map((value) => [name, value]))
        const { status, body, cookies } = await ask(origin, `${path}?other=1&${query}`, { method, headers })
        const isNamed = body.includes('"code":"invalid_request"') && body.includes(`"message":"${name} `)
        const observed = { status, cookies, isNamed, isEcho: /evil/.test(body) }
        row(`${path}?${query}`, observed, { status: 400, cookies: [], isNamed: true, isEcho: false })
      }
    }
  }
  expect(spotify.requests()).toEqual([])
})
