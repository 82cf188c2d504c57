import type { Locator, Page, Route } from '@playwright/test'
import { siteName } from '../../../app/site.ts'
import { playlistIds } from '../../emulator/data/library.ts'
import { expect, test } from '../../support/fixtures.ts'

const rowsOf = (page: Page) => page.getByRole('list', { name: /^Tracks / }).getByRole('listitem')
const rowAt = (page: Page, position: number) => rowsOf(page).nth(position - 1)
const trackAt = (page: Page, position: number) => rowAt(page, position).getByRole('link')
const headOf = (page: Page) => page.locator('.band')

test('opening a playlist shows its header and first 50 tracks with a single call to Spotify', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.clearRequests()
  await page.goto(`/playlists/${playlistIds.miraPrivate}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  await expect(page).toHaveTitle(`Night ferry, all of it · ${siteName}`)
  await expect(page.getByText('50 of 130 tracks')).toBeVisible()
  await expect(rowsOf(page)).toHaveCount(50)
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden()
  expect(spotify.requests()).toHaveLength(1)
  await page.getByRole('link', { name: 'All your playlists' }).click()
  await expect(page).toHaveURL('/playlists')
})

test('each track is shown with its position, title, artists, album, date and length, and links to Spotify', async ({
  page,
  signIn,
}) => {
  await signIn('mira')
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/playlists/${playlistIds.miraMixed}`)
    await expect(rowAt(page, 1)).toContainText('1')
    await expect(rowAt(page, 1).getByText('Painting the Lantern')).toBeVisible()
    await expect(rowAt(page, 1).getByText('Fenna Holmquell')).toBeVisible()
    await expect(rowAt(page, 1).getByText('Meadow for an empty office')).toBeVisible()
    await expect(rowAt(page, 1).getByText('4 Aug 2016')).toBeVisible()
    await expect(rowAt(page, 1).getByText('6:43')).toBeVisible()
    await expect(trackAt(page, 1)).toHaveAttribute('href', /\/open\/track\//)
    const box = await trackAt(page, 1).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
  }
})

test('clicking anywhere in a track’s row opens the track on Spotify', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraMixed}`)
  const address = await trackAt(page, 1).getAttribute('href')
  await rowAt(page, 1).getByText('6:43').click({ force: true })
  await expect(page).toHaveURL(address ?? '')
})

test('explicit tracks, episodes, local files and unavailable items are labelled', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraMixed}`)
  await expect(rowAt(page, 1).getByText('Explicit')).toBeVisible()
  await expect(rowAt(page, 2).getByText('Episode')).toBeVisible()
  await expect(rowAt(page, 3).getByText('Local file')).toBeVisible()
  await expect(rowAt(page, 4).getByText('No longer available on Spotify')).toBeVisible()
  await expect(trackAt(page, 3)).toHaveCount(0)
  await expect(trackAt(page, 4)).toHaveCount(0)
})

test('a withdrawn track is labelled as no longer available and has no link or length', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraMixed}`)
  await expect(rowAt(page, 9).getByText('No longer available on Spotify')).toBeVisible()
  await expect(trackAt(page, 9)).toHaveCount(0)
  await expect(rowAt(page, 9)).not.toContainText(/0:00|without a name/)
})

test('a track with an unknown date is not shown as added on 1 January 1970', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraMixed}`)
  await expect(rowAt(page, 10)).toContainText('Added: –')
  await expect(page.getByText(/1970/)).toHaveCount(0)
})

test('a playlist description loses its markup but keeps the text of its links', async ({ page, context, signIn }) => {
  const words = "You listened to trams & ferries on Mondays. Here's <more>"
  await signIn('odd')
  const { items } = await (await context.request.get('/api/playlists')).json()
  expect(items[0].description).toBe(words)
  await page.goto(`/playlists/${items[0].id}`)
  await expect(headOf(page).getByText(words, { exact: true })).toBeVisible()
  await expect(page.locator('a[href*="example.org"], a[href^="spotify:"]')).toHaveCount(0)
})

test('a followed playlist’s page says why its contents are missing and links to Spotify', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraFollowed}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Staircase sessions')
  await expect(page.getByText(/development mode/i)).toBeVisible()
  await expect(
    page
      .getByRole('main')
      .getByRole('link', { name: /spotify/i })
      .first(),
  ).toHaveAttribute('href', /open/)
})

