import type { Page } from '@playwright/test'
import type { Scope } from '../../lib/spotify/scopes.ts'
import type { Emulator } from '../emulator/emulator.ts'
import type { PersonId } from '../emulator/people.ts'
import { agreeAs, expect, test } from '../support/fixtures.ts'
import { forgeSession } from '../support/forged-session.ts'
import { test as withOwnServers } from '../support/own-servers.ts'

const granted: Scope[] = ['user-top-read', 'user-read-recently-played', 'user-read-currently-playing']
const halfMinute = 30_000
const playing = '/v1/me/player/currently-playing'

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const countLooks = (spotify: Emulator) => spotify.requests().filter(({ path }) => path === playing).length

type Visit = { page: Page; spotify: Emulator; baseURL: string | undefined }

async function comeAs({ page, spotify, baseURL }: Visit, as: PersonId = 'mira', scopes = granted): Promise<void> {
  await forgeSession({ context: page.context(), spotify, url: baseURL, as, scopes })
}

test('it asks for its permissions once somebody opens it, all by one press, and leads back', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await page.getByRole('link', { name: 'Listening' }).click()
  await expect(page.getByRole('heading', { name: 'This page asks first' })).toBeVisible()
  for (const words of ['See what you are playing', 'See your top artists and tracks', 'See what you played lately'])
    await expect(page.getByText(words)).toBeVisible()
  expect(spotify.requests().filter(({ path }) => /top|player/.test(path))).toEqual([])
  await page.getByRole('link', { name: 'Grant it at Spotify' }).click()
  const asked = new URL(page.url()).searchParams.get('scope')?.split(' ')
  expect(asked).toEqual(['playlist-read-private', 'playlist-read-collaborative', ...granted])
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/listening')
  for (const name of ['Now playing', 'Top artists', 'Top tracks', 'Recently played'])
    await expect(
      part(page, name)
        .getByRole('link', { name: /^Open Spotify/ })
        .first(),
    ).toBeVisible()
})

test('what was granted is shown beside the question for the rest', async ({ page, spotify, baseURL }) => {
  await comeAs({ page, spotify, baseURL }, 'mira', ['user-top-read'])
  await page.goto('/listening')
  await expect(part(page, 'Top tracks').getByRole('listitem')).toHaveCount(10)
  await expect(page.getByText('See what you played lately')).toBeVisible()
  await expect(page.getByText('See your top artists and tracks')).toBeHidden()
  await expect(part(page, 'Recently played')).toHaveCount(0)
})

test('the range stands in the address, and an unknown one is the usual', async ({ page, spotify, baseURL }) => {
  await comeAs({ page, spotify, baseURL })
  await page.goto('/listening?range=ages')
  const first = part(page, 'Top artists').getByRole('listitem').first()
  const inMonths = (await first.textContent()) ?? ''
  const choice = page.getByRole('navigation', { name: /How far back/ })
  await expect(choice.locator('[aria-current]')).toHaveText('6 months')
  spotify.clearRequests()
  await choice.getByRole('link', { name: '1 year' }).click()
  await expect(page).toHaveURL('/listening?range=year')
  await expect(choice.locator('[aria-current]')).toHaveText('1 year')
  await expect(first).not.toHaveText(inMonths)
  // What the range does not touch was read just now.
  expect(spotify.requests().map(({ path, query }) => `${path} ${query.time_range}`)).toEqual([
    '/v1/me/top/artists long_term',
    '/v1/me/top/tracks long_term',
  ])
})

test('a range that one has pressed is marked at once, however long the page takes', async ({
  page,
  spotify,
  baseURL,
}) => {
  await comeAs({ page, spotify, baseURL })
  await page.goto('/listening')
  await expect(part(page, 'Recently played').getByRole('listitem')).toHaveCount(20)
  // What a session has seen just now comes without Spotify.
  await comeAs({ page, spotify, baseURL })
  spotify.faults.set({ name: 'slow', where: '/v1/me/player/recently-played', delayMs: 3_000 })
  const year = page.getByRole('link', { name: '1 year' })
  const ground = () => year.evaluate((link) => getComputedStyle(link).backgroundColor)
  const before = await ground()
  await year.click()
  await page.mouse.move(0, 0)
  await expect.poll(ground).not.toBe(before)
  await expect(year).not.toHaveAttribute('aria-current')
  await expect(year).toHaveAttribute('aria-current', 'page')
})

