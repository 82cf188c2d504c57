import { agreeAs, expect, test } from '../../support/fixtures.ts'
import { settle } from '../../support/page.ts'

test('a page left open during an account switch never loads the new account’s playlists', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira')
  const rows = page.getByRole('main').locator('a[href^="/playlists/"]')
  await expect(rows.first()).toBeVisible()
  const other = await context.newPage()
  await other.goto('/api/auth/login?returnTo=/account&switch=1')
  await agreeAs(other, 'vera')
  await expect(other.getByRole('banner')).toContainText('Vera Okonjo')
  await expect(page.getByText('Another account has signed in')).toBeVisible()
  await page.getByRole('searchbox').fill('ferry')
  await expect(page.getByText('Not loaded: another account is signed in now.')).toBeVisible()
  await expect(page.getByText(/found in 50 of 120 playlists/)).toBeVisible()
  await expect(rows.first()).toBeVisible()
  await page.getByRole('link', { name: 'Reload page' }).click()
  await expect(page.getByRole('banner')).toContainText('Vera Okonjo')
})

test('playlists loaded for one account are not shown after a switch to another account', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira')
  const progress = page.getByText(/^[\d,]+ of [\d,]+ playlists$/)
  await page.getByRole('searchbox').fill('ferry')
  await expect(progress).toContainText('of 120')
  const other = await context.newPage()
  await other.goto('/api/auth/login?returnTo=/account&switch=1')
  await agreeAs(other, 'vera')
  await expect(other.getByRole('banner')).toContainText('Vera Okonjo')
  // Follows links instead of reloading, so the tab keeps its state.
  await page.getByRole('link', { name: 'Profile' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your profile')
  await expect(page.getByRole('banner')).toContainText('Vera Okonjo')
  await expect(page.getByText('Another account has signed in')).toBeHidden()
  await page.getByRole('link', { name: 'Playlists', exact: true }).click()
  await expect(page.getByText('50 of 3,000 loaded')).toBeVisible()
  await expect(page.getByRole('main').getByText('Yours').first()).toBeVisible()
  await page.getByRole('searchbox').fill('ferry')
  // The search loads all 60 pages.
  await expect(progress).toContainText('of 3,000', { timeout: 60_000 })
  await page.goBack()
  await page.goBack()
  await expect(progress).toContainText('of 3,000', { timeout: 60_000 })
  await expect(page.getByRole('banner')).toContainText('Vera Okonjo')
})

test('after an account switch, the new account’s playlists load with a single call to Spotify', async ({
  page,
  context,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await expect(page.getByRole('searchbox')).toBeEnabled()
  const other = await context.newPage()
  await other.goto('/api/auth/login?returnTo=/account&switch=1')
  await agreeAs(other, 'ada')
  await expect(other.getByRole('banner')).toContainText('Ada Quistgard')
  spotify.faults.set({ name: 'slow', where: '/v1/me/playlists', delayMs: 700 })
  spotify.clearRequests()
  await page.getByRole('link', { name: 'Playlists', exact: true }).click()
  await expect(page.getByText('All 3 playlists').filter({ visible: true })).toBeVisible()
  await settle(page)
  expect(spotify.requests()).toHaveLength(1)
})

test.describe('sign-out in another tab', () => {
  test.use({ expectedProblems: [/401/] })

  test('after a sign-out in another tab, the playlists page shows a notice and keeps the playlists it has loaded', async ({
    page,
    context,
    signIn,
  }) => {
    await signIn('mira')
    const rows = page.getByRole('main').locator('a[href^="/playlists/"]')
    await expect(rows.first()).toBeVisible()
    const other = await context.newPage()
    await other.goto('/account')
    await other.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
    await expect(other).toHaveURL('/')
    await expect(page.getByText('You are signed out.')).toBeVisible()
    await page.getByRole('radio', { name: 'Mine' }).press('Space')
    await expect(page.getByText('Not loaded: you are signed out.')).toBeVisible()
    await expect(rows.first()).toBeVisible()
    // The sign-in link keeps the current filters, including any that were changed after the sign-out.
    await page.getByRole('radio', { name: 'List' }).press('Space')
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await expect(page).toHaveURL('/playlists?show=mine&view=list')
  })
})
