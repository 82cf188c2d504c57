import { expect, test } from '../../support/fixtures.ts'

test.describe('errors in the browser', () => {
  test.use({ expectedProblems: [/broken on purpose|style-src/] })

  test('an error in a layout shows an error page with a link to the home page', async ({ page }) => {
    await page.addInitScript(() => {
      window.BroadcastChannel = class {
        constructor() {
          throw new Error('broken on purpose')
        }
      } as unknown as typeof BroadcastChannel
    })
    await page.goto('/login')
    await expect(page.getByRole('heading', { level: 1, name: 'Something went wrong' })).toBeVisible()
    await page.getByRole('link', { name: 'Back to home' }).click()
    await expect(page).toHaveURL('/')
  })

  // The app's own components can't catch an error thrown by the router, so Next shows its own error page.
  test('an error in the router shows an error page with a Back button', async ({ page, signIn }) => {
    await signIn('mira')
    await page.goto('/account')
    await page.goto('/profile')
    await page.evaluate(() => {
      history.pushState = () => {
        throw new Error('broken on purpose')
      }
    })
    await page.getByRole('link', { name: 'Playlists' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'This page couldn’t load' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page).toHaveURL('/account')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  })
})
