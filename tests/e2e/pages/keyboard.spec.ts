import type { Page } from '@playwright/test'
import { personOf } from '../../emulator/data/people.ts'
import { expect, test } from '../../support/fixtures.ts'
import { tabTo } from '../../support/page.ts'

test('using only the keyboard, you can skip the navigation, sign in, open a playlist and go back', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await pressLink(page, 'Sign in with Spotify')
  await agree(page)
  await expect(page).toHaveURL('/playlists')

  const search = page.getByRole('searchbox')
  await expect(search).toBeEnabled()
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type('night ferry')
  await expect(page.getByRole('link', { name: 'Balcony season', exact: true })).toHaveCount(0)
  await tabTo(page, page.getByRole('radio', { name: 'All' }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Mine' })).toBeFocused()
  await expect(page.getByRole('radio', { name: 'Mine' })).toBeChecked()
  await pressLink(page, 'Night ferry, all of it')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  await tabTo(page, page.getByRole('button', { name: 'Refresh' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Refresh', exact: true })).toBeFocused()
  // The list does not trap the focus: Tab moves past the tracks to the links below.
  await tabTo(page, page.getByRole('contentinfo').getByRole('link', { name: 'Terms' }))
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'All your playlists' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/playlists/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your playlists')
})

test('using only the keyboard, you can renew consent, switch accounts, sign out, sign in again and disconnect', async ({
  page,
}) => {
  await page.goto('/login?returnTo=/profile')
  await pressLink(page, 'Sign in with Spotify')
  await agree(page)
  await expect(page).toHaveURL('/profile')
  await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Account' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/account')

  await pressLink(page, 'Renew access')
  await agree(page)
  await expect(page).toHaveURL('/account')
  await pressLink(page, 'Use another account')
  await agree(page, 1)
  await expect(page.getByRole('banner')).toContainText(personOf('otto').label)

  await tabTo(page, page.getByRole('main').getByRole('button', { name: 'Sign out' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/')
  await page.goto('/api/auth/login?returnTo=/account&switch=1')
  await agree(page)
  await tabTo(page, page.getByRole('button', { name: 'Disconnect' }))
  await page.keyboard.press('Space')
  await expect(page).toHaveURL('/disconnected')
  await pressLink(page, 'Back to home')
  await expect(page).toHaveURL('/')
})

async function pressLink(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('main').getByRole('link', { name, exact: true }))
  await page.keyboard.press('Enter')
}

/** Selects a user on the consent page with the arrow keys, then activates the Agree button. */
async function agree(page: Page, steps = 0): Promise<void> {
  await tabTo(page, page.getByRole('radio', { checked: true }))
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowDown')
  await tabTo(page, page.getByRole('button', { name: 'Agree' }))
  await page.keyboard.press('Enter')
}
