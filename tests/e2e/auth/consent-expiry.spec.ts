import { agreeAs, expect, test } from '../../support/fixtures.ts'
import { forgeSession } from '../../support/sessions.ts'

test('no expiry notice is shown until 150 days after consent', async ({ page, context, spotify, baseURL }) => {
  await forgeSession({ context, spotify, url: baseURL, days: 149 })
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
  await expect(page.getByText('Your Spotify access expires on')).toHaveCount(0)
})

test('after 150 days, a notice offers to renew the consent, and renewing it starts a new six-month period', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  await forgeSession({ context, spotify, url: baseURL, days: 151 })
  await page.goto('/playlists')
  await expect(page.getByText('Your Spotify access expires on')).toBeVisible()
  await page.getByRole('link', { name: 'Renew access' }).click()
  await page.getByRole('button', { name: 'Agree' }).click()
  await expect(page).toHaveURL('/account')
  await expect(page.getByText('Your Spotify access expires on')).toHaveCount(0)
  await expect(page.getByText('in 180 days')).toBeVisible()
})

test('after 180 days, the sign-in page says that the consent has expired, and signing in leads back to the requested page', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  await forgeSession({ context, spotify, url: baseURL, days: 181 })
  await page.goto('/playlists?page=2')
  await expect(page).toHaveURL('/login?reason=consent_expired&returnTo=%2Fplaylists%3Fpage%3D2')
  await expect(page.getByText('six months')).toBeVisible()
  expect(spotify.requests()).toEqual([])
  await page.goto('/login')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await page.goBack()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/playlists?page=2')
})

test('a sign-in that skips Spotify’s consent page does not start a new six-month period', async ({
  page,
  context,
  servers,
  spotify,
  baseURL,
}) => {
  await forgeSession({ context, spotify, url: baseURL, days: 170 })
  await page.goto('/account')
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  // Spotify remembers the consent given 170 days ago and therefore skips the consent page.
  await context.addCookies([{ name: 'emulator_person', value: 'mira', url: `${servers.spotifyOrigin}/authorize` }])
  await page.getByRole('link', { name: 'Sign in with Spotify' }).first().click()
  await expect(page).toHaveURL('/playlists')
  await expect(page.getByText('Your Spotify access expires on')).toBeVisible()
  await page.goto('/account')
  await expect(page.getByText('in 10 days')).toBeVisible()
  await expect(page.getByText(/^just now$/i)).toBeVisible()
})

test('if the consent date is unknown, the account page shows the latest possible expiry date', async ({
  page,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await expect(page.getByText('in 180 days at the latest')).toBeVisible()
  await signIn('mira', '/api/auth/login?returnTo=/account&renew=1')
  await expect(page.getByText('in 180 days', { exact: true })).toBeVisible()
})