test('a part that fails leaves the others alone, and comes by one press', async ({ page, spotify, baseURL }) => {
  await comeAs({ page, spotify, baseURL })
  spotify.faults.set({ name: 'server_error', where: '/v1/me/top/artists' })
  await page.goto('/listening')
  await expect(part(page, 'Top artists').getByText('Code: spotify_unavailable')).toBeVisible()
  for (const name of ['Now playing', 'Top tracks', 'Recently played'])
    await expect(
      part(page, name)
        .getByRole('link', { name: /^Open Spotify/ })
        .first(),
    ).toBeVisible()
  spotify.faults.clear()
  spotify.clearRequests()
  await part(page, 'Top artists').getByRole('link', { name: 'Try again' }).click()
  await expect(part(page, 'Top artists').getByRole('listitem')).toHaveCount(10)
  expect(spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/top/artists'])
})

test('a slow part keeps no other waiting', async ({ page, spotify, baseURL }) => {
  await comeAs({ page, spotify, baseURL })
  spotify.faults.set({ name: 'slow', where: '/v1/me/top/tracks', delayMs: 3_600_000 })
  await page.goto('/listening', { waitUntil: 'commit' })
  await expect(part(page, 'Recently played').getByRole('listitem')).toHaveCount(20)
  await expect(page.getByText('Loading: Top tracks')).toBeAttached()
  spotify.stop()
})

test('what plays is looked at every half minute, not in a tab that nobody sees, and half an hour at most', async ({
  page,
  spotify,
  baseURL,
}) => {
  test.slow()
  await comeAs({ page, spotify, baseURL })
  await page.clock.install()
  await page.goto('/listening')
  const now = part(page, 'Now playing')
  await expect(now.getByText('Looked at again every half minute.')).toBeVisible()
  spotify.clearRequests()
  spotify.settings.playing = 'ad'
  await page.clock.runFor(halfMinute + 1_000)
  await expect(now.getByText('An advertisement is playing.')).toBeVisible()
  expect(spotify.requests().map(({ path }) => path)).toEqual([playing])

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
    await expect(now.getByText('it has been half an hour')).toBeVisible({ timeout: 100 })
  }).toPass({ timeout: 60_000, intervals: [10] })
  await expect.poll(() => countLooks(spotify)).toBe(60)
  await page.clock.runFor(10 * halfMinute)
  expect(countLooks(spotify)).toBe(60)
  spotify.settings.playing = 'episode'
  await now.getByRole('link', { name: 'Look again' }).click()
  await expect(now.getByText('Episode')).toBeVisible()
})

