import type { Page } from '@playwright/test'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { agreeAs, expect } from '../../../../../tests/support/fixtures.ts'
import { test as withSharedServers } from '../../../../support/description/watched-test.ts'

const added = `spotify:track:${'7'.repeat(22)}`

/** Provides a function that inserts a track at the top of the playlist on Spotify, as the playlist's owner would. */
const test = withSharedServers.extend<{ addFirst: () => Promise<void> }>({
  addFirst: ({ servers, spotify }, use) =>
    use(async () => {
      const { accessToken } = spotify.grantFor('mira', { scopes: ['playlist-modify-private'] })
      const answer = await fetch(`${servers.spotifyOrigin}/v1/playlists/${playlistIds.miraPrivate}/items`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ uris: [added], position: 0 }),
      })
      expect(answer.status).toBe(201)
      spotify.clearRequests()
    }),
})

const rows = (page: Page) => page.getByRole('list', { name: /^Tracks / }).getByRole('listitem')
const titleAt = (page: Page, position: number) =>
  rows(page)
    .nth(position - 1)
    .getByRole('link')
    .textContent()
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh' })
const words = (page: Page, text: string) => page.getByText(text, { exact: true })

/** Follows links instead of reloading, so the tab keeps its state. */
async function openPlaylist(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Night ferry, all of it', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All your playlists' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your playlists')
}

async function loadAll(page: Page, count: number): Promise<void> {
  await expect(refresh(page)).toBeEnabled()
  while ((await rows(page).count()) < count) await rows(page).last().scrollIntoViewIfNeeded()
  await expect(words(page, `All ${count} tracks`)).toBeAttached()
}

/** Opens the playlist and loads all 130 tracks. Returns the title of the last track on the first page. */
async function openWhole(page: Page): Promise<string | null> {
  await openPlaylist(page)
  await loadAll(page, 130)
  return titleAt(page, 50)
}

test('returning to a playlist right away shows the complete, unchanged track list', async ({
  page,
  signIn,
  addFirst,
}) => {
  await signIn('mira')
  const fiftieth = await openWhole(page)
  await leave(page)
  await addFirst()
  await openPlaylist(page)
  await expect(words(page, 'All 130 tracks')).toBeVisible()
  await expect(rows(page)).toHaveCount(130)
  expect(await titleAt(page, 50)).toBe(fiftieth)
})

test('if a playlist has changed on Spotify, loading more tracks reloads the whole list', async ({
  page,
  signIn,
  addFirst,
}) => {
  await signIn('mira')
  await openPlaylist(page)
  const fiftieth = await titleAt(page, 50)
  await addFirst()
  await loadAll(page, 131)
  await expect(rows(page)).toHaveCount(131)
  expect(await titleAt(page, 51)).toBe(fiftieth)
})

test('a later visit to a changed playlist shows no outdated tracks', async ({ page, context, signIn, addFirst }) => {
  await signIn('mira')
  const fiftieth = await openWhole(page)
  await leave(page)
  await addFirst()
  // Starts a new session, which has no cached responses yet.
  const other = await context.newPage()
  await other.goto('/api/auth/login?returnTo=/account&switch=1')
  await agreeAs(other, 'mira')
  await expect(other.getByRole('banner')).toContainText('Mira Solvang')
  await openPlaylist(page)
  await expect(words(page, '50 of 131 tracks')).toBeVisible()
  await loadAll(page, 131)
  await expect(rows(page)).toHaveCount(131)
  expect(await titleAt(page, 51)).toBe(fiftieth)
})

test('after a refresh, the updated tracks are still shown when you return to the playlist', async ({
  page,
  signIn,
  addFirst,
}) => {
  await signIn('mira')
  await openPlaylist(page)
  const first = await titleAt(page, 1)
  await addFirst()
  await refresh(page).click()
  await expect(words(page, '50 of 131 tracks')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Up to date.' })).toBeAttached()
  expect(await titleAt(page, 2)).toBe(first)
  await leave(page)
  await page.goBack()
  await expect(words(page, '50 of 131 tracks')).toBeVisible()
  expect(await titleAt(page, 2)).toBe(first)
  await leave(page)
  await openPlaylist(page)
  await expect(words(page, '50 of 131 tracks')).toBeVisible()
  expect(await titleAt(page, 2)).toBe(first)
})

test('a playlist refresh completes even if you leave the page', async ({ page, signIn, spotify, addFirst }) => {
  await signIn('mira')
  const fiftieth = await openWhole(page)
  await addFirst()
  spotify.faults.set({ name: 'slow', where: '/v1/playlists', delayMs: 500 })
  await refresh(page).click()
  await leave(page)
  const answered = () => spotify.requests().filter(({ path, status }) => path.endsWith('/items') && status === 200)
  await expect.poll(() => answered().length).toBeGreaterThan(0)
  await page.goBack()
  await expect(words(page, 'All 131 tracks')).toBeVisible()
  await expect(rows(page)).toHaveCount(131)
  expect(await titleAt(page, 51)).toBe(fiftieth)
})

test.describe('failed refresh', () => {
  test.use({ expectedProblems: [/503/] })

  test('if a refresh fails, a message appears next to the Refresh button, and you can try again', async ({
    page,
    signIn,
    spotify,
    addFirst,
  }) => {
    await signIn('mira')
    await openWhole(page)
    await addFirst()
    const later = '**/items?limit=50&offset=50'
    const json = { error: { code: 'spotify_unavailable', message: '' } }
    await page.route(later, (route) => route.fulfill({ status: 503, json }))
    await refresh(page).click()
    const beside = refresh(page).locator('..')
    await expect(beside).toContainText('Spotify is not responding. Try again.')
    await expect(page.getByText('Spotify is not responding. Try again.')).toHaveCount(1)
    await expect(words(page, 'All 130 tracks')).toBeAttached()
    await expect(rows(page)).toHaveCount(130)
    await page.unroute(later)
    spotify.clearRequests()
    await refresh(page).click()
    await expect(beside).not.toContainText('Spotify is not responding.')
    await loadAll(page, 131)
    expect(await titleAt(page, 1)).not.toBe(await titleAt(page, 2))
  })

  test('if a refresh cannot load the first page, it requests no further pages', async ({ page, signIn, spotify }) => {
    await signIn('mira')
    await openWhole(page)
    spotify.faults.set({ name: 'server_error', where: 'api' })
    spotify.clearRequests()
    await refresh(page).click()
    await expect(refresh(page).locator('..')).toContainText('Spotify is not responding. Try again.')
    expect(spotify.requests()).toHaveLength(1)
  })
})
