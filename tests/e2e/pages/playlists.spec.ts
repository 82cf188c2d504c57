import { playlistIds } from '../../emulator/data/library.ts'
import { expect, test } from '../../support/fixtures.ts'

test.describe('playlists without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('without JavaScript, page links let you browse all 120 playlists', async ({ page, signIn }) => {
    await signIn('mira')
    const names = new Set<string>()
    for (let number = 1; number <= 3; number++) {
      await expect(page).toHaveURL(number === 1 ? '/playlists' : `/playlists?page=${number}`)
      const links = page.locator('li a[href^="/playlists/"]')
      await expect(links.first()).toBeVisible()
      for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '')))
        names.add(href)
      if (number < 3) await page.getByRole('link', { name: /next/i }).click()
    }
    expect(names.size).toBe(120)
    await expect(page.getByRole('link', { name: /next/i })).toHaveCount(0)
  })
})

test('opening the playlists page makes a single call to Spotify', async ({ page, signIn, spotify }) => {
  await signIn('mira')
  spotify.clearRequests()
  await page.goto('/playlists?page=2')
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible()
  expect(spotify.requests()).toMatchObject([{ path: '/v1/me/playlists', query: { limit: '50', offset: '50' } }])
})

test('returning to the playlists page makes no call to Spotify, but reloading the page makes one', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  const first = page.getByRole('link', { name: 'Night ferry, all of it', exact: true })
  await expect(first).toBeVisible()
  spotify.clearRequests()
  await page.goto('/account')
  await page.goto('/playlists')
  await expect(first).toBeVisible()
  expect(spotify.requests()).toEqual([])
  await page.reload()
  await expect(first).toBeVisible()
  expect(spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/playlists'])
})

test('each playlist shows its owner, visibility and track count', async ({ page, signIn }) => {
  await signIn('mira')
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(row('Night ferry, all of it')).toContainText('Private')
  await expect(row('Night ferry, all of it')).toContainText('130')
  await expect(row('Balcony season')).toContainText('Public')
  await expect(row('Everybody adds two')).toContainText('Collaborative')
  await expect(row('Staircase sessions')).toContainText('Runa Valegrove')
})

test('3,000 playlists are split into 60 pages, and the last page can be opened directly', async ({ page, signIn }) => {
  await signIn('vera')
  await page.goto('/playlists?page=60')
  await expect(page.getByRole('main').locator('[aria-posinset="2951"]')).toBeInViewport()
  // On the second visit, the whole page renders at once instead of showing a placeholder first.
  for (let visit = 0; visit < 2; visit++) {
    await page.goto('/playlists?page=61')
    await expect(page.getByRole('main').locator('a[href^="/playlists/"]')).toHaveCount(0)
    await page.getByRole('link', { name: 'Go to the last page' }).click()
    await expect(page).toHaveURL('/playlists?page=60')
    await expect(page.getByRole('main').locator('[aria-posinset="2951"]')).toBeInViewport()
  }
})

test('a user with no playlists sees a message instead of a list', async ({ page, signIn }) => {
  await signIn('nils')
  await expect(page.getByText(/no playlists/i)).toBeVisible()
})

test('playlist names that look like code are shown as plain text', async ({ page, signIn }) => {
  await signIn('long')
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible()
  await expect(page.getByText('<b>', { exact: false }).first()).toBeVisible()
})

test('null values from Spotify do not break the playlists page', async ({ page, signIn }) => {
  await signIn('nulls')
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible()
  await page.getByRole('main').locator('a[href^="/playlists/"]').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('the playlists page contains no links to untrusted hosts and no images from them', async ({ page, signIn }) => {
  await signIn('odd')
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible()
  const addresses = await page
    .locator('a[href], img[src]')
    .evaluateAll((all) => all.map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? ''))
  expect(addresses.filter((address) => /javascript:|evil/i.test(address))).toEqual([])
})

test('the Refresh button reloads only those pages of the list that are already loaded', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await expect(page.getByRole('searchbox')).toBeEnabled()
  await expect(page.locator('.entry-name').first()).toBeVisible()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expect(page.getByRole('main').locator('[aria-posinset="120"]')).toBeVisible()
  spotify.clearRequests()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('button', { name: 'Refresh', exact: true })).toBeVisible()
  await expect
    .poll(() =>
      spotify
        .requests()
        .map(({ query }) => query.offset)
        .toSorted(),
    )
    .toEqual(['0', '100'])
})

test('all playlist cards have the same height', async ({ page, signIn }) => {
  for (const person of ['mira', 'nulls'] as const) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await signIn(person, '/api/auth/login?returnTo=/playlists&switch=1')
    const cards = page.getByRole('main').locator('li[aria-posinset]')
    await expect(page.getByRole('searchbox')).toBeEnabled()
    await expect(cards.first()).toBeVisible()
    for (const width of [390, 700, 820, 1080, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      const heights = () =>
        cards.evaluateAll((all) => [...new Set(all.map((card) => Math.round(card.getBoundingClientRect().height)))])
      // Polls, because a card that is removed during the measurement has a height of zero.
      await expect.poll(heights, { message: `${person} at ${width}` }).toHaveLength(1)
    }
  }
})

test('if the page number in the URL is invalid, the playlists are shown instead of an error', async ({
  page,
  signIn,
}) => {
  await signIn('ada')
  for (const number of ['abc', '0', '-1', '1e9', '99999999999999999999', '1&page=2']) {
    const answer = await page.goto(`/playlists?page=${number}`)
    expect(answer?.status(), number).toBeLessThan(500)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('with extended access, even a followed playlist shows its tracks', async ({ page, signIn }) => {
  await signIn('otto')
  await expect(page.getByText('All 12 playlists').filter({ visible: true })).toBeVisible()
  await page.goto(`/playlists/${playlistIds.ottoFollowed}`)
  await expect(page.getByText(/development mode/i)).toHaveCount(0)
  await expect(
    page
      .getByRole('main')
      .getByText(/\d:\d\d/)
      .first(),
  ).toBeVisible()
})

test('the printed playlists page includes all loaded playlists, but no controls or empty pages', async ({
  page,
  signIn,
}) => {
  await signIn('mira')
  await expect(page.getByRole('searchbox')).toBeEnabled()
  await expect(page.locator('.entry-name').first()).toBeVisible()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expect(page.getByRole('main').locator('[aria-posinset="120"]')).toBeVisible()
  const printed = page.evaluate(
    () =>
      new Promise((done) =>
        addEventListener('beforeprint', () => done(document.querySelectorAll('.entry-name').length)),
      ),
  )
  await page.pdf()
  // Only two pages of the list are loaded: the first, with 50 playlists, and the last, with 20.
  expect(await printed).toBe(70)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(6_000)
  for (const control of [page.getByRole('searchbox'), page.getByRole('button', { name: 'Refresh' })])
    await expect(control).toBeHidden()
})
