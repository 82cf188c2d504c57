import { expect, test } from '../../support/fixtures.ts'
import { Visitor } from '../../support/visitor.ts'

test('signing out ends the session, even if Spotify is down', async ({ page, context, signIn, spotify }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'cut', where: 'api' })
  spotify.faults.set({ name: 'cut', where: 'token' })
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  // Of the remaining cookies, `consents` stores the consent date, and `ended` stores the ID of the revoked session.
  expect((await context.cookies(page.url())).map(({ name }) => name).sort()).toEqual(['consents', 'ended'])
  await page.goto('/account')
  await expect(page).toHaveURL('/login?reason=signed_out&returnTo=%2Faccount')
})

test('only a POST request from this site can sign a visitor out', async ({ page, context, signIn, baseURL }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await context.request.fetch('/api/auth/logout', { method, maxRedirects: 0 })
    expect(answer.status(), method).toBe(405)
    expect(answer.headers().allow, method).toBe('POST')
  }
  for (const origin of ['https://evil.example', 'null', `${baseURL}.evil.example`, undefined]) {
    const headers = origin === undefined ? {} : { origin }
    const answer = await context.request.post('/api/auth/logout', { headers, maxRedirects: 0 })
    expect(answer.status(), origin).toBe(403)
  }
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
})

test('after disconnecting, the visitor is signed out and told how to remove the app from their Spotify account', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One step left')
  await expect(page.getByRole('main').getByRole('link', { name: 'Manage apps on Spotify' })).toHaveAttribute(
    'href',
    'https://www.spotify.com/account/apps/',
  )
  expect((await context.cookies(page.url())).map(({ name }) => name)).toEqual(['ended'])
})

test.describe('sign-out during a JSON request', () => {
  /** Access tokens with less than a minute left are still valid but due for a refresh. */
  const dueSeconds = 50

  test('if the visitor signs out while a JSON request is refreshing the token, the request returns 401', async ({
    servers,
    spotify,
  }) => {
    spotify.settings.accessTokenSeconds = dueSeconds
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    spotify.faults.set({ name: 'slow', where: 'token', delayMs: 1_500 })
    spotify.clearRequests()
    const late = visitor.send('/api/me')
    await expect.poll(() => spotify.requests().length).toBe(1)
    await visitor.signOut()
    const { status, cookies } = await late
    expect([status, cookies]).toEqual([401, []])
    expect(spotify.requests().map(({ path }) => path)).toEqual(['/api/token'])
  })

  test('if the visitor signs out during a JSON request that needs no token refresh, the request returns 401', async ({
    servers,
    spotify,
  }) => {
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    spotify.faults.set({ name: 'slow', where: '/v1/me/playlists', delayMs: 1_500 })
    spotify.clearRequests()
    const late = visitor.send('/api/playlists?limit=1')
    await expect.poll(() => spotify.requests().length).toBe(1)
    await visitor.signOut()
    expect((await late).status).toBe(401)
  })

  test('a sign-out during a JSON request does not affect the next sign-in', async ({ servers, spotify }) => {
    spotify.settings.accessTokenSeconds = dueSeconds
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    spotify.settings.accessTokenSeconds = 3_600
    spotify.faults.set({ name: 'slow', where: '/v1/me/playlists', delayMs: 2_500 })
    spotify.clearRequests()
    const late = visitor.send('/api/playlists?limit=1')
    await expect.poll(() => spotify.requests().map(({ path }) => path)).toContain('/v1/me/playlists')
    await visitor.signOut()
    await visitor.signIn('ada')
    const { status, cookies } = await late
    expect([status, cookies]).toEqual([401, []])
    expect(JSON.parse((await visitor.send('/api/me')).body)).toMatchObject({ id: 'ada' })
  })
})
