import { agreeAs, expect, test } from '../support/fixtures.ts'

test('a page of one person never goes on with the list of another', async ({ page, context, signIn }) => {
  await signIn('mira')
  const rows = page.getByRole('main').locator('a[href^="/playlists/"]')
  await expect(rows).toHaveCount(50)
  const other = await context.newPage()
  await other.goto('/api/auth/login?returnTo=/account&switch=1')
  await agreeAs(other, 'vera')
  await expect(other.getByRole('banner')).toContainText('Vera Okonjo')
  await expect(page.getByText('Somebody else has signed in since')).toBeVisible()
  await page.getByRole('button', { name: 'Load 50 more' }).click()
  await expect(page.getByText('Not loaded: somebody else is signed in now.')).toBeVisible()
  await expect(rows).toHaveCount(50)
  await page.getByRole('link', { name: 'Show theirs' }).click()
  await expect(page.getByRole('banner')).toContainText('Vera Okonjo')
})

test.describe('signed out in another tab', () => {
  test.use({ expectedProblems: [/401/] })

  test('a page says so in place, and keeps its list', async ({ page, context, signIn }) => {
    await signIn('mira')
    const rows = page.getByRole('main').locator('a[href^="/playlists/"]')
    await expect(rows).toHaveCount(50)
    const other = await context.newPage()
    await other.goto('/account')
    await other.getByRole('button', { name: /sign out/i }).click()
    await expect(other).toHaveURL('/')
    await expect(page.getByText('You are signed out.')).toBeVisible()
    await page.getByRole('button', { name: 'Load 50 more' }).click()
    await expect(page.getByText('Not loaded: you are signed out.')).toBeVisible()
    await expect(rows).toHaveCount(50)
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await expect(page).toHaveURL('/playlists')
  })
})
