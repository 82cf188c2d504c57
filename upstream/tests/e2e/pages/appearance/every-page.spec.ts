import type { Page } from '@playwright/test'
import { desk, findViolations, phone } from '../../../../../tests/support/accessibility.ts'
import { findOverflow, findSmallTargets } from '../../../../../tests/support/fit.ts'
import { findFaintFocus } from '../../../../support/browser/focus-ring.ts'
import { expect, test } from '../../../../support/browser/scene-test.ts'
import { sceneGroups } from '../../../../support/browser/scenes.ts'

const checks: ((page: Page, name: string) => Promise<void>)[] = [expectNoViolations, expectFit, expectVisibleFocus]

for (const [group, scenes] of Object.entries(sceneGroups)) {
  test(`page states have no axe violations, no overflow and a visible focus indicator (${group})`, async ({
    page,
    openScene,
  }) => {
    // Checking one state of a page takes about two seconds on an idle machine.
    test.slow()
    for (const scene of scenes) {
      await page.setViewportSize(phone)
      await openScene(scene)
      for (const check of checks) {
        await page.setViewportSize(phone)
        await check(page, scene.name)
      }
    }
  })
}

async function expectNoViolations(page: Page, name: string): Promise<void> {
  expect
    .soft(await findViolations(page), `${name}: axe violations on phone and desktop, in light and dark mode`)
    .toEqual([])
}

async function expectFit(page: Page, name: string): Promise<void> {
  expect.soft(await findSmallTargets(page), `${name}: small touch targets on a phone`).toEqual([])
  await setTextSize(page, '200%')
  expect.soft(await findOverflow(page), `${name}: overflow with text at 200%, on a phone`).toEqual([])
  await page.setViewportSize(desk)
  expect.soft(await findOverflow(page), `${name}: overflow with text at 200%, on a desktop`).toEqual([])
  await setTextSize(page, '')
  expect.soft(await findSmallTargets(page), `${name}: small touch targets on a desktop`).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect.soft(await findOverflow(page), `${name}: overflow at a width of 320 pixels`).toEqual([])
}

async function expectVisibleFocus(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await findFaintFocus(page), `${name}: focus that is hard to see in ${colorScheme} mode`).toEqual([])
  }
}

const setTextSize = (page: Page, size: string) =>
  page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize
  }, size)
