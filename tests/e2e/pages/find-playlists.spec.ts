import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../support/fixtures.ts'
import { settle, tabTo } from '../../support/page.ts'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search by name or owner' })
const entries = (page: Page) => page.getByRole('main').getByRole('listitem')
const namesOf = (page: Page) => page.getByRole('main').locator('.entry-name')
const progress = (page: Page, words: string | RegExp) =>
  page.getByText(words, { exact: true }).filter({ visible: true })
const chip = (page: Page, name: string) => page.getByRole('main').getByText(name, { exact: true })

test('a search matches the names and owners of all playlists, ignoring case and accents', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await search(page).fill('RUNÀ  valegrove')
  await expect(progress(page, '1 of 120 playlists')).toBeVisible()
  await expect(namesOf(page)).toHaveText(['Staircase sessions'])
  spotify.clearRequests()
  await search(page).fill('night ferry')
  await expect(namesOf(page).first()).toHaveText('Night ferry, all of it')
  expect(spotify.requests()).toEqual([])
})

test('filters and sorting apply to all playlists, not only those already loaded', async ({ page, signIn }) => {
  await signIn('mira')
  await chip(page, 'Followed').click()
  await expect(progress(page, /^\d+ of 120 playlists$/)).toBeVisible()
  await expect(entries(page).filter({ hasText: 'Yours' })).toHaveCount(0)
  await chip(page, 'Private').click()
  await expect(namesOf(page).first()).toHaveText('Night ferry, all of it')
  await expect(entries(page).filter({ hasText: 'Collaborative' })).toHaveCount(0)
  await chip(page, 'All').last().click()
  await page.getByLabel('Sort by').selectOption('Most tracks')
  await expect(namesOf(page).first()).toHaveText('Night ferry, all of it')
  await page.getByLabel('Sort by').selectOption('Name')
  await expect(progress(page, 'All 120 playlists')).toBeVisible()
  await expect(async () => {
    const names = await namesOf(page).allTextContents()
    expect(names).toEqual(names.toSorted(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare))
  }).toPass()
})

test('filter changes survive a reload and update the URL without requesting the page again', async ({
  page,
  signIn,
}) => {
  await signIn('mira')
  await expect(search(page)).toBeEnabled()
  const pages: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/playlists') pages.push(request.url())
  })
  await search(page).fill('ferry')
  await chip(page, 'Mine').click()
  await page.getByLabel('Sort by').selectOption('Name')
  await chip(page, 'List').click()
  await expect(page).toHaveURL('/playlists?q=ferry&show=mine&sort=name&view=list')
  expect(pages).toEqual([])
  await expect(progress(page, /^\d+ of 120 playlists$/)).toBeVisible()
  // The list applies all filters at once, but only after the toolbar has.
  await expect(page.locator('.entries.rows')).toBeVisible()
  const names = await namesOf(page).allTextContents()
  await page.reload()
  await expect(search(page)).toHaveValue('ferry')
  await expect(page.getByRole('radio', { name: 'Mine' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'List' })).toBeChecked()
  await expect(page.getByLabel('Sort by')).toHaveValue('name')
  await expect(namesOf(page)).toHaveText(names)
})

