import { findFaults } from '../support/axe.ts'
import { expect, test } from '../support/scene-test.ts'
import { sceneGroups } from '../support/scenes.ts'

for (const [group, scenes] of Object.entries(sceneGroups)) {
  test(`${group}: axe finds nothing, on a phone and on a desk, by day and by night`, async ({ page, openScene }) => {
    test.slow()
    for (const scene of scenes) {
      await openScene(scene)
      expect.soft(await findFaults(page), scene.name).toEqual([])
    }
  })
}
