import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { fullBrowsers, installBrowser } from '../../../scripts/browser.ts'

/**
 * Returns the path of a full Chromium browser: `CHROMIUM_PATH`, Playwright's own browser or the system's. If no browser is found,
 * installs one.
 */
export function findBrowser(): string {
  installBrowser('chromium', () => findInstalled() !== undefined)
  return findInstalled() ?? ''
}

function findInstalled(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...fullBrowsers].find((path) => existsSync(path))
}
