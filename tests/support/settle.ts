import type { Page } from '@playwright/test'

/** Waits until the page is idle and its requests to this site are answered. */
export async function settle(page: Page): Promise<void> {
  const asked: Promise<unknown>[] = []
  page.on('request', (request) => asked.push(request.response()))
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
  // When this request is answered, all earlier requests of the page are known.
  await page.evaluate(() => fetch('/api/health'))
  await Promise.all(asked)
}