test.describe('quick filter changes', () => {
  type History = { changes: number; isFull: boolean }
  const historyOf = (page: Page, change: Partial<History> = {}) =>
    page.evaluate((change) => Object.assign(window as unknown as History, change).changes, change)

  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      const state = Object.assign(window, { changes: 0, isFull: false })
      for (const name of ['pushState', 'replaceState'] as const) {
        const change = History.prototype[name]
        History.prototype[name] = function (...args) {
          state.changes++
          // WebKit throws this error after 100 URL changes within 10 seconds.
          if (state.isFull) throw new DOMException('Too many changes', 'SecurityError')
          change.apply(this, args)
        }
      }
    }),
  )

  test('25 filter changes in quick succession cause only a few URL changes', async ({ page, signIn }) => {
    await signIn('mira')
    await expect(search(page)).toBeEnabled()
    const before = await historyOf(page)
    const elapsedMs = await page.evaluate(async () => {
      const startMs = performance.now()
      const chips = ['Mine', 'Followed', 'Private'].map((name) =>
        [...document.querySelectorAll<HTMLElement>('label.chip')].find(({ textContent }) => textContent === name),
      )
      for (let press = 0; press < 25; press++) {
        chips[press % 3]?.click()
        await new Promise(requestAnimationFrame)
      }
      return performance.now() - startMs
    })
    await expect(page).toHaveURL('/playlists?show=mine')
    await settle(page)
    // The page and the router each change the URL at most once per 500 ms, and a last time after the last click.
    expect((await historyOf(page)) - before).toBeLessThanOrEqual(2 * (elapsedMs / 500 + 1))
  })

  test.describe('too many URL changes', () => {
    test.use({ expectedProblems: [/SecurityError|Too many changes/] })

    test('if the browser rejects URL changes, filters and links still work', async ({ page, signIn }) => {
      await signIn('mira')
      await expect(search(page)).toBeEnabled()
      const before = await historyOf(page, { isFull: true })
      await page.locator('.chip', { hasText: 'Private' }).click()
      await expect(namesOf(page).first()).toHaveText('Night ferry, all of it')
      await expect.poll(() => historyOf(page)).toBeGreaterThan(before + 1)
      await expect(page.getByRole('radio', { name: 'Private' })).toBeChecked()
      await expect(page).toHaveURL('/playlists')
      await namesOf(page).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
      await expect(page).toHaveURL(/\/playlists\/\w+$/)
    })
  })
})

test('invalid filters in the URL are ignored, and all playlists are shown', async ({ page, signIn }) => {
  await signIn('ada')
  await page.goto('/playlists?show=everything&sort=__proto__&view=toString&q=a&q=b')
  await expect(progress(page, 'All 3 playlists')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Grid' })).toBeChecked()
})

test('the Playlists link in the main navigation resets the filters', async ({ page, signIn }) => {
  await signIn('ada')
  await search(page).fill('zzz')
  await expect(page).toHaveURL('/playlists?q=zzz')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Playlists' }).click()
  await expect(page).toHaveURL('/playlists')
  await expect(search(page)).toHaveValue('')
  await expect(entries(page)).toHaveCount(3)
})

test('screen readers announce the result of a second search even if it finds as many playlists as the first', async ({
  page,
  signIn,
}) => {
  await signIn('mira')
  const told = (words: string) => page.getByRole('status').filter({ hasText: words })
  await search(page).fill('road trip')
  await expect(told('1 of 120 playlists, with “road trip”')).toBeAttached()
  await search(page).fill('everybody')
  await expect(told('1 of 120 playlists, with “everybody”')).toBeAttached()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  const filters = (page: Page) => page.getByRole('button', { name: /^Filters/ })
  const boxesOf = (locator: Locator) =>
    locator.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().toJSON()))

  test('the toolbar fits in one row, and its button opens filters large enough to tap', async ({ page, signIn }) => {
    await signIn('ada')
    await expect(search(page)).toBeEnabled()
    await expect(page.getByRole('radio', { name: 'Mine' })).toBeHidden()
    const [field, button] = [await boxesOf(search(page)), await boxesOf(filters(page))]
    expect(button[0].top).toBe(field[0].top)

    await filters(page).tap()
    await expect(page.getByLabel('Sort by')).toBeInViewport()
    const boxes = await boxesOf(page.getByRole('group', { name: 'Filter', exact: true }).locator('label'))
    expect(boxes).toHaveLength(5)
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(1)
    expect(Math.min(...boxes.map(({ width }) => width))).toBeGreaterThanOrEqual(44)
    await chip(page, 'Followed').tap()
    await page.getByLabel('Sort by').selectOption('Name')
    await expect(filters(page)).toHaveText('Filters (2)')
    await expect(entries(page).first()).toBeInViewport()
    await page.getByRole('heading', { level: 1 }).tap()
    await expect(page.getByLabel('Sort by')).toBeHidden()
  })

  test('the filters work with the keyboard, and Escape moves the focus back to the Filters button', async ({
    page,
    signIn,
  }) => {
    await signIn('ada')
    await expect(search(page)).toBeEnabled()
    await tabTo(page, filters(page))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('radio', { name: 'All' })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Mine' })).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('radio', { name: 'Mine' })).toBeHidden()
    await expect(filters(page)).toBeFocused()
  })
})

