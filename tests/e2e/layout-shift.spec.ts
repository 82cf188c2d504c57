import type { Page } from '@playwright/test'
import { playlistIds } from '../emulator/library.ts'
import { desk, phone } from '../support/axe.ts'
import { expect, test } from '../support/scene-test.ts'
import type { Scene } from '../support/scenes.ts'

type Shift = { value: number; moved: string[] }

const arrivals: Scene[] = [
  { name: 'the front page', path: '/', shows: 'All your playlists, by the stage door' },
  { name: 'the playlists', as: 'mira', path: '/playlists', shows: 'Night ferry, all of it' },
  { name: 'three playlists', as: 'ada', path: '/playlists', shows: /\d tracks/ },
  { name: 'a playlist', as: 'mira', path: `/playlists/${playlistIds.miraPrivate}`, shows: '130 tracks' },
  { name: 'a short playlist', as: 'mira', path: `/playlists/${playlistIds.miraMixed}`, shows: /\d tracks/ },
  { name: 'a profile', as: 'mira', path: '/profile', shows: 'User ID' },
  { name: 'the account', as: 'mira', path: '/account', shows: 'Renew the pass' },
]

for (const [place, viewport] of [
  ['a phone', phone],
  ['a desk', desk],
] as const) {
  test(`on ${place} nothing moves while the page arrives`, async ({ page, openScene }) => {
    await page.setViewportSize(viewport)
    await page.addInitScript(watchShifts)
    for (const arrival of arrivals) {
      await openScene({
        ...arrival,
        // Long enough for what stands in the place of data to be painted.
        breakSpotify: ({ faults }) => faults.set({ name: 'slow', where: 'api', delayMs: 700 }),
      })
      await page.waitForLoadState('networkidle')
      expect.soft(await shiftsOf(page), arrival.name).toEqual([])
    }
  })
}

function watchShifts(): void {
  const shifts: Shift[] = []
  Object.assign(window, { shifts })
  const nameOf = (node: Node | undefined) =>
    node instanceof Element ? node.outerHTML.slice(0, 120) : (node?.nodeName ?? '')
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[])
      shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) })
  }).observe({ type: 'layout-shift', buffered: true })
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)
