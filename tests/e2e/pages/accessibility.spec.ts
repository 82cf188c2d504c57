import type { Page } from '@playwright/test'
import { playlistIds } from '../../emulator/data/library.ts'
import { desk, findViolations } from '../../support/accessibility.ts'
import { expect, test } from '../../support/fixtures.ts'

const publicPages = ['/', '/login?reason=access_denied', '/setup', '/privacy', '/terms', '/disconnected', '/nowhere']
const privatePages = ['/playlists', `/playlists/${playlistIds.miraMixed}`, '/listening', '/profile', '/account']

test.use({ expectedProblems: [/status of 404/] })

test('public pages have no accessibility violations', async ({ page }) => {
  for (const path of publicPages) await check(page, path)
})

test('pages that require visitors to sign in have no accessibility violations', async ({ page, signIn }) => {
  await signIn('mira')
  for (const path of privatePages) await check(page, path)
})

async function check(page: Page, path: string): Promise<void> {
  await page.setViewportSize(desk)
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
  expect
    .soft(await findViolations(page), `axe violations on ${path}, on phone and desktop, in light and dark mode`)
    .toEqual([])
}
