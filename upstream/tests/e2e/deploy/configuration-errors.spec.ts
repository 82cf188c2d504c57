import { type Page, test } from '@playwright/test'
import { scopes } from '../../../../lib/spotify/scopes.ts'
import { listen } from '../../../../tests/emulator/emulator.ts'
import { agreeAs, expect } from '../../../../tests/support/fixtures.ts'
import { clientId, clientSecret } from '../../../../tests/support/servers.ts'
import { startServers } from '../../../support/description/watched-servers.ts'

/** Checks that the sign-in ends on a Spotify error page that contains this text, and therefore never reaches the callback. */
async function expectSpotifysPage(page: Page, spotifyOrigin: string, text: string) {
  await expect(page.getByText(text)).toBeVisible()
  expect(new URL(page.url()).origin).toBe(spotifyOrigin)
}

test('with an unregistered redirect URI, Spotify shows an error page until you register the URI shown in the log', async ({
  page,
}) => {
  const redirectUris: string[] = []
  const spotify = await listen({ clientId, clientSecret, redirectUris })
  const settings = { SPOTIFY_ACCOUNTS_URL: spotify.origin, SPOTIFY_API_URL: spotify.origin }
  const { app, stop } = await startServers(settings)
  const login = `${app.origin}/api/auth/login?returnTo=/playlists`
  const uri = `${app.origin}/api/auth/callback`
  for (const listed of [`${uri}/`, uri.replace('auth', 'Auth'), uri.replace('127.0.0.1', 'localhost')]) {
    redirectUris.splice(0, 1, listed)
    await page.goto(login)
    await expectSpotifysPage(page, spotify.origin, 'redirect_uri: Not matching configuration')
  }
  const named = app.output().match(/\S+\/api\/auth\/callback\S*/)?.[0] ?? ''
  redirectUris.splice(0, 1, named)
  await page.goto(login)
  await agreeAs(page, 'ada')
  await expect(page).toHaveURL(`${app.origin}/playlists`)
  await stop()
  await spotify.close()
})

const wrongIds = [
  { title: 'a wrong Client ID', settings: { SPOTIFY_CLIENT_ID: clientSecret.replace(/./g, 'a') } },
  {
    title: 'the Client ID and secret swapped',
    settings: { SPOTIFY_CLIENT_ID: clientSecret, SPOTIFY_CLIENT_SECRET: clientId },
  },
]

for (const { title, settings } of wrongIds) {
  test(`with ${title}, a sign-in ends on Spotify’s error page`, async ({ page }) => {
    const { app, spotify, spotifyOrigin, stop } = await startServers(settings)
    await page.goto(`${app.origin}/api/auth/login?returnTo=/playlists`)
    await expectSpotifysPage(page, spotifyOrigin, 'INVALID_CLIENT: Invalid client')
    expect(spotify.requests().filter(({ path }) => path !== '/authorize')).toEqual([])
    await stop()
  })
}

test('with a wrong client secret, the first sign-in leads to an error page, and the error code is logged', async ({
  page,
}) => {
  const wrongSecret = clientSecret.replace(/./g, 'b')
  const { app, spotify, stop } = await startServers({ SPOTIFY_CLIENT_SECRET: wrongSecret })
  await page.goto(`${app.origin}/api/auth/login?returnTo=/playlists`)
  await agreeAs(page, 'ada')
  await expect(page).toHaveURL(`${app.origin}/login?reason=client_rejected&returnTo=%2Fplaylists`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This site isn’t configured correctly')
  await expect(page.getByText('Invalid client secret')).toHaveCount(0)
  expect(spotify.requests().map(({ path, status }) => [path, status])).toEqual([
    ['/authorize', 200],
    ['/authorize', 303],
    ['/api/token', 400],
  ])
  const lines = app.output().match(/^\{"at".*$/gm) ?? []
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 'warn',
      code: 'client_rejected',
      address: '/api/auth/callback',
      status: 502,
      detail: '400 invalid_client',
    },
  ])
  expect(app.output()).not.toContain(wrongSecret)
  await stop()
})

test('Spotify accepts every scope that the app can request', async ({ page }) => {
  const { app, spotifyOrigin, stop } = await startServers()
  await page.goto(`${app.origin}/api/auth/login?returnTo=/account&scope=${scopes.join('+')}`)
  const asked = new URL(page.url())
  expect(asked.searchParams.get('scope')?.split(' ')).toEqual([...scopes])
  await expect(page.getByRole('button', { name: 'Agree' })).toBeVisible()
  asked.searchParams.set('scope', 'playlist-read-private user-read-birthdate')
  await page.goto(asked.href)
  await expectSpotifysPage(page, spotifyOrigin, 'Illegal scope')
  await stop()
})
