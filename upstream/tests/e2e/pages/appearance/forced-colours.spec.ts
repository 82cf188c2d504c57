import type { Locator, Page } from '@playwright/test'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { expect } from '../../../../../tests/support/fixtures.ts'
import { tabTo } from '../../../../../tests/support/page.ts'
import { test } from '../../../../support/description/watched-test.ts'

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active' }))

test('with forced colours, the current page stands out in the navigation', async ({ page, signIn }) => {
  await signIn('mira')
  const navigation = page.getByRole('banner')
  for (const [path, name] of [
    ['/playlists', 'Playlists'],
    [`/playlists/${playlistIds.miraMixed}`, 'Playlists'],
    ['/profile', 'Profile'],
    ['/account', 'Account'],
  ] as const) {
    await page.goto(path)
    const here = navigation.getByRole('link', { name })
    await expect(here).toHaveAttribute('aria-current', 'page')
    for (const other of await navigation.locator('a:not([aria-current])').all())
      expect(await looksOf(here), `${name} compared with another link`).not.toEqual(await looksOf(other))
  }
})

test('with forced colours, the current page number stands out in the pagination', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto(`/playlists/${playlistIds.miraPrivate}?page=2`)
  const pages = page.getByRole('navigation', { name: 'Pages' })
  const here = pages.getByRole('link', { name: 'Page 2' })
  await expect(here).toHaveAttribute('aria-current', 'page')
  expect(await looksOf(here)).not.toEqual(await looksOf(pages.getByRole('link', { name: 'Page 1' })))
})

test('with forced colours, selected and pressed controls stand out', async ({ page, signIn }) => {
  await signIn('mira')
  const chosen = page.getByRole('radio', { checked: true })
  await expect(chosen).toHaveCount(2)
  // Forced colours remove the selected option's background colour, so the browser's own radio button must show the selection.
  for (const radio of await page.getByRole('radio').all())
    expect((await radio.boundingBox())?.width, 'width of the dot').toBeGreaterThan(8)
  const key = page.getByRole('button', { name: 'Keyboard shortcut /' })
  await expect(key).toHaveAttribute('aria-pressed', 'true')
  const looks = await looksOf(key)
  await key.click()
  await expect(key).toHaveAttribute('aria-pressed', 'false')
  expect(await looksOf(key)).not.toEqual(looks)
})

test('with forced colours, every button has a border, and the focused button has a ring', async ({ page, signIn }) => {
  await page.goto('/')
  await expectBorders(page)
  await signIn('mira', '/api/auth/login?returnTo=/account')
  for (const path of ['/account', '/playlists', `/playlists/${playlistIds.miraPrivate}`]) {
    await page.goto(path)
    await expectBorders(page)
  }
  await page.goto('/account')
  const button = page.getByRole('main').getByRole('button', { name: 'Sign out' })
  await tabTo(page, button)
  await expect(button).toHaveCSS('outline-style', 'solid')
  await expect(button).toHaveCSS('outline-width', '3px')
  const ring = await button.evaluate((element) => getComputedStyle(element).outlineColor)
  expect(ring).not.toBe(
    await button.evaluate((element) => getComputedStyle(element.ownerDocument.body).backgroundColor),
  )
})

async function expectBorders(page: Page): Promise<void> {
  const buttons = page.locator('.button, .button-quiet')
  await expect(buttons.filter({ visible: true }).first()).toBeVisible()
  for (const button of await buttons.all()) {
    await expect(button).toHaveCSS('border-top-style', 'solid')
    await expect(button).not.toHaveCSS('border-top-width', '0px')
  }
}

/** Returns an element's visible colours and border. If the background is transparent, the forced background colour is returned. */
const looksOf = (locator: Locator) =>
  locator.evaluate((element) => {
    const { color, backgroundColor, borderStyle, borderWidth, borderColor } = getComputedStyle(element)
    const ground = backgroundColor.replace(/^rgba\((.*), 0\)$/, 'rgb($1)')
    return { color, ground, borderStyle, borderWidth, borderColor }
  })
