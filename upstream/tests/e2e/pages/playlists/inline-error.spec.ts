import type { Page } from '@playwright/test'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { agreeAs, expect } from '../../../../../tests/support/fixtures.ts'
import { forgeSession } from '../../../../../tests/support/sessions.ts'
import { test } from '../../../../support/own-servers.ts'

test.use({ expectedProblems: [/status of (403|429|5\d\d)/] })

const rowsOf = (page: Page) => page.getByRole('main').locator('a[href^="/playlists/"]')
const last = (page: Page) => page.getByRole('main').locator('[aria-posinset="120"]')
const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' })

/** Scrolls to the end of the list, which loads more playlists. */
async function scrollToEnd(page: Page) {
  await expect(page.getByRole('searchbox')).toBeEnabled()
  await expect(rowsOf(page).first()).toBeVisible()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
}

test('after a rate limit, the list continues loading automatically, but only once', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
  await scrollToEnd(page)
  await expect(page.getByText('Too many requests.')).toBeVisible()
  await expect(page.getByText(/Retrying in \d+ seconds?/).first()).toBeInViewport()
  await expect(last(page)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Too many requests.')).toHaveCount(0)
})

test('after a second rate limit, the list stops loading until you try again', async ({ page, signIn }) => {
  const json = { error: { code: 'rate_limited', message: '', retryAfter: 60 } }
  const requests: string[] = []
  await page.route('**/api/playlists?*', (route) => {
    requests.push(route.request().url())
    return route.fulfill({ status: 429, json })
  })
  await page.clock.install()
  await signIn('mira')
  await scrollToEnd(page)
  await expect(page.getByText(/Retrying/).first()).toBeVisible()
  await page.clock.runFor(60_000)
  await expect(page.getByText(/You can try again in/).first()).toBeVisible()
  await page.clock.runFor(60_000)
  await expect(page.getByText('You can try again now.').first()).toBeVisible()
  expect(requests).toHaveLength(2)
})

test('when the list continues loading automatically, the focus does not move', async ({ page, signIn, spotify }) => {
  await signIn('mira')
  spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
  await scrollToEnd(page)
  await expect(page.getByText(/Retrying/).first()).toBeVisible()
  const elsewhere = page.getByRole('link', { name: 'Privacy' })
  await elsewhere.focus()
  await expect(last(page)).toBeVisible({ timeout: 60_000 })
  await expect(elsewhere).toBeFocused()
})

test('if the quota is exceeded, the list shows the reset time, and its playlists stay visible', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  spotify.faults.set({ name: 'quota', retryAfter: 40_000 })
  await expect(page.getByRole('searchbox')).toBeEnabled()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('Daily request limit reached.')).toBeVisible()
  await expect(page.getByRole('time')).toHaveText(/^(today|tomorrow) at \d\d:\d\d$/)
  await expect(rowsOf(page).first()).toBeVisible()
})

test('if a permission is missing, the list names the permission, and granting it leads back to the playlists', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  await forgeSession({ context, spotify, url: baseURL })
  await page.goto('/playlists')
  await expect(rowsOf(page).first()).toBeVisible()
  await forgeSession({ context, spotify, url: baseURL, scopes: ['playlist-read-collaborative'] })
  spotify.clearRequests()
  await scrollToEnd(page)
  await expect(page.getByText('Missing permission: See your private playlists.')).toBeVisible()
  expect(spotify.requests()).toEqual([])
  await page.getByRole('link', { name: 'Grant permission' }).click()
  await expect(page).toHaveURL(/\/authorize\?.*\bscope=[^&]*playlist-read-private/)
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/playlists')
})

test('during an outage, loading more tracks shows an error, and the button works again once the outage is over', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraPrivate}`)
  const loadMore = page.getByRole('button', { name: 'Load 50 more' })
  spotify.faults.set({ name: 'server_error', where: 'api' })
  await loadMore.click()
  await expect(page.getByText('Spotify is not responding. Try again.')).toBeVisible()
  spotify.faults.clear()
  await loadMore.click()
  await expect(page.getByText('100 of 130 tracks')).toBeVisible()
  await expect(page.getByText('Spotify is not responding.')).toHaveCount(0)
})

test('if this site itself fails, the error message does not blame Spotify', async ({ page, signIn }) => {
  await page.route('**/api/playlists?*', (route) => route.fulfill({ status: 500 }))
  await signIn('mira')
  await scrollToEnd(page)
  await expect(tryAgain(page)).toBeVisible()
  for (const answer of [
    { status: 500, body: 'Internal Server Error' },
    { status: 502, body: '<html>Bad gateway</html>' },
    { status: 500, json: { error: 'no' } },
  ]) {
    await page.route('**/api/playlists?*', (route) => route.fulfill(answer))
    const answered = page.waitForResponse('**/api/playlists?*')
    await tryAgain(page).click()
    await answered
    await expect(page.getByText('Something went wrong. Try again, or reload the page.')).toBeVisible()
  }
  await page.unroute('**/api/playlists?*')
  await tryAgain(page).click()
  await expect(last(page)).toBeVisible()
})

test('if Spotify is not responding, the list shows how long to wait', async ({ page, signIn }) => {
  const json = { error: { code: 'spotify_unavailable', message: '', retryAfter: 20 } }
  await page.route('**/api/playlists?*', (route) => route.fulfill({ status: 503, json }))
  await signIn('mira')
  await scrollToEnd(page)
  await expect(page.getByText('Spotify is not responding. Try again in 20 seconds.')).toBeVisible()
})
