import { playlistIds } from '../../../tests/emulator/data/library.ts'
import type { PersonId } from '../../../tests/emulator/data/people.ts'
import { expect, test } from '../../support/browser/engine-test.ts'
import { type BrowserWindow, type EngineName, engines } from '../../support/browser/engines.ts'

/**
 * Short journeys through the app in Chromium, Firefox and WebKit. Every journey also checks that the console contains no errors,
 * and that the browser reports no policy violations.
 */

const playlists = 'main a[href^="/playlists/"]'
const nightFerry = 'Night ferry, all of it'

for (const [name, { isInstalled, packages }] of Object.entries(engines)) {
  test.describe(name, () => {
    test.use({ engineName: name as EngineName })
    test.skip(!isInstalled(), `${name} is not installed. On Debian, install ${packages.join(' and ')}.`)

    test('signing in and out', async ({ engine, baseURL }) => {
      await engine.open(`${baseURL}/`)
      const widths = () =>
        [...document.querySelectorAll('figure li')].map((sample) => getComputedStyle(sample, '::before').width)
      expect(await engine.evaluate(widths)).toEqual(['56px', '56px', '56px'])
      await engine.click('main a', 'Sign in with Spotify')
      await agree(engine, 'mira')
      await untilPath(engine, '/playlists')
      expect(await engine.cookieNames()).toEqual(expect.arrayContaining(['session']))
      await untilReady(engine)
      await engine.click('header a[href="/account"]')
      await untilHeading(engine, 'Your account')
      await engine.click('main button', 'Sign out')
      await untilPath(engine, '/')
      expect(await engine.cookieNames()).not.toContain('session')
      await engine.evaluate(() => history.back())
      await untilPath(engine, '/login')
      await untilText(engine, 'Sign in to continue')
      expect(await textOf(engine)).not.toContain('Mira')
    })

    test('searching, sorting and switching the view', async ({ engine, baseURL }) => {
      await signIn(engine, `${baseURL}`, 'mira')
      const fieldHeights = () =>
        [...document.querySelectorAll<HTMLElement>('.field')].map(({ offsetHeight }) => offsetHeight)
      await until(engine, fieldHeights, [44, 44])
      await engine.press('/')
      await until(engine, () => document.activeElement?.matches('[type=search]'), true)
      await engine.type('ferry')
      await untilText(engine, /^\d+ of 120 playlists$/m)
      await engine.click('label.chip', 'Mine')
      await engine.evaluate(() => {
        const select = document.querySelector('select')
        if (select) select.value = 'name'
        select?.dispatchEvent(new Event('change', { bubbles: true }))
      })
      await engine.click('label', 'List')
      await until(engine, () => location.search, '?q=ferry&show=mine&sort=name&view=list')
      // The list applies all filters at once, but only after the toolbar has.
      await until(engine, () => document.querySelector('.entries.rows') !== null, true)
      const names = await engine.evaluate(namesInList)
      expect(names).toEqual(names.toSorted(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare))
      expect(names).toContain(nightFerry)
      await engine.click(playlists, nightFerry)
      await untilHeading(engine, nightFerry)
      await engine.evaluate(() => history.back())
      await untilHeading(engine, 'Your playlists')
      await until(engine, namesInList, names)
    })

    test('120 quick filter changes', async ({ engine, baseURL }) => {
      await signIn(engine, `${baseURL}`, 'mira')
      // Clicks so fast that, even on a slow machine, changing the URL each time would exceed WebKit's limit of 100 in 10 seconds.
      await engine.evaluate(() => {
        for (let press = 0; press < 120; press++) {
          const filter = ['mine', 'followed', 'private'][press % 3]
          document.querySelector<HTMLElement>(`label:has(> input[value=${filter}])`)?.click()
        }
      })
      await until(engine, () => location.search, '?show=private')
      await untilHeading(engine, 'Your playlists')
      expect(
        await engine.evaluate(() => document.querySelector<HTMLInputElement>('input[value=private]')?.checked),
      ).toBe(true)
      await until(engine, () => document.querySelector('.entry-name')?.textContent, nightFerry)
    })

    for (const [person, count] of [
      ['mira', 120],
      ['vera', 3_000],
    ] as const)
      test(`scrolling to the end of ${count} playlists`, async ({ engine, baseURL }) => {
        await signIn(engine, `${baseURL}`, person)
        await engine.evaluate(() => scrollTo(0, document.body.scrollHeight))
        await until(engine, lastPosition, `${count}`)
        const distanceToEnd = () => Math.round(document.body.scrollHeight - innerHeight - scrollY)
        expect(await engine.evaluate(distanceToEnd)).toBe(0)
      })

    test('going back from a playlist, or reloading the list, restores the exact scroll position', async ({
      engine,
      baseURL,
    }) => {
      await signIn(engine, `${baseURL}`, 'vera')
      const isShown = () => document.querySelector('li[aria-posinset="500"] .entry-name') !== null
      await engine.evaluate(() => scrollTo(0, document.body.scrollHeight / 6))
      await until(engine, isShown, true)
      const before = await engine.evaluate(() => scrollY)
      for (let time = 0; time < 2; time++) {
        // Clicks by script, because a real click would first scroll to the link.
        await engine.evaluate(() => document.querySelector<HTMLElement>('li[aria-posinset="500"] .entry-name')?.click())
        await until(engine, () => /.playlists.\w/.test(location.pathname), true)
        await until(engine, () => document.querySelector('main ol') !== null, true)
        await engine.evaluate(() => history.back())
        await untilPath(engine, '/playlists')
        await until(engine, isShown, true)
        await until(engine, () => scrollY, before)
      }
      await engine.evaluate(() => {
        document.title = 'Not reloaded yet'
        location.reload()
      })
      await until(
        engine,
        () => document.title !== 'Not reloaded yet' && document.querySelector('.entries') !== null,
        true,
      )
      await until(engine, isShown, true)
      await until(engine, () => scrollY, before)
    })

    test('loading more tracks, and moving through them with the keyboard', async ({ engine, baseURL }) => {
      await signIn(engine, `${baseURL}`, 'vera')
      await engine.open(`${baseURL}/playlists/${playlistIds.veraEndless}`)
      await untilReady(engine)
      const rowCount = () => document.querySelectorAll('ol[aria-label^=Tracks] > li').length
      const focusedPosition = () =>
        [...document.querySelectorAll('ol[aria-label^=Tracks] > li')].findIndex((row) =>
          row.contains(document.activeElement),
        ) + 1
      expect(await engine.evaluate(rowCount)).toBe(50)
      await until(engine, () => document.querySelector<HTMLButtonElement>('main button')?.disabled, false)
      await engine.evaluate(() => document.querySelector<HTMLElement>('ol[aria-label^=Tracks] a')?.focus())
      await engine.press('ArrowDown')
      await until(engine, focusedPosition, 2)
      await engine.press('Tab')
      await until(engine, () => document.activeElement?.textContent, 'Load 50 more')
      await engine.press('Enter')
      await until(engine, rowCount, 100)
      await until(engine, focusedPosition, 51)
    })

    test('granting the permissions for the listening page', async ({ engine, baseURL }) => {
      await signIn(engine, `${baseURL}`, 'mira')
      await engine.click('header a', 'Listening')
      await untilText(engine, 'Permission needed')
      await engine.click('main a', 'Grant permission')
      await agree(engine, 'mira')
      await untilPath(engine, '/listening')
      for (const section of ['Now playing', 'Top artists', 'Top tracks', 'Recently played'])
        await untilText(engine, section)
      await until(engine, () => document.querySelectorAll('main li').length >= 40, true)
    })

    test('signing in with another account in a second window', async ({ engine, baseURL }) => {
      await signIn(engine, `${baseURL}`, 'mira')
      const other = await engine.openWindow()
      await signIn(other, `${baseURL}`, 'ada', '&switch=1')
      await untilText(engine, 'Another account has signed in')
      await engine.click('a', 'Reload page')
      await untilText(engine, 'Ada Quistgard')
      await other.click('header button', 'Sign out')
      await untilText(engine, 'You are signed out.')
    })

    test('an expired token is refreshed', async ({ engine, baseURL, spotify }) => {
      await signIn(engine, `${baseURL}`, 'mira')
      spotify.expireAccessTokens()
      await engine.click('header a', 'Profile')
      await untilText(engine, 'User ID')
      await untilHeading(engine, 'Your profile')
      expect(spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
    })

    test('if Spotify rejects the refresh, the visitor can sign in again', async ({ engine, baseURL, spotify }) => {
      await signIn(engine, `${baseURL}`, 'mira')
      spotify.revokeConsent('mira')
      await engine.open(`${baseURL}/playlists?page=2`)
      await untilText(engine, 'Code: consent_expired')
      expect(await engine.cookieNames()).not.toContain('session')
      await engine.click('main a', 'Sign in again')
      await agree(engine, 'mira')
      await until(engine, () => location.pathname + location.search, '/playlists?page=2')
    })

    test.describe('rate limit', () => {
      test.use({ expectedProblems: [/429/] })

      test('a rate limit counts down, and then the page loads', async ({ engine, baseURL, spotify }) => {
        await signIn(engine, `${baseURL}`, 'mira', '', '/account')
        spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
        await engine.click('header a', 'Playlists')
        await untilText(engine, /Retrying in 1\d seconds/)
        await untilText(engine, /Retrying in \d second/)
        await engine.evaluate(() => document.body.setAttribute('data-kept', 'yes'))
        await until(engine, () => document.querySelectorAll('main a[href^="/playlists/"]').length > 0, true)
        expect(await engine.evaluate(() => document.body.dataset.kept)).toBe('yes')
      })
    })

    test.describe('error at the root', () => {
      test.use({ expectedProblems: [/broken on purpose|style-src/] })

      test('an error in the router shows an error page with a Back button', async ({ engine, baseURL }) => {
        await signIn(engine, `${baseURL}`, 'mira')
        await engine.open(`${baseURL}/account`)
        await untilReady(engine)
        await engine.evaluate(() => {
          history.pushState = () => {
            throw new Error('broken on purpose')
          }
        })
        await engine.click('header a[href="/profile"]')
        await untilHeading(engine, 'This page couldn’t load')
        const buttons = () => [...document.querySelectorAll('button')].map(({ textContent }) => textContent)
        expect(await engine.evaluate(buttons)).toEqual(['Reload', 'Back'])
      })
    })

    test.describe('without JavaScript', () => {
      test.use({ hasJavaScript: false })

      test('signing in, opening a playlist and signing out', async ({ engine, baseURL }) => {
        await engine.open(`${baseURL}/`)
        await engine.click('main a', 'Sign in with Spotify')
        await agree(engine, 'mira')
        await untilPath(engine, '/playlists')
        await engine.click('a', 'Next')
        await until(engine, () => location.search, '?page=2')
        await engine.open(`${baseURL}/playlists`)
        await engine.click('a', nightFerry)
        await untilHeading(engine, nightFerry)
        await engine.click('header button', 'Sign out')
        await untilPath(engine, '/')
        expect(await engine.cookieNames()).not.toContain('session')
      })
    })
  })
}

/**
 * Runs a function in the page until it returns the expected value. Also retries after an error, because a function can't run
 * during a navigation.
 */
const until = <Result>(window: BrowserWindow, run: () => Result, expected: Result) =>
  expect(async () => {
    const result: unknown = await window.evaluate(run)
    expect(result).toEqual(expected)
  }).toPass({ timeout: 20_000 })

const untilPath = (window: BrowserWindow, path: string) => until(window, () => location.pathname, path)
const untilHeading = (window: BrowserWindow, text: string) =>
  until(window, () => [...document.querySelectorAll('h1')].find((h1) => h1.checkVisibility())?.textContent, text)
const untilText = (window: BrowserWindow, text: string | RegExp) =>
  expect(async () => expect(await textOf(window)).toMatch(text)).toPass({ timeout: 20_000 })
// biome-ignore lint/performance/useDomNodeTextContent: textContent also contains the page's scripts
const textOf = (window: BrowserWindow) => window.evaluate(() => document.body.innerText)

/** Waits until React has hydrated the page, because before then, links load a new document and filters are disabled. */
const untilReady = (window: BrowserWindow) =>
  until(
    window,
    () => [Boolean(history.state?.__NA), document.readyState, document.querySelector('fieldset:disabled') === null],
    [true, 'complete', true],
  )

async function signIn(
  window: BrowserWindow,
  origin: string,
  person: PersonId,
  query = '',
  returnTo = '/playlists',
): Promise<void> {
  await window.open(`${origin}/api/auth/login?returnTo=${returnTo}${query}`)
  await agree(window, person)
  await untilPath(window, returnTo)
  await untilReady(window)
}

/** Selects a user on the consent page and agrees. */
async function agree(window: BrowserWindow, person: PersonId): Promise<void> {
  await window.click(`label[for=${person}]`)
  await window.click('button', 'Agree')
}

/** Runs in the page, and returns the names of the playlists that are in the list. */
const namesInList = () => [...document.querySelectorAll('.entry-name')].map(({ textContent }) => textContent)

/** Runs in the page, and returns the position of the last playlist that is in the list. */
const lastPosition = () =>
  [...document.querySelectorAll('main li[aria-posinset]')].at(-1)?.getAttribute('aria-posinset')
