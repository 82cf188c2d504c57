import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1280, height: 900 }

/** Entries of a long list are one part, over and over: a dozen of them say what all would. */
export const alike = 'main li:nth-child(n + 13)'

/** Colours alone change between day and night. */
const colourRules = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']

const options = {
  all: { rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } },
  colours: { runOnly: { type: 'rule' as const, values: colourRules } },
}

/** What axe finds on a page as it stands, on a phone and on a desk, by day and by night. */
export async function findFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  const found = [await find(page, 'all')]
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(await find(page, 'colours'))
  await page.setViewportSize(desk)
  found.push(await find(page, 'all'))
  await page.emulateMedia({ colorScheme: 'light' })
  found.push(await find(page, 'colours'))
  return [...new Set(found.flat())]
}

async function find(page: Page, rules: keyof typeof options): Promise<string[]> {
  // Legacy mode opens no second page: there are no frames here. The tools of Next's development server are not ours.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('nextjs-portal')
  const { violations } = await axe.options(options[rules]).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`))
}
