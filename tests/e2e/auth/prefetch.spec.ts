import { expect, test } from '../../support/fixtures.ts'
import { Visitor } from '../../support/visitor.ts'

const requests: [what: string, method: string, headers: Record<string, string>][] = [
  ['a HEAD request', 'HEAD', {}],
  ['a browser’s prefetch', 'GET', { 'sec-purpose': 'prefetch' }],
  ['an older browser’s prefetch', 'GET', { purpose: 'prefetch' }],
  ['the router’s prefetch', 'GET', { rsc: '1', 'next-router-prefetch': '1' }],
  ['a crawler', 'GET', { 'user-agent': 'Mozilla/5.0 (compatible; Examplebot/2.1)' }],
]

for (const [what, method, headers] of requests) {
  test(`${what} neither refreshes the token nor sets cookies`, async ({ servers, spotify }) => {
    spotify.settings.accessTokenSeconds = 50
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    spotify.clearRequests()
    for (const path of [
      '/playlists',
      '/profile',
      '/api/me',
      '/api/playlists',
      '/api/auth/refresh?returnTo=/playlists',
    ]) {
      const answer = await visitor.send(path, method, headers)
      expect(answer.cookies, path).toEqual([])
    }
    expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toEqual([])
  })
}

test('a browser that rejects cookies gets an error page instead of a redirect loop', async ({ servers, spotify }) => {
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  spotify.expireAccessTokens()
  spotify.clearRequests()
  const session = visitor.cookies.get('session') ?? ''
  visitor.cookies.set = () => visitor.cookies
  const view = await visitor.visit('/playlists')
  expect(visitor.cookies.get('session')).toBe(session)
  expect(view.body).toContain('login_failed')
  expect(view.hops).toBeLessThan(6)
  expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
})
