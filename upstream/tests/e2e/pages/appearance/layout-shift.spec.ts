import type { Page } from '@playwright/test'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { desk, phone } from '../../../../../tests/support/accessibility.ts'
import { expect, test } from '../../../../support/browser/scene-test.ts'
import type { Scene } from '../../../../support/browser/scenes.ts'

type Shift = { value: number; moved: string[] }
/** A page's record of whether it showed placeholders while loading, and of any layout shifts. */
type Arrival = { hasShownBlanks: boolean; shifts: () => Shift[] }

const arrivals: (Scene & { isBlankFirst?: true })[] = [
  { name: 'the home page', path: '/', shows: 'All your playlists, by the stage door' },
  { name: 'the playlists', as: 'mira', path: '/playlists', shows: 'Night ferry, all of it', isBlankFirst: true },
  { name: 'three playlists', as: 'ada', path: '/playlists', shows: /\d tracks/, isBlankFirst: true },
  {
    name: 'a playlist',
    as: 'mira',
    path: `/playlists/${playlistIds.miraPrivate}`,
    shows: '130 tracks',
    isBlankFirst: true,
  },
  {
    name: 'a short playlist',
    as: 'mira',
    path: `/playlists/${playlistIds.miraMixed}`,
    shows: /\d tracks/,
    isBlankFirst: true,
  },
  { name: 'a profile', as: 'mira', path: '/profile', shows: 'User ID', isBlankFirst: true },
  { name: 'the account', as: 'mira', path: '/account', shows: 'Renew your pass' },
]

for (const [place, viewport] of [
  ['a phone', phone],
  ['a desktop', desk],
] as const) {
  test(`on ${place}, nothing moves while the page loads`, async ({ page, openScene, spotify }) => {
    await page.setViewportSize(viewport)
    // Delays Spotify's responses until the placeholders are visible.
    await page.exposeFunction('blanksShown', () => spotify.faults.clear('slow'))
    await page.addInitScript(watchArrival)
    for (const { isBlankFirst = false, ...scene } of arrivals) {
      await openScene({
        ...scene,
        breakSpotify: ({ faults }) => faults.set({ name: 'slow', where: 'api', delayMs: 600_000 }),
      })
      await page.waitForLoadState('networkidle')
      expect.soft(await readArrival(page), scene.name).toEqual({ hasShownBlanks: isBlankFirst, shifts: [] })
    }
  })
}

function watchArrival(): void {
  const nameOf = (node: Node | undefined) =>
    node instanceof Element ? node.outerHTML.slice(0, 120) : (node?.nodeName ?? '')
  type Entry = PerformanceEntry & { value: number; sources: { node?: Node }[] }
  const toShifts = (entries: PerformanceEntry[]) =>
    (entries as Entry[]).map(({ value, sources }) => ({ value, moved: sources.map(({ node }) => nameOf(node)) }))
  const told: Shift[] = []
  const observer = new PerformanceObserver((list) => void told.push(...toShifts(list.getEntries())))
  observer.observe({ type: 'layout-shift', buffered: true })
  // Includes layout shifts that the browser has recorded but not yet reported to the observer.
  const shifts = () => [...told, ...toShifts(observer.takeRecords())]
  const arrival: Arrival = { hasShownBlanks: false, shifts }
  Object.assign(window, { arrival })
  // Checks once per frame, because a placeholder that is replaced before the first frame is never visible.
  const look = () => {
    if (!document.querySelector('.blank, .blank-entries')?.checkVisibility()) return requestAnimationFrame(look)
    arrival.hasShownBlanks = true
    return (window as unknown as { blanksShown: () => unknown }).blanksShown()
  }
  requestAnimationFrame(look)
}

const readArrival = (page: Page) =>
  page.evaluate(() => {
    const { hasShownBlanks, shifts } = (window as unknown as { arrival: Arrival }).arrival
    return { hasShownBlanks, shifts: shifts() }
  })
