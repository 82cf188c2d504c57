import type { Page, Route } from '@playwright/test'
import { expect } from '../../../../../tests/support/fixtures.ts'
import { test } from '../../../../support/description/watched-test.ts'

const scripts = '**/_next/static/chunks/*.js'
const first = (page: Page) => page.getByRole('link', { name: 'Night ferry, all of it', exact: true })

test.beforeEach(async ({ page, signIn }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.goto('/playlists', { waitUntil: 'networkidle' })
  await expect(page.getByRole('searchbox')).toBeEnabled()
})

test('the list’s script loads when the visitor first interacts with the page', async ({ page }) => {
  const loaded: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') loaded.push(request.url())
  })
  await first(page).hover()
  await expect.poll(() => loaded.length).toBeGreaterThan(0)
})

test('a search typed before the list’s script has loaded is applied to the list', async ({ page }) => {
  const held = await holdScripts(page)
  await page.getByRole('searchbox').fill('runa valegrove')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  await expect(first(page)).toBeVisible()
  for (const route of held) await route.continue()
  await expect(page.locator('.entry-name')).toHaveText(['Staircase sessions'])
})

test('the Refresh button can be pressed before the list’s script has loaded', async ({ page, spotify }) => {
  const held = await holdScripts(page)
  spotify.clearRequests()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => held.length).toBeGreaterThan(0)
  expect(spotify.requests()).toEqual([])
  for (const route of held) await route.continue()
  await expect.poll(() => spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/playlists'])
})

test('the Refresh button can be pressed before any script has loaded', async ({ page, spotify }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(scripts, (route) => released.then(() => route.continue()))
  await page.goto('/playlists', { waitUntil: 'commit' })
  const refresh = page.getByRole('button', { name: 'Refresh' })
  await expect(refresh).toBeVisible()
  spotify.clearRequests()
  await refresh.click()
  expect(spotify.requests()).toEqual([])
  release()
  await expect.poll(() => spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/playlists'])
})

test.describe('failure while loading the list’s script', () => {
  test.use({ expectedProblems: [/Failed to load resource|net::ERR_FAILED/] })

  test('if the list’s script does not load, the list stays visible, and the next key press tries again', async ({
    page,
  }) => {
    const failed: string[] = []
    await page.route(scripts, async (route) => {
      failed.push(route.request().url())
      await route.abort()
    })
    await page.mouse.move(10, 400)
    await expect.poll(() => failed.length).toBeGreaterThan(0)
    await page.getByRole('searchbox').fill('runa valegrove')
    await expect(first(page)).toBeVisible()
    await page.unroute(scripts)
    // The test may learn about the failed request before the page does.
    await expect(async () => {
      await page.keyboard.press('Shift')
      await expect(page.locator('.entry-name')).toHaveText(['Staircase sessions'], { timeout: 500 })
    }).toPass()
  })
})

test.describe('a list script that no longer exists, as after a deployment', () => {
  test.use({ expectedProblems: [/Failed to load|net::ERR_FAILED|ChunkLoadError/] })

  const error = (page: Page) => page.getByRole('heading', { name: 'Something went wrong' })

  test.beforeEach(async ({ page }) => {
    const listScript = page.waitForRequest(scripts)
    await first(page).hover()
    await page.route((await listScript).url(), (route) => route.abort())
  })

  test('if the list’s script fails to load twice, an error page is shown', async ({ page }) => {
    await page.mouse.move(0, 0)
    await page.goto('/playlists', { waitUntil: 'networkidle' })
    const failed = page.waitForEvent('requestfailed')
    await page.mouse.move(10, 400)
    await failed
    await expect(first(page)).toBeVisible()
    // The test may learn about the failed request before the page does.
    await expect(async () => {
      await page.keyboard.press('Shift')
      await expect(error(page)).toBeVisible({ timeout: 500 })
    }).toPass()
  })

  test('if the list’s script fails to load after client-side navigation, an error page is shown', async ({ page }) => {
    await page.goto('/account')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Playlists' }).click()
    await expect(error(page)).toBeVisible()
  })
})

/** Holds all script requests from now on. Returns an array to which each held request is added. */
async function holdScripts(page: Page): Promise<Route[]> {
  const held: Route[] = []
  await page.route(scripts, (route) => void held.push(route))
  return held
}
