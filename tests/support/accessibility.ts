import type { Page } from '@playwright/test'
import axe from 'axe-core'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1280, height: 900 }

/** Rules that run for each combination of colour scheme and window size, because their results depend on both. */
const rules = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block', 'target-size']

const options = {
  all: {
    resultTypes: ['violations' as const],
    rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
  },
  looks: { resultTypes: ['violations' as const], runOnly: { type: 'rule' as const, values: rules } },
}

/** Runs axe on the current page in light and dark mode, at phone and desktop window sizes. */
export async function findViolations(page: Page): Promise<string[]> {
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
  // Scrolls to the top and removes focus, so no sticky bar or skip link covers content.
  await page.evaluate(() => {
    scrollTo(0, 0)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  // Injects axe only once per page, because the script is 500 kB. Excludes Next's development tools.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (run) => {
    const results = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: ['nextjs-portal'] }, run)
    return results.violations.map(({ id, nodes }) => ({ id, parts: nodes.map(({ html }) => html) }))
  }, options[which])
  return violations.flatMap(({ id, parts }) => parts.map((html) => `${id}: ${html.slice(0, 300)}`))
}
