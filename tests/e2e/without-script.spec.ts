import { playlistIds } from '../emulator/library.ts'
import { expect, signInFromHome, test } from '../support/fixtures.ts'

test.use({ javaScriptEnabled: false })

test('everything works without script: sign in, look around, sign out', async ({ page }) => {
  await page.goto('/')
  await signInFromHome(page, 'mira')
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
  await page.getByRole('link', { name: /next/i }).click()
  await expect(page).toHaveURL('/playlists?page=2')
  await page.goto(`/playlists/${playlistIds.miraPrivate}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  await page.goto('/profile')
  // Without script, what was streamed stands after `main`.
  await expect(page.getByText('Mira Solvang').last()).toBeVisible()
  await expect(page.getByText('Loading your profile')).toBeHidden()
  await page.goto('/account')
  await page.getByRole('button', { name: /sign out/i }).click()
  await expect(page).toHaveURL('/')
})

test('a refused token is renewed without script too', async ({ page, signIn, spotify }) => {
  await signIn('mira')
  spotify.expireAccessTokens()
  await page.goto('/playlists')
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
})
