import AxeBuilder from '@axe-core/playwright'
import { playlistIds } from '../emulator/library.ts'
import { expect, test } from '../support/fixtures.ts'

const publicPages = [
  '/',
  '/login',
  `/login?reason=rate_limited&until=${Math.floor(Date.now() / 1_000) + 60}`,
  '/privacy',
  '/terms',
  '/setup',
  '/nowhere',
]
const privatePages = ['/playlists', `/playlists/${playlistIds.miraMixed}`, '/profile', '/account', '/playlists?page=99']

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test.describe(`${colorScheme}, ${width} pixels`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 }, expectedProblems: [/404/] })

      test('axe finds nothing, and no page scrolls sideways', async ({ page, signIn }) => {
        test.slow()
        const look = async (path: string) => {
          await page.goto(path)
          await page.waitForLoadState('networkidle')
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
            path,
          ).toEqual([])
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect(overflow, path).toBeLessThanOrEqual(0)
        }
        for (const path of publicPages) await look(path)
        await signIn('mira')
        for (const path of privatePages) await look(path)
      })
    })
  }
}
