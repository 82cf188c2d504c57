import type { Page } from '@playwright/test'
import { expect } from '../../../tests/support/fixtures.ts'
import { type Servers, secretsIn } from '../../../tests/support/servers.ts'
import { forgeSession } from '../../../tests/support/sessions.ts'
import { Visitor } from '../../../tests/support/visitor.ts'
import { startServers } from '../description/watched-servers.ts'
import { test as withSharedServers } from '../description/watched-test.ts'
import type { Scene } from './scenes.ts'

/**
 * Adds the `openScene` fixture, which opens scenes one after another in the same page. Allows error responses, because some
 * scenes are error pages.
 */
export const test = withSharedServers.extend<{ openScene: (scene: Scene) => Promise<void> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
  expectedProblems: ({}, use) => use([/status of [45]\d\d/]),
  openScene: async ({ page, servers }, use) => {
    let leave = async () => {}
    await use(async (scene) => {
      await leave()
      const own = scene.isRemembered ? await startServers() : null
      const { child } = (own ?? servers).app
      leave = async () => {
        if (scene.isInProgress) await expectStill(page, scene).finally(() => child.kill('SIGCONT'))
        // Leaves the page, which could otherwise load data after the reset or request images from stopped servers.
        if (own || scene.isInProgress) await page.goto('about:blank')
        await own?.stop()
      }
      await open(page, scene, own ?? servers)
    })
    await leave()
    servers.spotify.stop()
  },
})

/** Checks that the page still shows its loading state, which means that the app was frozen before its request timed out. */
async function expectStill(page: Page, { name, shows }: Scene): Promise<void> {
  expect(await page.getByText(shows).count(), `${name} is still loading`).toBeGreaterThan(0)
}

async function open(page: Page, scene: Scene, servers: Servers): Promise<void> {
  const { origin } = servers.app
  servers.spotify.reset()
  await page.context().clearCookies()
  await signIn(page, scene, servers)
  scene.breakSpotify?.(servers.spotify)
  await page.goto(origin + scene.path, { waitUntil: scene.isInProgress ? 'commit' : 'load' })
  await scene.act?.(page, servers.spotify)
  await expect(page.getByText(scene.shows).first(), scene.name).toBeVisible()
  expect(secretsIn(page.url() + (await page.content()) + servers.app.output()), scene.name).toEqual([])
  // Waits until the page has hydrated and enabled all of its controls.
  if (!scene.isInProgress) return expect(page.locator(':disabled'), scene.name).toHaveCount(0)
  // Waits until the first frame is drawn, which needs the style sheets, and until the router has hydrated.
  await page.waitForFunction(() => history.state?.__NA)
  servers.app.child.kill('SIGSTOP')
}

async function signIn(page: Page, { as, days, scopes }: Scene, servers: Servers): Promise<void> {
  const { origin } = servers.app
  if (as === undefined) return
  if (days !== undefined || scopes) {
    const forged = { ...(days && { days }), ...(scopes && { scopes }) }
    return forgeSession({ context: page.context(), spotify: servers.spotify, url: origin, as, ...forged })
  }
  const visitor = new Visitor(servers)
  await visitor.signIn(as)
  await page.context().addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: origin })))
}

export { expect }
