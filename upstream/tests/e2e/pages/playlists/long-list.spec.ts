import type { Page } from '@playwright/test'
import { expect } from '../../../../../tests/support/fixtures.ts'
import { settle } from '../../../../../tests/support/page.ts'
import { delayFirstFrame } from '../../../../support/browser/first-frame.ts'
import { test } from '../../../../support/description/watched-test.ts'
import { test as withOwnServers } from '../../../../support/own-servers.ts'

const inPage = (page: Page) => page.getByRole('main').locator('li[aria-posinset]')
const at = (page: Page, place: number) => page.getByRole('main').locator(`li[aria-posinset="${place}"]`)
const search = (page: Page) => page.getByRole('searchbox')
const whole = (page: Page) => page.getByText(/^[\d,]+ of 3,000 playlists$/).filter({ visible: true })

/** Returns the position of the first playlist that is fully visible, or `undefined` if none is. */
const firstInView = (page: Page) =>
  inPage(page).evaluateAll((all) => {
    const isVisible = (entry: Element) => {
      const { top, bottom } = entry.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    }
    const position = all.find(isVisible)?.getAttribute('aria-posinset')
    return position ? Number(position) : undefined
  })

/** Scrolls to the given fraction of the page's height, as dragging the scroll bar would. */
async function scrollToShare(page: Page, share: number) {
  await expect(search(page)).toBeEnabled()
  await expect(inPage(page).first()).toBeAttached()
  await page.evaluate((part) => scrollTo(0, document.body.scrollHeight * part), share)
}

const offsets = (requests: { query: Record<string, string> }[]) => requests.map(({ query }) => Number(query.offset))

test('in a list of 3,000 playlists, only those in or near the visible area are loaded and rendered', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('vera')
  spotify.clearRequests()
  await scrollToShare(page, 0.5)
  await expect.poll(() => firstInView(page)).toBeGreaterThan(1_000)
  expect(await inPage(page).count()).toBeLessThan(100)
  await expect(inPage(page).first()).toHaveAttribute('aria-setsize', '3000')
  expect(Number(await inPage(page).first().getAttribute('aria-posinset'))).toBeGreaterThan(1_000)
  expect(offsets(spotify.requests()).length).toBeLessThan(4)
  expect(Math.min(...offsets(spotify.requests()))).toBeGreaterThan(1_000)
})

test('a search loads all pages, two at a time and each only once', async ({ page, signIn, spotify }) => {
  await signIn('vera')
  await expect(search(page)).toBeEnabled()
  // Counts requests from within the page, because Playwright's events can arrive out of order.
  const most = await page.evaluateHandle(() => {
    const count = { flying: 0, most: 0 }
    const { fetch } = window
    window.fetch = async (...request) => {
      count.most = Math.max(count.most, ++count.flying)
      return fetch(...request).finally(() => count.flying--)
    }
    return count
  })
  spotify.clearRequests()
  await search(page).fill('ferry')
  await expect(whole(page)).toBeVisible({ timeout: 90_000 })
  await page.getByRole('main').getByText('List', { exact: true }).click()
  await search(page).fill('tram')
  await expect(page).toHaveURL('/playlists?q=tram&view=list')
  expect(offsets(spotify.requests()).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 59 }, (_, index) => 50 * (index + 1)),
  )
  expect(await most.evaluate((count) => count.most)).toBe(2)
})

test('going back from a playlist restores the scroll position and makes no call to Spotify', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('vera')
  await scrollToShare(page, 0.3)
  await expect.poll(() => firstInView(page)).toBeGreaterThan(500)
  const place = (await firstInView(page)) ?? 0
  const before = await page.evaluate(() => scrollY)
  await at(page, place).locator('.entry-name').click()
  await expect(page).toHaveURL(/\/playlists\/\w+/)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Your playlists')
  spotify.clearRequests()
  await page.goBack()
  await expect(at(page, place)).toBeInViewport()
  expect(await page.evaluate(() => scrollY)).toBe(before)
  await settle(page)
  expect(spotify.requests()).toEqual([])
})

test('reloading keeps the scroll position in the list of playlists', async ({ page, signIn }) => {
  await signIn('vera')
  await scrollToShare(page, 0.3)
  await expect.poll(() => firstInView(page)).toBeGreaterThan(500)
  const before = [await firstInView(page), await page.evaluate(() => scrollY)]
  await page.reload()
  await expect.poll(async () => [await firstInView(page), await page.evaluate(() => scrollY)]).toEqual(before)
  await page.addInitScript(delayFirstFrame)
  await page.reload()
  await expect.poll(async () => [await firstInView(page), await page.evaluate(() => scrollY)]).toEqual(before)
})

