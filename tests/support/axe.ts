import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1280, height: 900 }

/** Entries of a long list are one part, over and over: a dozen of them say what all would. */
export const alike = 'main li:nth-child(n + 13)'

/** Colours alone change between day and night, boxes alone with the window. */
const rules = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block', 'target-size']

const options = {
  all: { rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } },
  looks: { runOnly: { type: 'rule' as const, values: rules } },
}

/** What axe finds on a page as it stands, on a phone and on a desk, by day and by night. */
export async function findFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  const found = [await find(page, 'all')]
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(await find(page, 'looks'))
  await page.setViewportSize(desk)
  found.push(await find(page, 'looks'))
  await page.emulateMedia({ colorScheme: 'light' })
  found.push(await find(page, 'looks'))
  return [...new Set(found.flat())]
}

async function find(page: Page, which: keyof typeof options): Promise<string[]> {
  // What a sticky bar or the skip link covers for a while is no fault.
  await page.evaluate(() => {
    scrollTo(0, 0)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  // Legacy mode opens no second page: there are no frames here. The tools of Next's development server are not ours.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('nextjs-portal')
  const { violations } = await axe.options(options[which]).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`))
}
