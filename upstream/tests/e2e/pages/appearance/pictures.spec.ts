import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { desk, phone } from '../../../../../tests/support/accessibility.ts'
import { expect, test } from '../../../../support/browser/scene-test.ts'
import type { Scene } from '../../../../support/browser/scenes.ts'

/**
 * The README shows two of these screenshots. After an intentional change, run `npx playwright test --config
 * upstream/playwright.config.ts pictures --update-snapshots` and review the differences.
 */

/** The Chromium version used for these screenshots. Other versions may render text differently. */
const chromium = '156'

type View = Omit<Scene, 'name'> & { viewport: typeof phone; colorScheme: 'light' | 'dark' }

const playlist = `/playlists/${playlistIds.miraPrivate}`

const views: Record<string, View> = {
  'home page': { path: '/', shows: 'by the stage door', viewport: desk, colorScheme: 'light' },
  'failed sign-in': { path: '/login?reason=code_rejected', shows: 'Code:', viewport: phone, colorScheme: 'dark' },
  'playlists on a desk': { as: 'mira', path: '/playlists', shows: 'Night ferry', viewport: desk, colorScheme: 'light' },
  'playlists at night': { as: 'mira', path: '/playlists', shows: 'Night ferry', viewport: desk, colorScheme: 'dark' },
  'playlists on a phone': {
    as: 'mira',
    path: '/playlists',
    shows: 'Night ferry',
    viewport: phone,
    colorScheme: 'dark',
  },
  'playlist on a desk': { as: 'mira', path: playlist, shows: '130 tracks', viewport: desk, colorScheme: 'dark' },
  'playlist on a phone': { as: 'mira', path: playlist, shows: '130 tracks', viewport: phone, colorScheme: 'light' },
  profile: { as: 'mira', path: '/profile', shows: 'User ID', viewport: desk, colorScheme: 'dark' },
  account: { as: 'mira', path: '/account', shows: 'Renew your pass', viewport: phone, colorScheme: 'light' },
}

// Disables the content security policy, which would block the styles that the tests add.
test.use({ bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } })
test.skip(
  process.platform !== 'linux',
  'Screenshots are compared on Linux only, because systems render text differently',
)

test.beforeEach(({ browser }, { config }) => {
  const [version] = browser.version().split('.')
  const isOther = version !== chromium && !['all', 'changed'].includes(config.updateSnapshots)
  const why = `The screenshots were taken with Chromium ${chromium}, but this is ${version}`
  if (isOther) console.log(`  ${why}`)
  test.skip(isOther, why)
})

for (const [name, { viewport, colorScheme, ...scene }] of Object.entries(views)) {
  test(`the screenshot “${name}” has not changed`, async ({ page, openScene }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openScene({ ...scene, name })
    await page.waitForLoadState('networkidle')
    await useOneFont(page)
    await stopClocks(page)
    await expect(page).toHaveScreenshot(`${name.replaceAll(' ', '-')}.png`, { maxDiffPixelRatio: 0.003 })
  })
}

/** Embeds one font and uses it for all text, because system fonts differ between machines and a web font may load too late. */
async function useOneFont(page: Page): Promise<void> {
  const font = readFileSync('app/_fonts/besley-latin.woff2', 'base64')
  await page.addStyleTag({
    content: `
      @font-face { font-family: picture; src: url(data:font/woff2;base64,${font}); font-weight: 400 900; font-display: block }
      * { font-family: picture !important }`,
  })
  await page.evaluate(() => document.fonts.ready)
}

/** Replaces all times on the page with a fixed time, because the times would differ from run to run. */
const stopClocks = (page: Page) =>
  page.locator('main time').evaluateAll((times) => {
    for (const time of times) if (time.textContent?.includes(':')) time.textContent = '1 May 2026, 12:00 UTC'
  })
