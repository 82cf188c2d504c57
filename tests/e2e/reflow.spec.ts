import type { Page } from '@playwright/test'
import { desk, phone } from '../support/axe.ts'
import { findOverflow, findSmallTargets } from '../support/boxes.ts'
import { expect, test } from '../support/scene-test.ts'
import { sceneGroups } from '../support/scenes.ts'

for (const [group, scenes] of Object.entries(sceneGroups)) {
  test(`${group}: all of it fits a narrow window and large letters, and fingers`, async ({ page, openScene }) => {
    test.slow()
    for (const scene of scenes) {
      await page.setViewportSize(phone)
      await openScene(scene)
      const expectNone = async (find: typeof findOverflow, where: string) => {
        const faults = await find(page)
        expect
          .soft(
            faults.filter((fault) => !scene.owes?.test(fault)),
            `${scene.name}, ${where}`,
          )
          .toEqual([])
      }
      await expectNone(findSmallTargets, 'for fingers, on a phone')
      await setTextSize(page, '200%')
      await expectNone(findOverflow, 'in letters twice as large, on a phone')
      await page.setViewportSize(desk)
      await expectNone(findOverflow, 'in letters twice as large, on a desk')
      await setTextSize(page, '')
      await expectNone(findSmallTargets, 'for fingers, on a desk')
      await page.setViewportSize({ width: 320, height: 640 })
      await expectNone(findOverflow, '320 pixels wide')
    }
  })
}

const setTextSize = (page: Page, size: string) =>
  page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize
  }, size)
