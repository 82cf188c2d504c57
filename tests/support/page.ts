import { expect, type Locator, type Page } from '@playwright/test'

/** Waits until the page is idle and all requests that it has made in the meantime have responses. */
export async function settle(page: Page): Promise<void> {
  const asked: Promise<unknown>[] = []
  page.on('request', (request) => asked.push(request.response()))
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
  // By the time this request has a response, all of the page's earlier requests have started.
  await page.evaluate(() => fetch('/api/health'))
  await Promise.all(asked)
}

/** Presses Tab until the target has focus. Fails if the focus order ever differs from the document order. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let stops = 0; stops < 400; stops++) {
    const from = await page.evaluateHandle(() => document.activeElement)
    await page.keyboard.press(key)
    if (await target.evaluate((element) => element === document.activeElement)) return
    const isOnward = await from.evaluate((before, isForward) => {
      const now = document.activeElement
      if (!before || !now || before === document.body || now === document.body) return true
      const way = isForward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
      return (before.compareDocumentPosition(now) & way) !== 0
    }, key === 'Tab')
    expect(isOnward, 'the focus order follows the document order').toBe(true)
    await from.dispose()
  }
  throw new Error(`${target} cannot be reached with Tab`)
}