test('at every screen width, each part of the list has the same height before and after its playlists load', async ({
  page,
  signIn,
}) => {
  await signIn('vera')
  await expect(search(page)).toBeEnabled()
  for (const view of ['Grid', 'List']) {
    await page.getByRole('main').getByText(view, { exact: true }).click()
    for (const width of [320, 390, 480, 640, 820, 1024, 1100, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      const heights = () =>
        page.locator('.entries > *').evaluateAll((all) => {
          const isEmpty = (chunk: Element) => chunk.children.length === 0
          const toHeights = (chunks: Element[]) => chunks.map((chunk) => chunk.getBoundingClientRect().height)
          const full = all.filter((chunk) => chunk.children.length === 12)
          return { full: toHeights(full).at(0) ?? 0, empty: toHeights(all.filter(isEmpty)).at(0) ?? 0 }
        })
      await expect
        .poll(async () => Math.abs((await heights()).full - (await heights()).empty), {
          message: `${view} at ${width}`,
        })
        .toBeLessThan(0.5)
    }
  }
})

test('going back from a playlist restores the search text', async ({ page, signIn }) => {
  await signIn('mira')
  await search(page).fill('night ferry')
  await page.getByRole('link', { name: 'Night ferry, all of it', exact: true }).click()
  await expect(page).toHaveURL(/\/playlists\/\w+/)
  await page.goBack()
  await expect(page).toHaveURL('/playlists?q=night+ferry')
  await expect(search(page)).toHaveValue('night ferry')
})

test('a focused playlist keeps the focus, even if you scroll far away', async ({ page, signIn }) => {
  await signIn('vera')
  const link = at(page, 3).locator('.entry-name')
  await expect(search(page)).toBeEnabled()
  await link.focus()
  await scrollToShare(page, 0.5)
  await expect.poll(() => firstInView(page)).toBeGreaterThan(1_000)
  await expect(link).toBeFocused()
  await scrollToShare(page, 0)
  await expect(link).toBeInViewport()
  await expect(link).toBeFocused()
})

test('opening a later page by its URL scrolls to that page, with the earlier playlists above it', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.clearRequests()
  await page.goto('/playlists?page=2')
  await expect(at(page, 51)).toBeInViewport()
  expect(offsets(spotify.requests())).toEqual([50])
  await scrollToShare(page, 0)
  await expect(at(page, 1)).toBeInViewport()
})

test('null and duplicate playlists from Spotify cause no gaps or duplicates in the list', async ({ page, signIn }) => {
  await signIn('nulls')
  await expect(page.getByText('All 10 playlists, 3 of them without details').filter({ visible: true })).toBeVisible()
  await expect(inPage(page)).toHaveCount(7)
})

