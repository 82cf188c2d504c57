import { ask } from '../../support/browserless.ts'
import { expect, test } from '../../support/fixtures.ts'

test('a request to localhost is redirected to the configured origin and sets no cookies', async ({ servers, page }) => {
  const { origin } = servers.app
  const host = `localhost:${new URL(origin).port}`
  for (const path of ['/', '/playlists?page=2', '/api/auth/login?returnTo=%2Fplaylists', '/api/canonical']) {
    const answer = await ask(origin, path, { headers: { host } })
    expect(answer, path).toMatchObject({ status: 303, cookies: [] })
    expect(answer.location, path).toBe(`${origin}${path === '/api/canonical' ? '/' : path}`)
  }
  await page.goto(`http://${host}/privacy`)
  await expect(page).toHaveURL(`${origin}/privacy`)
  const there = await ask(origin, '/api/canonical')
  expect(there.location).toBe(`${origin}/`)
})

const hostileHeaders: Record<string, string>[] = [
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example' },
  { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https' },
  { 'x-forwarded-proto': 'javascript', 'x-forwarded-port': '1' },
  { forwarded: 'host=evil.example;proto=https' },
  { 'x-original-url': 'https://evil.example/', 'x-rewrite-url': '/api/me' },
]

for (const headers of hostileHeaders) {
  test(`the request headers ${JSON.stringify(headers)} do not change any URL in the responses`, async ({ servers }) => {
    const { origin } = servers.app
    const login = await ask(origin, '/api/auth/login?returnTo=/playlists', { headers })
    const spotify = new URL(login.location ?? '')
    expect(spotify.origin).toBe(servers.spotifyOrigin)
    expect(spotify.searchParams.get('redirect_uri')).toBe(`${origin}/api/auth/callback`)
    const callback = await ask(origin, '/api/auth/callback?state=x', { headers })
    expect(callback.location).toBe(`${origin}/login?reason=state_mismatch&returnTo=%2F`)
    const playlists = await ask(origin, '/playlists', { headers })
    expect(playlists.location).toBe('/login?reason=signed_out&returnTo=%2Fplaylists')
    const home = await ask(origin, '/', { headers })
    expect(home.body).not.toContain('evil.example')
  })
}

test('forging Next’s internal headers does not give access to private pages', async ({ servers }) => {
  for (const headers of [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'src/proxy' },
    { 'x-middleware-next': '1', 'x-middleware-rewrite': '/account' },
    { 'x-invoke-path': '/account', 'x-matched-path': '/account' },
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
  ]) {
    for (const path of ['/account', '/playlists', '/playlists.rsc', '/%70laylists', '//playlists', '/api/me']) {
      const answer = await ask(servers.app.origin, path, { headers })
      expect(answer.body, path).not.toContain('Mira')
      expect([200, 303, 307, 308, 401, 404], `${path} ${JSON.stringify(headers)}`).toContain(answer.status)
    }
  }
})

test('a path with malformed percent-encoding returns 404, and a path with a file extension gets a content security policy', async ({
  servers,
}) => {
  for (const path of ['/playlists/%ff', '/playlists/%', '/api/playlists/%E0%A4%A/items', '/%ff']) {
    const answer = await ask(servers.app.origin, path)
    expect(answer.status, path).toBe(404)
  }
  const { headers } = await fetch(`${servers.app.origin}/playlists/x.png`, { redirect: 'manual' })
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('a nonce or policy in the request headers has no effect', async ({ servers }) => {
  const headers = { 'content-security-policy': "script-src 'nonce-evil'", 'x-nonce': 'evil' }
  const answer = await ask(servers.app.origin, '/', { headers })
  expect(answer.body).not.toContain('nonce="evil"')
  expect(answer.body).toMatch(/nonce="[\w+/=]{24}"/)
})
