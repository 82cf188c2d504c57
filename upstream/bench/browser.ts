import { type Browser, chromium } from '@playwright/test'
import { isRoot } from '../../scripts/browser.ts'
import { findBrowser } from '../support/browser/find-browser.ts'
import type { App } from './apps.ts'
import { median } from './figures.ts'
import { sealSession } from './sessions.ts'

export const openBrowser = (): Promise<Browser> => {
  const quiet = ['background-networking', 'component-update', 'sync', 'quic'].map((service) => `--disable-${service}`)
  const sandbox = isRoot() ? ['--no-sandbox'] : []
  // Blocks images by hostname, because a Playwright route would slow down every request.
  const noPictures = '--host-resolver-rules=MAP *.scdn.co ^NOTFOUND'
  return chromium.launch({
    executablePath: findBrowser(),
    args: [...quiet, ...sandbox, '--no-first-run', noPictures],
  })
}

export type Timing = { firstPaintMs: number; listMs: number }

export const joinTimings = (timings: Timing[]): Timing => ({
  firstPaintMs: median(timings.map(({ firstPaintMs }) => firstPaintMs)),
  listMs: median(timings.map(({ listMs }) => listMs)),
})

/**
 * Opens the playlists page with an empty browser cache and measures the time until the first paint and until the list
 * appears.
 */
export async function see(browser: Browser, { origin }: App): Promise<Timing> {
  const context = await browser.newContext()
  const [name = '', value = ''] = (await sealSession()).split(/=(.*)/s)
  await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  await page.addInitScript(watchForList)
  // Gives the new browser context time to start, because starting it uses enough CPU to distort the measurement.
  await page.waitForTimeout(400)
  await page.goto(`${origin}/playlists`)
  const listMs = await page.evaluate(() => (globalThis as Watched).listIsSeen)
  const firstPaintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  )
  await context.close()
  return { firstPaintMs, listMs: listMs ?? Number.NaN }
}

type Watched = { listIsSeen?: Promise<number> }

/** Runs in the page. Sets `listIsSeen` to a promise that resolves to the time when the first playlist's name is painted. */
function watchForList(): void {
  new MutationObserver((_, observer) => {
    const name = document.querySelector('.entry-name, body > ul > li')
    if (!name) return
    name.setAttribute('elementtiming', 'list')
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
  ;(globalThis as Watched).listIsSeen = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) resolve((entry as PerformanceEntry & { renderTime: number }).renderTime)
    }).observe({ type: 'element', buffered: true })
  })
}