test('an empty playlist shows a message', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraEmpty}`)
  await expect(page.getByText('No tracks yet').first()).toBeVisible()
})

test('a playlist that does not exist shows an error page', async ({ page, signIn }) => {
  await signIn('mira')
  for (const id of ['0000000000000000000000', 'no-such-id', '..%2f..%2fme']) {
    await page.goto(`/playlists/${id}`)
    await expect(page.getByText('Not found on Spotify')).toBeVisible()
  }
})

test('playlist names and descriptions that look like code are shown as plain text', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('long')
  const links = page.getByRole('main').getByRole('listitem').getByRole('link')
  await expect(links.first()).toBeVisible()
  const ids = await links.evaluateAll((all) =>
    all.flatMap((link) => link.getAttribute('href')?.match(/^\/playlists\/\w+$/) ?? []),
  )
  expect(ids.length).toBeGreaterThan(3)
  spotify.clearRequests()
  for (const path of ids) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/^$/)
    await expect(page.locator('.band :is(b, i, img[src="x"], script, a[href*="example.org"])')).toHaveCount(0)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

test.describe('a playlist with many tracks', () => {
  test('each track loads once as you scroll, and all loaded tracks are still there after you leave the page and go back', async ({
    page,
    signIn,
    spotify,
  }) => {
    await signIn('vera')
    await page.goto(`/playlists/${playlistIds.veraEndless}`)
    await expect(page.getByText('50 of 3,000 tracks', { exact: true })).toBeVisible()
    spotify.clearRequests()
    for (const count of [100, 150, 200]) {
      await rowsOf(page).last().scrollIntoViewIfNeeded()
      await expect.poll(() => rowsOf(page).count()).toBeGreaterThanOrEqual(count)
    }
    const offsets = spotify.requests().map(({ query }) => query.offset)
    expect(offsets.slice(0, 3)).toEqual(['50', '100', '150'])
    expect(new Set(offsets).size).toBe(offsets.length)

    await page.getByRole('link', { name: 'All your playlists' }).click()
    await expect(page).toHaveURL('/playlists')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your playlists')
    spotify.clearRequests()
    await page.goBack()
    await expect.poll(() => rowsOf(page).count()).toBeGreaterThanOrEqual(200)
    const again = spotify.requests().map(({ query }) => query.offset)
    expect(again.filter((offset) => offsets.includes(offset))).toEqual([])
  })

  test('more tracks load even if the browser first reports that the end of the list is out of view', async ({
    page,
    signIn,
  }) => {
    await signIn('vera')
    await page.addInitScript(() => {
      window.IntersectionObserver = class extends IntersectionObserver {
        constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
          const far = ({ target }: IntersectionObserverEntry) =>
            ({ target, isIntersecting: false }) as IntersectionObserverEntry
          super((changes, self) => callback([...changes.map(far), ...changes], self), options)
        }
      }
    })
    await page.goto(`/playlists/${playlistIds.veraEndless}`)
    await rowsOf(page).last().scrollIntoViewIfNeeded()
    await expect.poll(() => rowsOf(page).count()).toBeGreaterThanOrEqual(100)
  })

  test('tracks load one page at a time, even if you keep scrolling', async ({ page, signIn }) => {
    await signIn('vera')
    await page.goto(`/playlists/${playlistIds.veraEndless}`)
    await expect(rowsOf(page)).toHaveCount(50)
    const held: Route[] = []
    await page.route('**/items?*', (route) => void held.push(route))
    await page.getByRole('button', { name: 'Refresh' }).focus()
    for (let times = 0; times < 6; times++) await page.mouse.wheel(0, 9_000)
    await expect(page.getByRole('button', { name: 'Loading…' })).toBeVisible()
    expect(held).toHaveLength(1)
    await held[0]?.continue()
    await expect(rowsOf(page)).toHaveCount(100)
  })

  test.describe('failure while loading tracks', () => {
    test.use({ expectedProblems: [/503/] })

    test('if loading tracks fails, a message is shown, and scrolling loads no more tracks until you press the button', async ({
      page,
      signIn,
      spotify,
    }) => {
      await signIn('mira')
      await page.goto(`/playlists/${playlistIds.miraPrivate}`)
      spotify.faults.set({ name: 'server_error', where: 'api' })
      spotify.clearRequests()
      await rowsOf(page).last().scrollIntoViewIfNeeded()
      await expect(page.getByText('Spotify is not responding. Try again.')).toBeVisible()
      await page.mouse.wheel(0, -2_000)
      await page.mouse.wheel(0, 9_000)
      await expect(page.getByText('50 of 130 tracks', { exact: true })).toBeAttached()
      expect(spotify.requests()).toHaveLength(1)
      spotify.faults.clear()
      await page.getByRole('button', { name: 'Load 50 more' }).click()
      await expect(rowsOf(page)).not.toHaveCount(50)
      // Once the button has loaded tracks, automatic loading resumes.
      await rowsOf(page).last().scrollIntoViewIfNeeded()
      await expect(page.getByText('All 130 tracks')).toBeAttached()
    })
  })
})

test('the track list is a single tab stop, and arrow keys move the focus within it', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraMixed}`)
  await expect(page.getByText('↑ and ↓ move from track to track')).toBeVisible()
  const refresh = page.getByRole('button', { name: 'Refresh' })
  await expect(refresh).toBeEnabled()
  await refresh.focus()
  await page.keyboard.press('Tab')
  await expect(trackAt(page, 1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(trackAt(page, 2)).toBeFocused()
  // A local file has no link, but its row can still be focused.
  await page.keyboard.press('ArrowDown')
  await expect(rowAt(page, 3)).toBeFocused()
  await page.keyboard.press('End')
  await expect(trackAt(page, 15)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(trackAt(page, 15)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(rowAt(page, 14)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Privacy' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(trackAt(page, 2)).toBeFocused()
  const address = await trackAt(page, 2).getAttribute('href')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(address ?? '')
})

test('loading tracks with the button moves the focus to the first new track, but loading them by scrolling does not', async ({
  page,
  signIn,
}) => {
  await signIn('vera')
  await page.goto(`/playlists/${playlistIds.veraEndless}`)
  const button = page.getByRole('button', { name: 'Load 50 more' })
  await expect(button).toBeEnabled()
  await trackAt(page, 1).focus()
  await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
  // Moving the focus does not load more tracks.
  await expect(rowsOf(page)).toHaveCount(50)
  await page.keyboard.press('Enter')
  await expect(trackAt(page, 51)).toBeFocused()

  await page.getByRole('button', { name: 'Refresh' }).focus()
  await rowsOf(page).last().scrollIntoViewIfNeeded()
  await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(100)
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeFocused()
})

test.describe('playlist without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('without JavaScript, page links let you browse the whole playlist', async ({ page, signIn }) => {
    await signIn('mira')
    const path = `/playlists/${playlistIds.miraPrivate}`
    await page.goto(path)
    await expect(page.getByRole('button', { name: 'Load 50 more' })).toBeHidden()
    const bottomOf = (where: Locator) => where.evaluate((element) => element.getBoundingClientRect().bottom)
    const topOf = (where: Locator) => where.evaluate((element) => element.getBoundingClientRect().top)
    expect(await topOf(headOf(page).last())).toBe(await bottomOf(page.getByRole('banner')))
    for (const number of [2, 3]) {
      await page.getByRole('link', { name: /next/i }).click()
      await expect(page).toHaveURL(`${path}?page=${number}`)
    }
    await expect(page.getByText('101 to 130 of 130 tracks')).toBeVisible()
    await expect(page.getByRole('link', { name: /next/i })).toHaveCount(0)
  })
})

test('a playlist opened at page 2 shows page links, and loads more tracks only when you press the button', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraPrivate}?page=2`)
  await expect(page.getByText('51 to 100 of 130 tracks')).toBeVisible()
  spotify.clearRequests()
  await page.getByRole('link', { name: 'Previous' }).scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
  expect(spotify.requests()).toEqual([])
  await page.getByRole('button', { name: 'Load 30 more' }).click()
  await expect(page.getByText('51 to 130 of 130 tracks')).toBeAttached()
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(page).toHaveURL(`/playlists/${playlistIds.miraPrivate}`)
  await page.goto(`/playlists/${playlistIds.miraPrivate}?page=9`)
  await page.getByRole('link', { name: 'Go to the last page' }).click()
  await expect(page).toHaveURL(`/playlists/${playlistIds.miraPrivate}?page=3`)
})
