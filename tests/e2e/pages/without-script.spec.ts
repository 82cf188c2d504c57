import type { Page } from '@playwright/test'
import { playlistIds } from '../../emulator/data/library.ts'
import { agreeAs, expect, signInFromHome, test } from '../../support/fixtures.ts'

test.use({ javaScriptEnabled: false })

test('without JavaScript, you can sign in, open every page, switch accounts and sign out', async ({ page }) => {
  const main = page.getByRole('main')
  const title = page.getByRole('heading', { level: 1 })
  const press = (name: string | RegExp) => page.getByRole('link', { name }).first().click()
  await page.goto('/')
  for (const name of ['Privacy', 'Terms']) {
    await press(name)
    await expect(title).toHaveText(name)
  }
  await page.goto('/playlists')
  await expect(page.getByText('Code: signed_out')).toBeVisible()
  await page.goto('/')
  await signInFromHome(page, 'mira')

  // Without JavaScript, streamed content stays at its original position in the HTML, after `main`.
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
  await expectNoDeadControls(page)
  await press(/^next/i)
  await expect(page).toHaveURL('/playlists?page=2')
  await page.goto('/playlists')
  await press('Night ferry, all of it')
  await expect(title).toHaveText('Night ferry, all of it')
  await expectNoDeadControls(page)
  await press(/^next/i)
  await expect(page).toHaveURL(`/playlists/${playlistIds.miraPrivate}?page=2`)
  await press('All your playlists')
  await expect(page).toHaveURL('/playlists')

  await press('Profile')
  await expect(page.getByText('User ID')).toBeVisible()
  await expect(page.getByText('Loading your profile')).toBeHidden()
  await press('Account')
  await expect(title).toHaveText('Your account')
  await main.getByRole('link', { name: 'Use another account' }).click()
  await agreeAs(page, 'ada')
  await expect(page.getByRole('banner')).toContainText('Ada Quistgard')
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  await expect(main.getByRole('link', { name: 'Sign in with Spotify' })).toBeVisible()
})

test('without JavaScript, an error is shown, and the visitor can try again', async ({ page, signIn, spotify }) => {
  await signIn('ada', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'server_error', where: 'api' })
  await page.goto('/playlists')
  await expect(page.getByText('Code: spotify_unavailable')).toBeVisible()
  spotify.faults.clear()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText(/\d tracks/).first()).toBeVisible()
})

/** Checks that the page shows no controls that need JavaScript. */
async function expectNoDeadControls(page: Page): Promise<void> {
  await expect(page.locator('main').locator('button:visible, input:visible, select:visible')).toHaveCount(0)
}

test('without JavaScript, a token that Spotify rejects is still refreshed', async ({ page, signIn, spotify }) => {
  await signIn('mira')
  spotify.expireAccessTokens()
  await page.goto('/playlists')
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
})
