import type { Page } from '@playwright/test'
import type { Emulator } from '../../../../tests/emulator/emulator.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { nowPlayingPath, sectionOf, signInToListen } from '../../../../tests/support/listening.ts'
import { test } from '../../../support/description/watched-test.ts'
import { test as withOwnServers } from '../../../support/own-servers.ts'

const halfMinute = 30_000

const countLooks = (spotify: Emulator) => spotify.requests().filter(({ path }) => path === nowPlayingPath).length

test('a selected time range is highlighted immediately, even if the page loads slowly', async ({
  page,
  spotify,
  baseURL,
}) => {
  await signInToListen({ page, spotify, baseURL })
  await page.goto('/listening')
  await expect(sectionOf(page, 'Recently played').getByRole('listitem')).toHaveCount(20)
  // Starts a new session, which has no cached responses yet.
  await signInToListen({ page, spotify, baseURL })
  spotify.faults.set({ name: 'slow', where: '/v1/me/player/recently-played', delayMs: 600_000 })
  const year = page.getByRole('link', { name: '1 year' })
  const ground = () => year.evaluate((link) => getComputedStyle(link).backgroundColor)
  const before = await ground()
  await year.click()
  await page.mouse.move(0, 0)
  await expect.poll(ground).not.toBe(before)
  await expect(year).not.toHaveAttribute('aria-current')
  spotify.faults.clear('slow')
  await expect(year).toHaveAttribute('aria-current', 'page')
})

test('a slow section of the listening page does not delay the others', async ({ page, spotify, baseURL }) => {
  await signInToListen({ page, spotify, baseURL })
  spotify.faults.set({ name: 'slow', where: '/v1/me/top/tracks', delayMs: 600_000 })
  await page.goto('/listening', { waitUntil: 'commit' })
  await expect(sectionOf(page, 'Recently played').getByRole('listitem')).toHaveCount(20)
  await expect(page.getByText('Loading: Top tracks')).toBeAttached()
  spotify.faults.clear('slow')
})

test('the current playback updates every 30 seconds while the tab is visible, for at most half an hour', async ({
  page,
  spotify,
  baseURL,
}) => {
  test.slow()
  await signInToListen({ page, spotify, baseURL })
  await page.clock.install()
  await page.goto('/listening')
  const now = sectionOf(page, 'Now playing')
  await expect(now.getByText('Refreshes every 30 seconds.')).toBeVisible()
  spotify.clearRequests()
  spotify.settings.playing = 'ad'
  await page.clock.runFor(halfMinute + 1_000)
  await expect(now.getByText('An advertisement is playing.')).toBeVisible()
  expect(spotify.requests().map(({ path }) => path)).toEqual([nowPlayingPath])
  const cookieNames = async () => (await page.context().cookies()).map(({ name }) => name)
  expect(await cookieNames(), 'an automatic refresh leaves the pages’ cached responses in use').not.toContain('fresh')

  await setSeen(page, false)
  spotify.settings.playing = 'nothing'
  await page.clock.runFor(10 * halfMinute)
  expect(countLooks(spotify)).toBe(1)
  await setSeen(page, true)
  await page.clock.runFor(halfMinute + 1_000)
  await expect(now.getByText('Nothing is playing.')).toBeVisible()
  expect(countLooks(spotify)).toBe(2)

  await expect(async () => {
    await page.clock.runFor(halfMinute + 1_000)
    await expect(now.getByText('after 30 minutes')).toBeVisible({ timeout: 100 })
  }).toPass({ timeout: 240_000, intervals: [10] })
  await expect.poll(() => countLooks(spotify)).toBe(60)
  await page.clock.runFor(10 * halfMinute)
  expect(countLooks(spotify)).toBe(60)
  spotify.settings.playing = 'episode'
  await now.getByRole('link', { name: 'Refresh' }).click()
  await expect(now.getByText('Episode')).toBeVisible()
  expect(await cookieNames()).toContain('fresh')
})

test('an updated playback status is still shown after you leave the page and go back', async ({
  page,
  spotify,
  baseURL,
}) => {
  await signInToListen({ page, spotify, baseURL })
  await page.goto('/listening')
  const now = sectionOf(page, 'Now playing')
  await expect(now.getByText('Refreshes every 30 seconds.')).toBeVisible()
  spotify.settings.playing = 'nothing'
  await now.getByRole('link', { name: 'Refresh' }).click()
  await expect(now.getByText('Nothing is playing.')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Up to date.' })).toBeAttached()
  await page.getByRole('link', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  spotify.clearRequests()
  await page.goBack()
  await expect(now.getByText('Nothing is playing.')).toBeVisible()
  expect(spotify.requests()).toEqual([])
})

withOwnServers.describe('exceeded quota', () => {
  withOwnServers.use({ expectedProblems: [/429/] })
  withOwnServers(
    'if the quota is exceeded, “Now playing” stops updating and says so, and the page stays visible',
    async ({ page, spotify, baseURL }) => {
      await signInToListen({ page, spotify, baseURL })
      await page.clock.install()
      await page.goto('/listening')
      const now = sectionOf(page, 'Now playing')
      await expect(now.getByText('Refreshes every 30 seconds.')).toBeVisible()
      const title = await now.getByRole('paragraph').nth(1).textContent()
      spotify.faults.set({ name: 'quota', where: nowPlayingPath })
      spotify.clearRequests()
      await page.clock.runFor(halfMinute + 1_000)
      await expect(now.getByText('Daily request limit reached')).toBeVisible()
      await expect(now.getByText('Automatic refresh has stopped.')).toBeVisible()
      await expect(now.getByRole('paragraph').nth(1)).toHaveText(title ?? '')
      await page.clock.runFor(10 * halfMinute)
      expect(countLooks(spotify)).toBe(1)
    },
  )
})

withOwnServers(
  'during a long rate limit, a section shows when the limit will end',
  async ({ page, spotify, baseURL }) => {
    await signInToListen({ page, spotify, baseURL })
    spotify.faults.set({ name: 'rate_limited', where: '/v1/me/top/tracks', retryAfter: 900 })
    await page.goto('/listening')
    await expect(sectionOf(page, 'Top tracks')).toContainText(/This lasts until (today|tomorrow) at \d\d:\d\d\./)
  },
)

async function setSeen(page: Page, isSeen: boolean): Promise<void> {
  await page.evaluate((seen) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (seen ? 'visible' : 'hidden') })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isSeen)
}
