import type { Page } from '@playwright/test'
import { playlistIds } from '../../emulator/data/library.ts'
import { expect, test } from '../../support/fixtures.ts'

/** Access tokens with less than a minute left are still valid but due for a refresh. */
const dueSeconds = 50

const firstPlaylist = (page: Page) => page.getByRole('main').locator('.entry-name').first()

test('an expired token is refreshed before the page renders, and the page uses the new token', async ({
  page,
  context,
  signIn,
  spotify,
}) => {
  spotify.settings.accessTokenSeconds = dueSeconds
  await signIn('mira', '/api/auth/login?returnTo=/account')
  const sealed = async () => (await context.cookies()).find(({ name }) => name === 'session')?.value
  const before = await sealed()
  spotify.settings.accessTokenSeconds = 3_600
  spotify.expireAccessTokens()
  spotify.clearRequests()
  await page.goto('/playlists')
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
  expect(spotify.requests()).toMatchObject([
    { path: '/api/token', grantType: 'refresh_token' },
    { path: '/v1/me/playlists', status: 200 },
  ])
  expect(await sealed()).not.toBe(before)
})

test('a JSON endpoint refreshes an expired token and still returns data in the same response', async ({
  context,
  signIn,
  spotify,
}) => {
  spotify.settings.accessTokenSeconds = dueSeconds
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.settings.accessTokenSeconds = 3_600
  spotify.expireAccessTokens()
  spotify.clearRequests()
  const answer = await context.request.get('/api/me')
  expect(await answer.json()).toMatchObject({ id: 'mira', name: 'Mira Solvang' })
  expect(answer.headers()['set-cookie']).toContain('session=')
  expect(spotify.requests().map(({ path, status }) => [path, status])).toEqual([
    ['/api/token', 200],
    ['/v1/me', 200],
  ])
})

test('parallel requests with the same expired token share one refresh', async ({ context, page, signIn, spotify }) => {
  spotify.settings.rotation = true
  spotify.settings.accessTokenSeconds = dueSeconds
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.settings.accessTokenSeconds = 3_600
  spotify.clearRequests()
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { origin } = new URL(page.url())
  const paths = Array.from({ length: 50 }, (_, index) => (index % 2 ? '/playlists' : '/api/playlists?limit=1'))
  const answers = await Promise.all(paths.map((path) => fetch(`${origin}${path}`, { headers: { cookie } })))
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(bodies.filter((body) => body.includes('Night ferry, all of it'))).toHaveLength(50)
  expect(spotify.requests().filter(({ path }) => path === '/api/token')).toHaveLength(1)
})

test('an unexpired token that Spotify rejects is refreshed once, and pages and JSON endpoints use the new token', async ({
  page,
  context,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.expireAccessTokens()
  await page.goto('/playlists?page=2')
  await expect(firstPlaylist(page)).toBeVisible()
  await expect(page).toHaveURL('/playlists?page=2')
  expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
  const answer = await context.request.get('/api/playlists?limit=2')
  expect(await answer.json()).toMatchObject({ total: 120, limit: 2, offset: 0 })
  expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
})

for (const message of ['The access token expired', 'Invalid access token', 'An unknown message'])
  test(`a 401 with the message “${message}” triggers a refresh`, async ({ context, signIn, spotify }) => {
    await signIn('mira', '/api/auth/login?returnTo=/account')
    spotify.faults.set({ name: 'unauthorized', message, times: 1 })
    expect((await context.request.get('/api/me')).status()).toBe(200)
    expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
  })

test('a token rejected during a client-side navigation is refreshed, and links keep working', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.expireAccessTokens()
  await page.getByRole('link', { name: 'Night ferry, all of it', exact: true }).click()
  await expect(page).toHaveURL(`/playlists/${playlistIds.miraPrivate}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  await page.getByRole('link', { name: 'All your playlists' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your playlists')
  await page.getByRole('link', { name: 'Profile' }).click()
  await expect(page.getByText('User ID')).toBeVisible()
  expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
})

test('if Spotify rejects a token right after a refresh, an error page is shown instead of a redirect loop', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.faults.set({ name: 'unauthorized' })
  await page.goto('/profile')
  await expect(page.getByText('Spotify is not responding')).toBeVisible()
  expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
})

test.describe('Spotify outage', () => {
  test.use({ expectedProblems: [/503/] })

  test('if the token expires during an outage, an error page is shown, and the session stays valid', async ({
    page,
    signIn,
    spotify,
  }) => {
    spotify.settings.expiresIn = { says: 1 }
    await signIn('mira', '/api/auth/login?returnTo=/account')
    spotify.faults.set({ name: 'server_error', where: 'token', status: 503 })
    await expect.poll(async () => (await page.goto('/playlists?page=2'))?.status()).toBe(503)
    await expect(page).toHaveURL('/playlists?page=2')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spotify is not responding')
    spotify.faults.clear()
    spotify.settings.expiresIn = 'true'
    // A failed refresh is cached for one second.
    const again = page.getByRole('link', { name: /try again/i })
    await expect(async () => {
      if (await again.isVisible()) await again.click()
      await expect(firstPlaylist(page)).toBeVisible({ timeout: 1_000 })
    }).toPass()
  })
})

test('after consent is revoked, the sign-in page says that access has expired, and signing in leads back to the requested page', async ({
  page,
  context,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.revokeConsent('mira')
  spotify.expireAccessTokens('mira')
  await page.goto('/playlists?page=2')
  await expect(page).toHaveURL('/login?reason=consent_expired&returnTo=%2Fplaylists%3Fpage%3D2')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spotify access has expired')
  expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(2)
  expect((await context.cookies()).filter(({ name }) => name === 'session')).toEqual([])
  await page.getByRole('main').getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('button', { name: 'Agree' }).click()
  await expect(page).toHaveURL('/playlists?page=2')
})
