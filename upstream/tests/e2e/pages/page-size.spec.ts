import { gzipSync } from 'node:zlib'
import type { Page, Request } from '@playwright/test'
import type { Running } from '../../../../scripts/processes.ts'
import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { startOf, startStandIn } from '../../../bench/apps.ts'
import { sealSession } from '../../../bench/sessions.ts'
import { startBareApp } from '../../../support/apps/bare-app.ts'
import { test } from '../../../support/description/watched-test.ts'

const kB = 1_000

/** How many more bytes of compressed scripts each page may load than a bare Next app. */
const scriptLimits = [
  ['/', 3 * kB],
  ['/login', 3 * kB],
  ['/privacy', 3 * kB],
  ['/profile', 25 * kB],
  ['/listening', 25 * kB],
  ['/account', 25 * kB],
  ['/playlists', 12 * kB],
  [`/playlists/${playlistIds.miraPrivate}`, 25 * kB],
] as const

/** The maximum size of each page's HTML before compression. */
const htmlLimits = [
  ['/', 12 * kB],
  ['/login', 12 * kB],
  ['/profile', 12 * kB],
] as const

test.describe.configure({ mode: 'default' })
// The bare app has no icon, which causes a console error.
test.use({ expectedProblems: [/404/] })

let bareApp: Running

test.beforeAll(async () => {
  test.setTimeout(900_000)
  bareApp = await startBareApp()
})

test.afterAll(() => bareApp?.stop())

test('each page loads only slightly more JavaScript than a bare Next app', async ({ page, signIn }) => {
  const baseBytes = await weigh(page, bareApp.origin)
  console.log(`  ${baseBytes} bytes: a bare page`)
  for (const [path, limit] of scriptLimits) {
    if (path === '/profile') await signIn('mira', '/api/auth/login?returnTo=/account')
    const bytes = (await weigh(page, path)) - baseBytes
    console.log(`  ${bytes} bytes more: ${path}`)
    expect.soft(bytes, path).toBeLessThanOrEqual(limit)
  }
})

test('no page’s HTML exceeds its size limit', async ({ page, signIn }) => {
  for (const [path, limit] of htmlLimits) {
    if (path === '/profile') await signIn('mira', '/api/auth/login?returnTo=/account')
    const bytes = (await (await page.request.get(path)).body()).length
    console.log(`  ${bytes} bytes of HTML: ${path}`)
    expect.soft(bytes, path).toBeLessThanOrEqual(limit)
  }
})

test('a page of 50 playlists stays within its limits for HTML, hydration data and elements', async ({ page }) => {
  const standIn = await startStandIn()
  const app = await startOf('ours', standIn)
  const [name = '', value = ''] = (await sealSession()).split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: app.origin }])
  await page.route('https://i.scdn.co/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: picture }))

  const html = await (await page.request.get(`${app.origin}/playlists`)).text()
  const scripts = [...html.matchAll(/<script[^>]*>.*?<\/script>/gs)].map(([script]) => script)
  const data = scripts.filter((script) => script.includes('__next_f'))
  await page.goto(`${app.origin}/playlists`, { waitUntil: 'networkidle' })
  const entries = page.locator('.entries li')
  const sizes = {
    html: Buffer.byteLength(html),
    data: Buffer.byteLength(data.join('')),
    elements: await page.locator('*').count(),
    entry: await entries.evaluateAll((all) => Math.max(...all.map((entry) => entry.querySelectorAll('*').length + 1))),
  }
  console.log(`  50 playlists: ${JSON.stringify(sizes)}`)
  await expect(entries).toHaveCount(50)
  expect(sizes.html).toBeLessThanOrEqual(45 * kB)
  expect(sizes.data).toBeLessThanOrEqual(12 * kB)
  expect(sizes.elements).toBeLessThanOrEqual(450)
  expect(sizes.entry).toBeLessThanOrEqual(9)
  await app.stop()
  await standIn.stop()
})

const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

/** Returns the total size of a page's scripts after compressing each one separately. */
async function weigh(page: Page, path: string): Promise<number> {
  const addresses = new Set<string>()
  const keep = (request: Request) => {
    if (request.resourceType() === 'script') addresses.add(request.url())
  }
  page.on('request', keep)
  await page.goto(path, { waitUntil: 'networkidle' })
  page.off('request', keep)
  expect(addresses.size, `${path} has scripts`).toBeGreaterThan(0)
  const bodies = await Promise.all([...addresses].map(async (address) => (await page.request.get(address)).body()))
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
}
