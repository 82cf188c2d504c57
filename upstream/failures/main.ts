import { rm, writeFile } from 'node:fs/promises'
import { chromium, expect, type Page } from '@playwright/test'
import { describeReason, type ReasonCode, reasonCodes } from '../../lib/error-messages.ts'
import { isRoot } from '../../scripts/browser.ts'
import { buildOnce } from '../../scripts/processes.ts'
import { prepare, provocations } from '../../tests/support/provocations.ts'
import { type Servers, startServers } from '../../tests/support/servers.ts'
import { findBrowser } from '../support/browser/find-browser.ts'
import { pictureOf, toFailuresPage } from './page.ts'

/**
 * `npm run failures --prefix upstream`: triggers every failure in a browser and writes `docs/failures.md`, with a screenshot of
 * each failure.
 */

const folder = 'docs/failures'
const margin = 16
const phone = {
  viewport: { width: 390, height: 844 },
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
} as const

await buildOnce()
await rm(folder, { recursive: true, force: true })
const browser = await chromium.launch({ executablePath: findBrowser(), args: isRoot() ? ['--no-sandbox'] : [] })
const servers = await startServers()
for (const code of reasonCodes) {
  if (provocations[code].isRemembered) await takePictureApart(code)
  else await takePicture(servers, code)
  console.log(`  ${code}`)
}
await servers.stop()
await browser.close()
const madeOn = new Date().toLocaleDateString('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
await writeFile('docs/failures.md', toFailuresPage(madeOn))

/** Uses separate servers, because the app remembers this failure and would otherwise show it in later screenshots. */
async function takePictureApart(code: ReasonCode): Promise<void> {
  const own = await startServers()
  await takePicture(own, code)
  await own.stop()
}

async function takePicture({ app, spotify }: Servers, code: ReasonCode): Promise<void> {
  const page = await browser.newPage({ ...phone, baseURL: app.origin })
  spotify.reset()
  await prepare(page, spotify, provocations[code])
  await provocations[code].go(page)
  await pictureCard(page, code)
  await page.close()
}

async function pictureCard(page: Page, code: ReasonCode): Promise<void> {
  const card = page.getByRole('region', { name: describeReason(code).title, exact: true })
  // Waits until the first link has focus, because the page has hydrated by then.
  await expect(card.getByRole('link').first()).toBeFocused()
  const { y, height } = (await card.boundingBox()) ?? { y: 0, height: phone.viewport.height }
  const top = y + (await page.evaluate(() => scrollY)) - margin
  const clip = { x: 0, y: top, width: phone.viewport.width, height: height + 2 * margin }
  await page.screenshot({ path: `${folder}/${pictureOf(code)}`, fullPage: true, clip })
}
