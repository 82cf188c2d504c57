import type { Page } from '@playwright/test'

/** Waits until the page is idle and every request that the page has made in the meantime has a response. */
export async function settle(page: Page): Promise<void> {
  const asked: Promise<unknown>[] = []
  page.on('request', (request) => asked.push(request.response()))
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
  // By the time this request has a response, all of the page's earlier requests have started.
  await page.evaluate(() => fetch('/api/health'))
  await Promise.all(asked)
}
