import type { Page } from '@playwright/test'
import { desk, phone } from '../support/axe.ts'
import { findOverflow, findSmallTargets } from '../support/boxes.ts'
import { expect, test } from '../support/scene-test.ts'
import { sceneGroups } from '../support/scenes.ts'

for (const [group, scenes] of Object.entries(sceneGroups)) {
  test(`${group}: all of it fits a narrow window, large letters and fingers`, async ({ page, openScene }) => {
    test.slow()
    for (const scene of scenes) {
      await page.setViewportSize(phone)
      await openScene(scene)
      expect.soft(await findSmallTargets(page), `${scene.name}, for fingers, on a phone`).toEqual([])
      await setTextSize(page, '200%')
      expect.soft(await findOverflow(page), `${scene.name}, in letters twice as large, on a phone`).toEqual([])
      await page.setViewportSize(desk)
      expect.soft(await findOverflow(page), `${scene.name}, in letters twice as large, on a desk`).toEqual([])
      await setTextSize(page, '')
      expect.soft(await findSmallTargets(page), `${scene.name}, for fingers, on a desk`).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect.soft(await findOverflow(page), `${scene.name}, 320 pixels wide`).toEqual([])
    }
  })
}

const setTextSize = (page: Page, size: string) =>
  page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize
  }, size)
