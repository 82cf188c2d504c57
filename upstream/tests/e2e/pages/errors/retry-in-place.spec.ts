import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { expect } from '../../../../../tests/support/fixtures.ts'
import { test } from '../../../../support/description/watched-test.ts'

test('the first button in an error message is focused, with the error’s text as its accessible description', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'server_error', where: 'api' })
  // The button gets the focus after a client-side navigation too, not only after a full page load.
  await page.getByRole('link', { name: 'Playlists', exact: true }).click()
  const card = page.getByRole('region', { name: 'Spotify is not responding' })
  const retry = card.getByRole('link', { name: 'Try again' })
  await expect(retry).toBeFocused()
  await expect(retry).toHaveAccessibleDescription(/couldn’t get a response from Spotify/)
  await page.reload()
  await expect(retry).toBeFocused()
  await expect(card.getByText('You are still signed in.')).toBeVisible()
  await expect(card.getByText('Code: spotify_unavailable')).toBeVisible()
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

test('trying again reloads only the part that failed', async ({ page, signIn, spotify }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'cut', where: 'api' })
  await page.goto('/playlists')
  const retry = page.getByRole('main').getByRole('link', { name: 'Try again' })
  await expect(retry).toBeFocused()
  await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'))

  spotify.faults.set({ name: 'slow', delayMs: 600_000 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Retrying…' })).toBeFocused()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your playlists')
  spotify.faults.clear('slow')
  await expect(page.getByText('Still not working: Spotify is not responding.')).toBeAttached()
  await expect(retry).toBeFocused()

  spotify.faults.clear()
  spotify.clearRequests()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible()
  await expect(page.getByText('Loaded.')).toBeAttached()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.locator('body')).toHaveAttribute('data-kept', 'yes')
  expect(spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/playlists'])
})

test('if a later page of a playlist fails to load, the playlist’s header stays visible', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  const items = `/v1/playlists/${playlistIds.miraPrivate}/items`
  spotify.faults.set({ name: 'server_error', where: items })
  await page.goto(`/playlists/${playlistIds.miraPrivate}?page=2`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  const retry = page.getByRole('main').getByRole('link', { name: 'Try again' })
  await expect(retry).toBeFocused()
  await expect(retry).toBeInViewport()
  spotify.faults.clear()
  await retry.click()
  await expect(page.getByText('51 to 100 of 130 tracks')).toBeVisible()
  await expect(page).toHaveURL(`/playlists/${playlistIds.miraPrivate}?page=2`)
})

test('if you leave the page during a retry, no success message is announced', async ({ page, signIn, spotify }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'server_error', where: 'api' })
  await page.goto('/profile')
  const retry = page.getByRole('main').getByRole('link', { name: 'Try again' })
  await expect(retry).toBeFocused()
  spotify.faults.set({ name: 'slow', delayMs: 600_000 })
  await retry.click()
  await expect(page.getByRole('link', { name: 'Retrying…' })).toBeVisible()
  await page.getByRole('link', { name: 'Account:' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  spotify.faults.clear()
  await expect(page.getByText('Loaded.')).toHaveCount(0)
})

test.describe('retry without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('without JavaScript, “Try again” is a plain link to the same page', async ({ page, signIn, spotify }) => {
    await signIn('mira', '/api/auth/login?returnTo=/account')
    spotify.faults.set({ name: 'server_error', where: 'api' })
    await page.goto('/playlists?page=2')
    const retry = page.getByRole('link', { name: 'Try again' })
    await expect(retry).toHaveAttribute('href', '/playlists?page=2')
    spotify.faults.clear()
    await retry.click()
    await expect(page.getByText('51 to 100 of 120 playlists')).toBeVisible()
  })
})

test('the sign-in page says whether you are still signed in, and with which account', async ({
  page,
  signIn,
  spotify,
}) => {
  await page.goto('/login?reason=state_mismatch')
  await expect(page.getByText('You are not signed in.')).toBeVisible()
  await expect(page.getByText('You are signed out.')).toHaveCount(0)
  await page.goto('/login?reason=consent_expired')
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goto('/login?reason=signed_out')
  await expect(page.getByRole('link', { name: 'Sign in with Spotify' })).toBeFocused()
  await expect(page.getByText(/You are (not )?(still )?signed (in|out)/)).toHaveCount(0)
  spotify.settings.expiresIn = { says: 1 }
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.goto('/login?reason=state_mismatch')
  await expect(page.getByText('You are still signed in as Mira Solvang.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Start again' })).toBeFocused()
})

test.describe('failing token refreshes', () => {
  test.use({ expectedProblems: [/503/] })

  test('if the token cannot be refreshed, the page shows an error without changing its URL, and the session stays valid', async ({
    page,
    signIn,
    spotify,
  }) => {
    spotify.settings.expiresIn = { says: 1 }
    await signIn('mira', '/api/auth/login?returnTo=/account')
    spotify.faults.set({ name: 'server_error', where: 'token' })
    // Until the token has expired, the page may load and then redirect, which interrupts the next call to `page.goto`.
    const open = () => page.goto('/playlists').catch(() => null)
    await expect.poll(async () => (await open())?.status()).toBe(503)
    await expect(page.getByText('You are still signed in as Mira Solvang.')).toBeVisible()
    const retry = page.getByRole('link', { name: 'Try again' })
    await expect(retry).toBeFocused()
    spotify.faults.clear()
    spotify.settings.expiresIn = 'true'
    // A retry within one second of a failed refresh gets the cached failure.
    await expect(async () => {
      if (await retry.isVisible()) await retry.click()
      await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible({ timeout: 1_500 })
    }).toPass()
  })
})
