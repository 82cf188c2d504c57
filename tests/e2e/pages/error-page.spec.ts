import { expect, test } from '../../support/fixtures.ts'

test.describe('an error page with a way back is shown', () => {
  test.use({ expectedProblems: [/broken on purpose|style-src/] })

  test('if a layout throws in the browser', async ({ page }) => {
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

  // This is Next's own page, because none of our components wrap the router.
  test('if the router throws', async ({ page }) => {
    await page.goto('/')
    await page.goto('/login')
    await page.evaluate(() => {
      history.pushState = () => {
        throw new Error('broken on purpose')
      }
    })
    await page.getByRole('link', { name: 'Privacy' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'This page couldn’t load' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page).toHaveURL('/')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('All your playlists')
  })
})
