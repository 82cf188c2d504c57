import type { Page } from '@playwright/test'
import { playlistIds } from '../../emulator/data/library.ts'
import { phone } from '../../support/accessibility.ts'
import { findOverflow, findSmallTargets } from '../../support/fit.ts'
import { expect, test } from '../../support/fixtures.ts'

const publicPages = ['/', '/login?reason=access_denied', '/setup', '/privacy', '/terms', '/disconnected', '/nowhere']
const privatePages = ['/playlists', `/playlists/${playlistIds.miraMixed}`, '/listening', '/profile', '/account']

test.use({ expectedProblems: [/status of 404/] })

test('public pages fit in small windows and have large touch targets', async ({ page }) => {
  for (const path of publicPages) await check(page, path)
})

test('pages that require visitors to sign in fit in small windows and have large touch targets', async ({
  page,
  signIn,
}) => {
  await signIn('mira')
  for (const path of privatePages) await check(page, path)
})

async function check(page: Page, path: string): Promise<void> {
  await page.setViewportSize(phone)
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
  expect.soft(await findSmallTargets(page), `small touch targets on ${path}`).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect.soft(await findOverflow(page), `overflow on ${path} at a width of 320 pixels`).toEqual([])
}