test('if no playlist matches, the page offers a button that shows all playlists again', async ({ page, signIn }) => {
  await signIn('mira')
  await search(page).fill('no such thing')
  await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all playlists' }).click()
  await expect(page).toHaveURL('/playlists')
  await expect(search(page)).toBeFocused()
  await expect(entries(page).first()).toBeVisible()
})

test.describe('keyboard shortcut for the search', () => {
  test('pressing / focuses the search box, except while you are typing or holding a modifier key', async ({
    page,
    signIn,
  }) => {
    await signIn('ada')
    await expect(search(page)).toBeEnabled()
    await page.keyboard.press('Control+/')
    await expect(search(page)).not.toBeFocused()
    await page.keyboard.press('/')
    await expect(search(page)).toBeFocused()
    await expect(search(page)).toHaveValue('')
    await page.keyboard.press('/')
    await expect(search(page)).toHaveValue('/')
  })

  test('the keyboard shortcut can be switched off and stays off after a reload', async ({ page, signIn }) => {
    await signIn('ada')
    const key = page.getByRole('button', { name: 'Keyboard shortcut /' })
    await key.click()
    await page.reload()
    await expect(key).toHaveAttribute('aria-pressed', 'false')
    await key.blur()
    await page.keyboard.press('/')
    await expect(search(page)).not.toBeFocused()
    await key.click()
    await key.blur()
    await page.keyboard.press('/')
    await expect(search(page)).toBeFocused()
  })
})

test.describe('playlists without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('without JavaScript, the playlists page hides controls that need it and shows the view that the URL specifies', async ({
    page,
    signIn,
  }) => {
    await signIn('mira', '/api/auth/login?returnTo=%2Fplaylists%3Fview%3Dlist')
    await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
    await expect(page.getByRole('searchbox')).toHaveCount(0)
    await expect(page.getByRole('radio')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Refresh' })).toHaveCount(0)
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(page).toHaveURL('/playlists?page=2&view=list')
  })

  test('without JavaScript, a page with filters in its URL shows a link to all playlists and a notice that filters need JavaScript', async ({
    page,
    signIn,
  }) => {
    await signIn('mira')
    await page.goto('/playlists?q=ferry&sort=name')
    await expect(page.getByText('Search, filters and sorting need JavaScript.')).toBeVisible()
    await expect(page.getByText(/\d playlists|loaded/).filter({ visible: true })).toHaveCount(0)
    await page.getByRole('link', { name: 'Show all playlists' }).click()
    await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
  })

  test('without JavaScript, a page with filters in its URL shows the correct count, but no placeholders or page links', async ({
    page,
    signIn,
  }) => {
    await signIn('mira')
    const links = page.locator('.entry-name')
    const blanks = page.locator('.blank, .blank-entry, .blank-entries').filter({ visible: true })
    await page.goto('/playlists?q=ferry')
    await expect(progress(page, /^\d+ found in 50 of 120 playlists$/)).toHaveText(
      `${await links.count()} found in 50 of 120 playlists`,
    )
    await expect(page.getByText('1 to 50')).toHaveCount(0)
    await expect(blanks).toHaveCount(0)
    await page.goto('/playlists?sort=name')
    await expect(page.getByText('Search, filters and sorting need JavaScript.')).toBeVisible()
    await expect(blanks).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Next' })).toHaveCount(0)
  })
})

test('signing in keeps the filters in the URL', async ({ page, signIn, context }) => {
  await signIn('mira')
  await context.clearCookies({ name: 'session' })
  await page.goto('/playlists?q=ferry&view=list')
  await page.getByRole('link', { name: 'Sign in with Spotify' }).click()
  await expect(page).toHaveURL('/playlists?q=ferry&view=list')
  await expect(search(page)).toHaveValue('ferry')
})
