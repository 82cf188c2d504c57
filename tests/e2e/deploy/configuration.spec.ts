import { test as base, expect } from '@playwright/test'
import { apiAddresses, pageAddresses, stackTrace } from '../../support/addresses.ts'
import { unhandledLines } from '../../support/browserless.ts'
import { agreeAs, test } from '../../support/fixtures.ts'
import { startServers } from '../../support/servers.ts'

base('an invalid configuration is logged at startup, and a sign-in leads to the setup page', async ({ page }) => {
  const { app, stop } = await startServers({ APP_URL: 'http://localhost:3000', SESSION_PASSWORD: 'only-short-s3cret' })
  const output = app.output()
  expect(output).toContain('APP_URL uses localhost, which Spotify does not allow. Use http://127.0.0.1:3000 instead.')
  expect(output).toContain('SESSION_PASSWORD is shorter than 32 characters.')
  expect(output).not.toContain('only-short-s3cret')
  for (const path of ['/api/auth/login?returnTo=/playlists', '/playlists', '/account', '/api/auth/callback?code=x']) {
    await page.goto(app.origin + path)
    await expect(page, path).toHaveURL(`${app.origin}/setup`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    // In production, the setup page shows no details to visitors.
    await expect(page.getByText('SESSION_PASSWORD')).toHaveCount(0)
  }
  const health = await page.request.get(`${app.origin}/api/health`)
  expect(health.status()).toBe(200)
  expect(await health.json()).toMatchObject({ configured: false, problems: ['SESSION_PASSWORD', 'APP_URL'] })
  expect((await page.request.get(`${app.origin}/api/me`)).status()).toBe(401)
  await stop()
})

base('with an invalid configuration, no response contains a stack trace', async ({ request }) => {
  const { app, spotify, stop } = await startServers({
    SPOTIFY_CLIENT_ID: '',
    SPOTIFY_CLIENT_SECRET: '"quoted-s3cret"',
    SESSION_PASSWORD: '{"1":"only-short-s3cret"',
    APP_URL: 'not a URL',
    SPOTIFY_API_URL: 'ftp://127.0.0.1',
    REDIS_URL: 'redis.example.com',
  })
  for (const path of [...pageAddresses, ...apiAddresses]) {
    const answer = await request.get(app.origin + path, { maxRedirects: 0 })
    const text = await answer.text()
    expect(answer.status(), path).toBeLessThan(500)
    expect(text, path).not.toMatch(stackTrace)
    expect(text, path).not.toContain('s3cret')
  }
  expect(app.output()).not.toContain('s3cret')
  expect(unhandledLines(app.output()).filter((line) => !/^Sign-in does not|^ {2}[A-Z_]+ /.test(line))).toEqual([])
  expect(spotify.requests()).toEqual([])
  await stop()
})

base(
  'likely mistakes in the settings are logged at startup without the settings’ values, and the app still starts',
  async ({ page }) => {
    const secret = 'not-32-hexadecimal-s3cret'
    const { app, spotify, stop } = await startServers({
      SPOTIFY_CLIENT_ID: secret,
      SPOTIFY_CLIENT_SECRET: secret,
      SPOTIFY_SECRET: secret,
      SPOTIFY_REDIRECT_URI: 'http://localhost:3000/s3cret',
      NEXT_PUBLIC_SPOTIFY_CLIENT_SECRET: secret,
    })
    const output = app.output()
    for (const words of [
      'SPOTIFY_CLIENT_ID does not look like a Client ID.',
      'SPOTIFY_CLIENT_SECRET is the same as SPOTIFY_CLIENT_ID.',
      'SPOTIFY_SECRET is not read by this app. Set SPOTIFY_CLIENT_SECRET instead.',
      'SPOTIFY_REDIRECT_URI is not read by this app. Set APP_URL instead, to the public origin only.',
      'NEXT_PUBLIC_SPOTIFY_CLIENT_SECRET starts with NEXT_PUBLIC_',
    ])
      expect(output).toContain(words)
    expect(output).not.toContain('s3cret')
    // In production, the setup page does not call Spotify and shows no warnings.
    await page.goto(`${app.origin}/setup`)
    await expect(page.getByRole('heading', { level: 1, name: 'Setup' })).toBeVisible()
    await expect(page.getByRole('region')).toHaveCount(2)
    await expect(page.getByText('SPOTIFY_SECRET')).toHaveCount(0)
    expect(spotify.requests()).toEqual([])
    await stop()
  },
)

base('an app without a client secret signs users in and refreshes tokens using only PKCE', async ({ page }) => {
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

test('the setup page shows the redirect URI that you need to register with Spotify', async ({ page, baseURL }) => {
  await page.goto('/setup')
  await expect(page.getByText(`${baseURL}/api/auth/callback`)).toBeVisible()
})
