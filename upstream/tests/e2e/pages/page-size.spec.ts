import { gzipSync } from 'node:zlib'
import type { Page, Request } from '@playwright/test'
import type { Running } from '../../../../scripts/processes.ts'
import { playlistIds } from '../../../../tests/emulator/data/library.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { startBareApp } from '../../../support/apps/bare-app.ts'
import { test } from '../../../support/description/watched-test.ts'

const kB = 1_000

/** How much larger each page's compressed scripts may be than those of a bare Next app. */
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
  ['/playlists', 45 * kB],
] as const

test.describe.configure({ mode: 'default' })
// The bare app has no icon, which causes a console error.
test.use({ expectedProblems: [/404/] })

let bareApp: Running

test.beforeAll(async () => {
  test.setTimeout(120_000)
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

test('a page of 50 playlists has few elements and little data for hydration', async ({ page, signIn }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  const html = await (await page.request.get('/playlists')).text()
  const scripts = [...html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)]
  const data = scripts.map(([, text = '']) => text).filter((text) => text.includes('__next_f'))
  const bytes = Buffer.byteLength(data.join(''))
  console.log(`  ${bytes} bytes of data for hydration`)
  expect(bytes).toBeLessThanOrEqual(12 * kB)

  await page.goto('/playlists', { waitUntil: 'networkidle' })
  const count = await page.locator('*').count()
  console.log(`  ${count} elements`)
  expect(count).toBeLessThanOrEqual(450)
  for (const entry of await page.locator('.entries li').all()) expect(await entry.locator('*').count()).toBeLessThan(9)
})

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