withOwnServers.describe('failure while loading the list', () => {
  withOwnServers.use({ expectedProblems: [/status of (429|5\d\d)/] })

  withOwnServers(
    'if a page in the middle fails to load, the loaded pages stay visible, and loading can continue from there',
    async ({ page, signIn, spotify }) => {
      await page.route('**/api/playlists?limit=50&offset=1000', (route) => route.fulfill({ status: 500 }))
      await signIn('vera')
      await expect(search(page)).toBeEnabled()
      await search(page).fill('ferry')
      await expect(page.getByRole('button', { name: 'Try again' })).toBeInViewport()
      await expect(page.getByText(/^\d+ found in 1,0[05]0 of 3,000 playlists$/)).toBeVisible()
      await expect(inPage(page).first()).toBeVisible()
      await page.unroute('**/api/playlists?limit=50&offset=1000')
      spotify.clearRequests()
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(whole(page)).toBeVisible({ timeout: 90_000 })
      const asked = offsets(spotify.requests())
      expect(Math.min(...asked)).toBe(1_000)
      expect(new Set(asked).size).toBe(asked.length)
    },
  )

  withOwnServers(
    'if a page fails to load, the “No matches yet” message says that only the loaded playlists were searched',
    async ({ page, signIn }) => {
      await page.route('**/api/playlists?limit=50&offset=50', (route) => route.fulfill({ status: 500 }))
      await signIn('vera')
      await expect(search(page)).toBeEnabled()
      await search(page).fill('in no name at all')
      await expect(page.getByRole('heading', { name: 'No matches yet' })).toBeVisible()
      await expect(page.getByText('No playlist loaded so far has “in no name at all”')).toBeVisible()
      await page.unroute('**/api/playlists?limit=50&offset=50')
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible({ timeout: 90_000 })
    },
  )

  withOwnServers('a search interrupted by a rate limit continues automatically', async ({ page, signIn, spotify }) => {
    await signIn('vera')
    spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
    await search(page).fill('ferry')
    await expect(page.getByText(/Retrying in/).first()).toBeVisible()
    await expect(inPage(page).first()).toBeVisible()
    await expect(whole(page)).toBeVisible({ timeout: 90_000 })
  })

  withOwnServers(
    'the rate limit notice disappears once the next page has loaded, and reappears if there is another rate limit',
    async ({ page, signIn, spotify }) => {
      await signIn('vera')
      spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
      await search(page).fill('ferry')
      const waits = page.getByText(/Retrying in/).first()
      await expect(waits).toBeVisible()
      spotify.faults.set({ name: 'slow', delayMs: 3_000 })
      const bar = page.getByRole('button', { name: /Try again|Retrying/ })
      await expect(bar).toHaveCount(0, { timeout: 90_000 })
      await expect(whole(page)).toHaveCount(0)
      spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
      await expect(waits).toBeVisible()
      spotify.faults.clear('slow')
      await expect(whole(page)).toBeVisible({ timeout: 90_000 })
    },
  )

  withOwnServers('if the focused button disappears, the focus moves to the list', async ({ page, signIn }) => {
    await signIn('vera')
    await expect(search(page)).toBeEnabled()
    // Delays the failure message's code, which is loaded on demand. While this code loads, no temporary button should appear in
    // place of the message.
    await page.route('**/_next/static/chunks/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    const address = '**/api/playlists?limit=50&offset=100'
    await page.route(address, (route) => route.fulfill({ status: 500 }))
    await search(page).fill('ferry')
    await page.getByRole('button', { name: 'Try again' }).focus()
    await expect(page.getByText('Something went wrong.')).toBeVisible()
    await page.unroute(address)
    await page.keyboard.press('Enter')
    await expect(whole(page)).toBeVisible({ timeout: 90_000 })
    const focused = page.locator(':focus')
    await expect(focused).toHaveAttribute('href', /^\/playlists\//)
    await expect(focused).toBeInViewport()
  })

  withOwnServers('the notice at the bottom never covers the focused control', async ({ page, signIn }) => {
    await page.route('**/api/playlists?*', (route) => route.fulfill({ status: 500 }))
    await signIn('vera')
    await expect(search(page)).toBeEnabled()
    await page.getByRole('button', { name: 'Refresh' }).click()
    const bar = page.locator('.bar-below')
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await page.evaluate(() => scrollTo(0, 0))
      await expect(bar).toBeInViewport()
      await page.getByRole('button', { name: 'Refresh' }).focus()
      for (let stop = 0; stop < 30; stop++) {
        await page.keyboard.press('Tab')
        const bottom = await page.evaluate(() => document.activeElement?.getBoundingClientRect().bottom)
        const top = await bar.evaluate((element) => element.getBoundingClientRect().top)
        expect(bottom, `stop ${stop} at ${width}`).toBeLessThanOrEqual(top)
      }
    }
  })

  withOwnServers('a skip link moves the focus past the list to the next control', async ({ page, signIn }) => {
    await signIn('vera')
    await expect(search(page)).toBeEnabled()
    const refresh = page.getByRole('button', { name: 'Refresh' })
    const skip = page.getByRole('link', { name: 'Skip the list' })
    // Hydrates the list. Before that, Enter would follow the link.
    await refresh.click()
    await expect(page.getByText('Up to date.')).toBeAttached()
    await refresh.focus()
    await page.keyboard.press('Tab')
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Privacy' })).toBeFocused()
    await page.route('**/api/playlists?*', (route) => route.fulfill({ status: 500 }))
    await refresh.click()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await refresh.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused()
    await expect(page).toHaveURL('/playlists')
  })
})

withOwnServers.describe('failure to load scripts', () => {
  withOwnServers.use({ expectedProblems: [/Failed to load|ChunkLoadError/] })

  withOwnServers(
    'if no more scripts can be loaded, a failed search still shows a message and can be retried',
    async ({ page, signIn }) => {
      await signIn('vera')
      const listScript = page.waitForResponse('**/_next/static/chunks/*.js')
      await search(page).click()
      await listScript
      await page.route('**/_next/static/**', (route) => route.abort())
      await page.route('**/api/playlists?*', (route) => route.fulfill({ status: 500 }))
      await search(page).fill('ferry')
      await expect(page.getByRole('status').filter({ hasText: 'Not loaded.' })).toBeVisible()
      await page.unroute('**/api/playlists?*')
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(whole(page)).toBeVisible({ timeout: 90_000 })
    },
  )
})

test('while Spotify is slow, the list shows placeholders, and nothing moves when the playlists arrive', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.addInitScript(() => {
    const state = Object.assign(window, { moved: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number }[]) state.moved += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  // Sends the header that browsers send when you reload a page.
  await page.setExtraHTTPHeaders({ 'cache-control': 'max-age=0' })
  for (const address of ['/playlists', '/playlists?view=list', '/playlists?sort=name', '/playlists?q=ferry']) {
    spotify.faults.set({ name: 'slow', delayMs: 600_000 })
    await page.goto(address, { waitUntil: 'commit' })
    // Checks once per frame, so the browser paints the placeholders before the playlists arrive.
    await page.waitForFunction(() => document.querySelector('.blank-entries')?.checkVisibility())
    spotify.faults.clear('slow')
    await expect(inPage(page).first()).toBeVisible()
    await expect(search(page)).toBeEnabled()
    const moved = await page.evaluate(() => (window as unknown as { moved: number }).moved)
    expect(moved, address).toBeLessThan(0.02)
  }
})
