import type { Locator, Page } from '@playwright/test'
import { siteName } from '../../../../../app/site.ts'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { expect } from '../../../../../tests/support/fixtures.ts'
import { test } from '../../../../support/description/watched-test.ts'

const rowsOf = (page: Page) => page.getByRole('list', { name: /^Tracks / }).getByRole('listitem')
const rowAt = (page: Page, position: number) => rowsOf(page).nth(position - 1)
const trackAt = (page: Page, position: number) => rowAt(page, position).getByRole('link')
const colourOf = (head: Locator) => head.evaluate((element) => getComputedStyle(element).backgroundColor)
const headOf = (page: Page) => page.locator('.band')

test('loading tracks with the button moves the focus to the first new track, even if that track has no link', async ({
  page,
  signIn,
}) => {
  await page.route('**/items?limit=50&offset=50', async (route) => {
    const response = await route.fetch()
    const { items, ...rest } = await response.json()
    const [first, ...others] = items
    await route.fulfill({ response, json: { ...rest, items: [{ ...first, spotifyUrl: null }, ...others] } })
  })
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraPrivate}`)
  const button = page.getByRole('button', { name: 'Load 50 more' })
  await expect(button).toBeEnabled()
  await trackAt(page, 1).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(rowAt(page, 51)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(trackAt(page, 52)).toBeFocused()
})

test.describe('playlist header', () => {
  const night = 'rgb(23, 26, 38)'

  test('a playlist’s header takes its colour from the cover', async ({ page, signIn }) => {
    await signIn('mira')
    await page.goto(`/playlists/${playlistIds.miraMixed}`)
    await expect.poll(() => colourOf(headOf(page))).not.toBe(night)
    const first = await colourOf(headOf(page))
    await page.goto(`/playlists/${playlistIds.miraPublic}`)
    await expect.poll(() => colourOf(headOf(page))).not.toBe(night)
    expect(await colourOf(headOf(page))).not.toBe(first)
  })

  test('without a cover, a playlist’s header keeps its dark colour', async ({ page, signIn }) => {
    await signIn('mira')
    await page.goto(`/playlists/${playlistIds.miraEmpty}`)
    await expect(page.getByText('No tracks yet')).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await colourOf(headOf(page))).toBe(night)
  })

  test.describe('a cover that scripts cannot read', () => {
    test.use({ expectedProblems: [/CORS|ERR_FAILED/] })

    test('if scripts cannot read the cover, a playlist’s header keeps its dark colour', async ({
      page,
      signIn,
      spotify,
    }) => {
      spotify.settings.readablePictures = false
      await signIn('mira')
      await page.goto(`/playlists/${playlistIds.miraMixed}`)
      await page.waitForLoadState('networkidle')
      expect(await colourOf(headOf(page))).toBe(night)
      const cover = headOf(page).locator('img')
      await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    })
  })

  test('with reduced motion, a playlist’s header changes colour immediately', async ({ page, signIn }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn('mira')
    await page.goto(`/playlists/${playlistIds.miraMixed}`)
    await expect.poll(() => colourOf(headOf(page))).not.toBe(night)
    expect(await headOf(page).evaluate((head) => getComputedStyle(head).transitionDuration)).toBe('0s')
  })
})

test('while Spotify is slow, a playlist page already has a title, and its placeholders match the final layout', async ({
  page,
  signIn,
  spotify,
}) => {
  for (const width of [390, 1280]) {
    // Starts a new session, which has no cached responses yet.
    await signIn('mira', '/api/auth/login?returnTo=/account&switch=1')
    spotify.faults.set({ name: 'slow', delayMs: 600_000 })
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/playlists/${playlistIds.miraPrivate}`, { waitUntil: 'commit' })
    await expect(page.getByText('Loading the playlist')).toBeAttached()
    await expect(page).toHaveTitle(`Playlist · ${siteName}`)
    const before = await headOf(page).evaluate((head) => head.getBoundingClientRect().height)
    spotify.faults.clear('slow')
    await expect(page).toHaveTitle(`Night ferry, all of it · ${siteName}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
    const after = await headOf(page).evaluate((head) => head.getBoundingClientRect().height)
    expect(Math.abs(after - before)).toBeLessThan(2)
  }
})

test('a printed playlist includes its header and tracks, but no controls', async ({ page, signIn }) => {
  await signIn('vera')
  await page.goto(`/playlists/${playlistIds.veraEndless}`)
  await page.getByRole('button', { name: 'Load 50 more' }).click()
  await expect(rowsOf(page)).toHaveCount(100)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(rowAt(page, 100)).toBeVisible()
  expect(await rowAt(page, 100).evaluate((row) => row.checkVisibility({ contentVisibilityAuto: true }))).toBe(true)
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'All your playlists' })).toBeHidden()
  await expect(page.getByText(/Select a title/)).toBeHidden()
  expect(await colourOf(headOf(page))).toBe('rgba(0, 0, 0, 0)')
  const ink = await rowAt(page, 1).evaluate((row) => getComputedStyle(row).color)
  expect(ink).toBe('rgb(23, 26, 38)')
})