test('what was found by looking again is there on the way back', async ({ page, spotify, baseURL }) => {
  await comeAs({ page, spotify, baseURL })
  await page.goto('/listening')
  const now = part(page, 'Now playing')
  await expect(now.getByText('Looked at again every half minute.')).toBeVisible()
  spotify.settings.playing = 'nothing'
  await now.getByRole('link', { name: 'Look again' }).click()
  await expect(now.getByText('Nothing is playing.')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Up to date.' })).toBeAttached()
  await page.getByRole('link', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  spotify.clearRequests()
  await page.goBack()
  await expect(now.getByText('Nothing is playing.')).toBeVisible()
  expect(spotify.requests()).toEqual([])
})

withOwnServers.describe('with a limit', () => {
  withOwnServers.use({ expectedProblems: [/429/] })
  withOwnServers('looking ends with the quota, says so, and the page stays', async ({ page, spotify, baseURL }) => {
    await comeAs({ page, spotify, baseURL })
    await page.clock.install()
    await page.goto('/listening')
    const now = part(page, 'Now playing')
    await expect(now.getByText('Looked at again every half minute.')).toBeVisible()
    const title = await now.getByRole('paragraph').nth(1).textContent()
    spotify.faults.set({ name: 'quota', where: playing })
    spotify.clearRequests()
    await page.clock.runFor(halfMinute + 1_000)
    await expect(now.getByText('This app has used up its share for today')).toBeVisible()
    await expect(now.getByText('Not looked at by itself any more.')).toBeVisible()
    await expect(now.getByRole('paragraph').nth(1)).toHaveText(title ?? '')
    await page.clock.runFor(10 * halfMinute)
    expect(countLooks(spotify)).toBe(1)
  })
})

test('JSON says what plays in our own words, and nothing without a session or the permission', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  expect((await context.request.get('/api/listening/now')).status()).toBe(401)
  await comeAs({ page, spotify, baseURL }, 'mira', ['user-top-read'])
  const refused = await context.request.get('/api/listening/now')
  expect(refused.status()).toBe(403)
  const error = { code: 'missing_scope', scope: 'user-read-currently-playing' }
  expect(await refused.json()).toMatchObject({ error })
  await comeAs({ page, spotify, baseURL }, 'otto')
  const answer = await context.request.get('/api/listening/now')
  expect(answer.headers()['cache-control']).toBe('private, no-store')
  expect(await answer.json()).toMatchObject({ nowPlaying: { isPlaying: true, track: { kind: 'episode' } } })
  spotify.settings.playing = 'nothing'
  expect(await (await context.request.get('/api/listening/now')).json()).toEqual({ nowPlaying: null })
  expect((await context.request.fetch('/api/listening/now', { method: 'HEAD' })).status()).toBe(405)
})

test('a permission that the player misses by a 401 is asked for, without a refresh', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  spotify.settings.withheldScopes = ['user-read-currently-playing']
  await comeAs({ page, spotify, baseURL })
  spotify.clearRequests()
  const refused = await context.request.get('/api/listening/now')
  expect(refused.status()).toBe(403)
  const error = { code: 'missing_scope', scope: 'user-read-currently-playing' }
  expect(await refused.json()).toMatchObject({ error })
  await page.goto('/listening')
  const now = part(page, 'Now playing')
  await expect(now.getByText('What is missing: See what you are playing.')).toBeVisible()
  await expect(part(page, 'Recently played').getByRole('listitem')).toHaveCount(20)
  const calls = spotify.requests().filter(({ path }) => path === playing || path === '/api/token')
  expect(calls.map(({ path, status }) => `${path} ${status}`)).toEqual([`${playing} 401`, `${playing} 401`])
  spotify.settings.withheldScopes = []
  await now.getByRole('link', { name: 'Grant it at Spotify' }).click()
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/listening')
  await expect(now.getByRole('link', { name: 'Look again' })).toBeVisible()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('all four parts are there, and a link looks again', async ({ page, spotify, baseURL }) => {
    await comeAs({ page, spotify, baseURL })
    await page.goto('/listening')
    for (const [name, count] of [
      ['Top artists', 10],
      ['Top tracks', 10],
      ['Recently played', 20],
    ] as const)
      await expect(part(page, name).getByRole('listitem')).toHaveCount(count)
    await expect(page.getByText(/every half minute/)).toHaveCount(0)
    spotify.settings.playing = 'local file'
    spotify.clearRequests()
    await part(page, 'Now playing').getByRole('link', { name: 'Look again' }).click()
    await expect(page).toHaveURL('/listening')
    await page.getByRole('link', { name: '4 weeks' }).click()
    await expect(page).toHaveURL('/listening?range=weeks')
    await expect(part(page, 'Top artists').getByRole('listitem')).toHaveCount(10)
  })
})

async function setSeen(page: Page, isSeen: boolean): Promise<void> {
  await page.evaluate((seen) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (seen ? 'visible' : 'hidden') })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isSeen)
}
