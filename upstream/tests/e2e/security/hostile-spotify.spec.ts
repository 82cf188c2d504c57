import { createServer, type ServerResponse } from 'node:http'
import { unsealData } from 'iron-session'
import { freePort } from '../../../../scripts/processes.ts'
import { unhandledLines } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { type Servers, sessionPassword } from '../../../../tests/support/servers.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { browserlessTest as browserless } from '../../../support/description/watched-test.ts'
import { hostileProfiles } from '../../../support/hostile/profiles.ts'
import { expiresIn, hostileTokenAnswers } from '../../../support/hostile/token-responses.ts'

type Answer = { status?: number; body: unknown; type?: string | null; headers?: Record<string, string> }

/** The built app, connected to a fake Spotify server whose responses the test chooses. */
type Liar = { servers: Servers; say: { token: Answer; profile: Answer }; asked: string[] }

const goodTokens = { access_token: 'BQ', token_type: 'Bearer', expires_in: 3_600, refresh_token: 'AQ' }
const goodProfile = { id: 'mira', display_name: 'Mira', images: [], external_urls: {} }

const test = browserless.extend<{ liar: Liar }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
  liar: async ({}, use) => {
    const say: Liar['say'] = { token: { body: goodTokens }, profile: { body: goodProfile } }
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      request.resume().on('end', () => write(response, request.url === '/api/token' ? say.token : say.profile))
    })
    const port = await freePort()
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${port}`
    const servers = await startServers({ SPOTIFY_ACCOUNTS_URL: origin, SPOTIFY_API_URL: origin })
    await use({ servers, say, asked })
    expect(unhandledLines(servers.app.output()), 'uncaught errors').toEqual([])
    await servers.stop()
    server.closeAllConnections()
    server.close()
  },
})

function write(
  response: ServerResponse,
  { status = 200, body, type = 'application/json', headers = {} }: Answer,
): void {
  response.writeHead(status, { ...(type && { 'content-type': type }), ...headers })
  response.end(body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
}

async function signIn({ servers }: Liar) {
  const visitor = new Visitor(servers)
  const { location } = await visitor.send('/api/auth/login?returnTo=/account')
  const state = new URL(location ?? '').searchParams.get('state') ?? ''
  const answer = await visitor.send(`/api/auth/callback?${new URLSearchParams({ code: 'code', state })}`)
  return { visitor, answer }
}

const reasons = {
  grant_refused: 'code_rejected',
  client_refused: 'client_rejected',
  unavailable: 'spotify_unavailable',
} as const

test('any token response without valid tokens leads to the correct error page', async ({ liar }) => {
  for (const { title, kind, ...answer } of hostileTokenAnswers) {
    // Skips responses with status 429, because they make the app pause its calls. `rate-limits.spec.ts` covers rate limits.
    if (answer.status === 429) continue
    liar.say.token = answer
    liar.asked.length = 0
    const { answer: callback, visitor } = await signIn(liar)
    const observed = { location: callback.location, cookies: visitor.cookies.size, asked: liar.asked }
    const location = `${liar.servers.app.origin}/login?reason=${reasons[kind]}&returnTo=%2Faccount`
    expect.soft(observed, title).toEqual({ location, cookies: 0, asked: ['/api/token'] })
  }
  console.log(`${hostileTokenAnswers.length} rows: token responses`)
})

test('a session has a valid expiry time, whatever value Spotify sends in expires_in', async ({ liar }) => {
  for (const [given, seconds] of expiresIn) {
    liar.say.token = { body: { ...goodTokens, expires_in: given } }
    const start = Date.now() / 1_000
    const { answer, visitor } = await signIn(liar)
    const end = Date.now() / 1_000
    expect.soft(answer.location, `expires_in ${JSON.stringify(given)}`).toBe(`${liar.servers.app.origin}/account`)
    const password = { 1: sessionPassword }
    const { session } = await unsealData<{ session: number[] }>(visitor.cookies.get('session') ?? '', { password })
    const expiresAt = session?.[4] ?? Number.NaN
    // The session contains whole seconds.
    const isValid = expiresAt > start + seconds - 1 && expiresAt < end + seconds + 1
    expect.soft(isValid, `expires_in ${JSON.stringify(given)}: ${expiresAt - end} s`).toBe(true)
  }
  console.log(`${expiresIn.length} rows: expires_in`)
})

test('everything in a profile is shown as text, and all links lead to known hosts', async ({ liar }) => {
  for (const { title, profile } of hostileProfiles) {
    liar.say.profile = { body: { ...goodProfile, ...profile } }
    const { answer, visitor } = await signIn(liar)
    expect.soft(answer.location, title).toBe(`${liar.servers.app.origin}/account`)
    for (const path of ['/account', '/profile', '/login', '/api/me']) {
      const { status, body } = await visitor.send(path)
      expect.soft(status, `${title} on ${path}`).toBe(200)
      if (path.startsWith('/api')) continue
      const active = body.match(/<img src=x|<script>evil|"javascript:|evil\.example|[^\\]" onmouseover="|<svg onload/g)
      expect.soft(active, `${title} on ${path}`).toBeNull()
    }
  }
  console.log(`${hostileProfiles.length} rows: profiles`)
})
