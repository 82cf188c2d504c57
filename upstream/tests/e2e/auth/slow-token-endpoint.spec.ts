import type { FaultInput } from '../../../../tests/emulator/faults/faults.ts'
import { unhandledLines } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { sealSession } from '../../../../tests/support/sessions.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { agreeAt, beginSignIn, firstButtonOf } from '../../../support/callbacks.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'

const faults: { title: string; fault: FaultInput }[] = [
  { title: 'hangs', fault: { name: 'slow', where: 'token', delayMs: 600_000 } },
  { title: 'sends one byte at a time', fault: { name: 'drip', where: 'token' } },
  { title: 'redirects', fault: { name: 'redirect', where: 'token' } },
  { title: 'redirects to another host', fault: { name: 'redirect', where: 'token', location: 'http://127.0.0.1:9/' } },
  { title: 'sends 50 MB', fault: { name: 'huge', where: 'token' } },
  { title: 'sends HTML', fault: { name: 'html', where: 'token' } },
  { title: 'sends HTML with status 403', fault: { name: 'html', where: 'token', status: 403 } },
  { title: 'sends an empty response', fault: { name: 'empty', where: 'token' } },
  { title: 'closes the connection midway', fault: { name: 'cut_midway', where: 'token' } },
  { title: 'closes the connection', fault: { name: 'cut', where: 'token' } },
  { title: 'responds with 503', fault: { name: 'server_error', where: 'token' } },
]

const returnTo = '/playlists?page=2'
const failedPage = `/login?${new URLSearchParams({ reason: 'spotify_unavailable', returnTo })}`

for (const { title, fault } of faults) {
  test(`if the token endpoint ${title}, a sign-in fails within a minute and can be retried`, async ({
    servers,
    spotify,
  }) => {
    const { origin } = servers.app
    const session = await sealSession(spotify)
    const stranger = new Visitor(servers)
    const mira = new Visitor(servers, [['session', session]])
    const login = `/api/auth/login?${new URLSearchParams({ returnTo })}`
    const callbacks = await Promise.all([stranger, mira].map((visitor) => beginSignIn(visitor, servers, login)))

    spotify.faults.set(fault)
    const startedAt = performance.now()
    const answers = await Promise.all(
      [stranger, mira].map((visitor, index) => visitor.send(`/api/auth/callback?${callbacks[index]}`)),
    )
    expect(performance.now() - startedAt).toBeLessThan(60_000)
    expect(answers.map(({ location }) => location)).toEqual([origin + failedPage, origin + failedPage])
    expect([...stranger.cookies]).toEqual([])
    expect([...mira.cookies]).toEqual([['session', session]])
    expect((await mira.send('/api/me')).body).toContain('Mira Solvang')
    expect((await mira.send(failedPage)).body).toContain('You are still signed in')
    expect(spotify.requests().filter(({ path }) => path === '/api/token')).toHaveLength(2)

    const page = await stranger.send(failedPage)
    expect(page.body).toContain('Code: ')
    spotify.faults.clear()
    const again = await stranger.send(firstButtonOf(page.body))
    const ended = await stranger.send(`/api/auth/callback?${agreeAt(servers, again.location ?? '', 'ada')}`)
    expect(ended.location).toBe(origin + returnTo)
    expect((await stranger.send('/api/me')).status).toBe(200)
    expect(unhandledLines(servers.app.output())).toEqual([])
  })
}

test('a signed-in visitor can retry a failed sign-in and return to the requested page', async ({
  servers,
  spotify,
}) => {
  const visitor = new Visitor(servers, [['session', await sealSession(spotify)]])
  const { body } = await visitor.send(failedPage)
  const starts = [...body.matchAll(/href="(\/api\/auth\/login[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  const leadsBack = starts.map((href) => new URL(href, servers.app.origin).searchParams.get('returnTo'))
  expect(leadsBack).toContain(returnTo)
})
