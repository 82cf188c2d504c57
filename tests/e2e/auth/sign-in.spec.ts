import { defaultScopes } from '../../../lib/spotify/scopes.ts'
import { agreeAs, expect, signInFromHome, test } from '../../support/fixtures.ts'
import { forgeSession } from '../../support/sessions.ts'

test('a visitor signs in from the home page and sees their playlists', async ({ page, spotify }) => {
  await page.goto('/')
  await signInFromHome(page, 'mira')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/playlists/i)
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
  const calls = spotify.requests().map(({ method, path }) => `${method} ${path}`)
  expect(calls.filter((call) => call === 'POST /api/token')).toHaveLength(1)
  expect(calls.filter((call) => call === 'GET /v1/me')).toHaveLength(1)
})

test('the header shows the visitor’s name without an extra call to Spotify', async ({ page, spotify, signIn }) => {
  await signIn('mira')
  spotify.clearRequests()
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
  expect(spotify.requests()).toEqual([])
})

test('a deep link leads to the sign-in page and, after sign-in, to the requested page with its query string', async ({
  page,
}) => {
  await page.goto('/playlists?page=2')
  await expect(page).toHaveURL('/login?reason=signed_out&returnTo=%2Fplaylists%3Fpage%3D2')
  await page
    .getByRole('main')
    .getByRole('link', { name: /sign in/i })
    .click()
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/playlists?page=2')
})

test('the authorization request contains a PKCE challenge, a state and the default scopes', async ({ request }) => {
  const answer = await request.get('/api/auth/login?returnTo=/playlists', { maxRedirects: 0 })
  const url = new URL(answer.headers().location ?? '')
  expect(answer.status()).toBe(303)
  expect(url.pathname).toBe('/authorize')
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    scope: 'playlist-read-private playlist-read-collaborative',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w.-]{43,}$/),
  })
})

test('after an account switch, no data from the first account is shown or stored', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira')
  const before = await context.cookies()
  await signIn('ada', '/api/auth/login?returnTo=/account&switch=1')
  await expect(page.getByRole('banner')).toContainText('Ada Quistgard')
  await expect(page.getByText('Mira Solvang')).toHaveCount(0)
  const sessions = (await context.cookies()).filter(({ name }) => name === 'session')
  expect(sessions).toHaveLength(1)
  expect(sessions[0]?.value).not.toBe(before.find(({ name }) => name === 'session')?.value)
})

test('a sign-in that would return to the sign-in page ends on the home page instead', async ({ page }) => {
  await page.goto('/api/auth/login?returnTo=/login')
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/')
})

test('switching accounts requests the default scopes, while renewing consent requests all granted scopes', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  await forgeSession({ context, spotify, url: baseURL, scopes: [...defaultScopes, 'user-top-read'] })
  for (const [name, scope] of [
    ['Use another account', defaultScopes.join(' ')],
    ['Renew access', [...defaultScopes, 'user-top-read'].join(' ')],
  ]) {
    await page.goto('/account')
    await page.getByRole('link', { name: name ?? '' }).click()
    await expect(page).toHaveURL(/authorize/)
    const query = new URL(page.url()).searchParams
    expect([query.get('show_dialog'), query.get('scope')]).toEqual(['true', scope])
  }
})

test('a signed-in visitor who opens the sign-in page sees that they are already signed in', async ({
  page,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  for (const reason of ['signed_out', 'consent_expired']) {
    await page.goto(`/login?reason=${reason}&returnTo=/account`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed in')
    await expect(page).toHaveTitle(/^Sign in/)
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page).toHaveURL('/account')
  }
})
