import type { Page } from '@playwright/test'

/** Until the page has done what it had to do, and Spotify has heard of whatever it then asked this site for. */
export async function settle(page: Page): Promise<void> {
  const asked: Promise<unknown>[] = []
  page.on('request', (request) => asked.push(request.response()))
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
  // What the page asked for before this is known by now.
  await page.evaluate(() => fetch('/api/health'))
  await Promise.all(asked)
}
