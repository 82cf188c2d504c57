import { unsealData } from 'iron-session'
import { type FaultName, faultKinds } from '../../../../tests/emulator/faults/faults.ts'
import { ask } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { secretsIn, sessionPassword } from '../../../../tests/support/servers.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { sceneGroups } from '../../../support/browser/scenes.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { test } from '../../../support/description/watched-test.ts'
import { test as withOwnServers } from '../../../support/own-servers.ts'

/** Returns a response's status, redirect URL and body, but not the cookies, which are sealed. */
const toText = ({ status, location = '', body }: { status: number; location?: string | undefined; body: string }) =>
  `${status} ${location} ${body}`

const scenes = Object.values(sceneGroups)
  .flat()
  .filter(({ isInProgress }) => !isInProgress)

withOwnServers(`no secret appears in the HTML, payload or log for ${scenes.length} page states`, async ({ own }) => {
  const found: string[] = []
  const people = new Map<string, Visitor>()
  for (const { name, as, path, breakSpotify } of scenes) {
    own.spotify.reset()
    const visitor = (as && people.get(as)) || new Visitor(own)
    if (as && !people.has(as)) await visitor.signIn(as)
    breakSpotify?.(own.spotify)
    for (const headers of [{}, { rsc: '1' }])
      for (const secret of secretsIn(toText(await visitor.send(path, 'GET', headers))))
        found.push(`${secret} in ${name}`)
    for (const secret of secretsIn(own.app.output())) found.push(`${secret} in the log after ${name}`)
  }
  expect(found).toEqual([])
})

const places = ['api', 'token'] as const
/** Excludes faults that only cause delays. Rate limits come last, because they make the app pause its calls to Spotify. */
const remembered: readonly string[] = ['rate_limited', 'quota']
const faultNames = (Object.keys(faultKinds) as FaultName[])
  .filter((name) => !['slow', 'drip', 'huge'].includes(name))
  .sort((a, b) => remembered.indexOf(a) - remembered.indexOf(b))
const paths = ['/playlists', '/profile', '/api/me']

withOwnServers(
  `no secret appears in a response or the log after any of ${faultNames.length} faults in the API and the token endpoint`,
  async ({ own }) => {
    const found: string[] = []
    for (const where of places)
      for (const name of faultNames) {
        own.spotify.reset()
        own.spotify.settings.accessTokenSeconds = 50
        const visitor = new Visitor(own)
        await visitor.signIn('mira')
        own.spotify.faults.set({ name, where })
        const said = []
        for (const path of paths) said.push(toText(await visitor.send(path)))
        const other = new Visitor(own)
        const callback = await other.agree('ada').catch(() => '/api/auth/callback?error=server_error')
        said.push(toText(await other.send(callback)))
        for (const secret of secretsIn(said.join() + own.app.output())) found.push(`${secret} with ${name} at ${where}`)
      }
    expect(found).toEqual([])
  },
)

test('a sign-in’s state, verifier and code appear in no later response, unsealed cookie or log, even with Node’s debug output', async () => {
  // Does not set the DEBUG variable, because that would make Next log whole URLs (see SECURITY.md).
  const debug = { NODE_DEBUG: 'http,https,net,tls,fetch,undici' }
  const servers = await startServers(debug)
  const { app } = servers
  const visitor = new Visitor(servers)
  const callback = await visitor.agree('mira')
  const { state = '', code = '' } = Object.fromEntries(new URLSearchParams(callback.split('?')[1]))
  const [attempt = ''] = visitor.cookies.values()
  const { attempt: stored } = await unsealData<{ attempt: { verifier: string } }>(attempt, {
    password: { 1: sessionPassword },
  })
  const secrets = [state, code, stored.verifier]
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(40)
  expect(secretsIn(attempt, secrets)).toEqual([])

  const found: string[] = []
  const look = async (path: string) => {
    const answer = await visitor.send(path)
    for (const secret of secretsIn(toText(answer) + answer.cookies.join(), secrets))
      found.push(`${secret} at ${path.split('?')[0]}`)
    for (const secret of secretsIn(app.output(), secrets))
      found.push(`${secret} in the log after ${path.split('?')[0]}`)
  }
  await look(callback)
  expect(app.output(), 'debug output of Node').toContain('received response to POST')
  for (const path of ['/playlists', '/account', '/api/me', '/login', callback, '/setup', '/api/auth/refresh'])
    await look(path)
  const stranger = await ask(app.origin, callback, { method: 'POST', body: 'x'.repeat(100_000) })
  expect(stranger.status).toBe(405)
  await look('/nowhere')
  expect(found).toEqual([])
  await servers.stop()
})
