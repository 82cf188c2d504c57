import { test as base, expect } from '@playwright/test'
import { agreeAs, test } from '../support/fixtures.ts'
import { startServers } from '../support/servers.ts'

base('a broken configuration is told at start, and leads every sign-in to the setup page', async ({ page }) => {
  const { app, stop } = await startServers({ APP_URL: 'http://localhost:3000', SESSION_PASSWORD: 'only-short-s3cret' })
  const output = app.output()
  expect(output).toContain('APP_URL says localhost, which Spotify refuses. Write http://127.0.0.1:3000 in its place.')
  expect(output).toContain('SESSION_PASSWORD is shorter than 32 characters.')
  expect(output).not.toContain('only-short-s3cret')
  for (const path of ['/api/auth/login?returnTo=/playlists', '/playlists', '/account', '/api/auth/callback?code=x']) {
    await page.goto(app.origin + path)
    await expect(page, path).toHaveURL(`${app.origin}/setup`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    // Visitors of a production site learn no details.
    await expect(page.getByText('SESSION_PASSWORD')).toHaveCount(0)
  }
  const health = await page.request.get(`${app.origin}/api/health`)
  expect(health.status()).toBe(200)
  expect(await health.json()).toMatchObject({ configured: false, problems: ['SESSION_PASSWORD', 'APP_URL'] })
  expect((await page.request.get(`${app.origin}/api/me`)).status()).toBe(401)
  await stop()
})

base('a public client without a secret signs in and renews by PKCE alone', async ({ page }) => {
  const { app, spotify, stop } = await startServers({ SPOTIFY_CLIENT_SECRET: '' })
  spotify.settings.accessTokenSeconds = 50
  await page.goto(`${app.origin}/api/auth/login?returnTo=/playlists`)
  await agreeAs(page, 'ada')
  await expect(page).toHaveURL(`${app.origin}/playlists`)
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]')).toHaveCount(3)
  expect(
    spotify.requests().filter(({ grantType, status }) => grantType === 'refresh_token' && status === 200),
  ).toHaveLength(1)
  await stop()
})

test('the setup page of a sound configuration shows the redirect URI to paste, and no value of a secret', async ({
  page,
  baseURL,
}) => {
  await page.goto('/setup')
  await expect(page.getByText(`${baseURL}/api/auth/callback`)).toBeVisible()
})
