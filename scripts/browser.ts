import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { installOnDebian, isRoot, run } from './debian.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const shell = '/usr/bin/chromium-headless-shell'

/** A whole Chromium: `CHROMIUM_PATH`, Playwright's own, one of the machine, or one that is installed now. */
export function findBrowser(): string {
  const found = findInstalled()
  if (found) return found
  console.log('  No Chromium on this machine: getting one.')
  installOnDebian('chromium')
  if (!findInstalled()) run('npx', ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'])
  return findInstalled() ?? giveUp()
}

/** Sees to what the browser tests run in: a Chromium, and Debian's headless shell of it where Playwright's is not here. */
export function findTestBrowsers(): void {
  findBrowser()
  if (testBrowser() && !process.env.CHROMIUM_PATH && !existsSync(shell)) installOnDebian('chromium-headless-shell')
}

/** The headless shell, in which the tests take a quarter less time, or a whole browser; nothing means Playwright's own. */
export function testBrowser(): string | undefined {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  return existsSync(chromium.executablePath()) ? undefined : [shell, ...installed].find((path) => existsSync(path))
}

function findInstalled(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...installed].find(
    (path) => path !== '' && existsSync(path),
  )
}

function giveUp(): never {
  throw new Error('No browser for the tests. Install Chromium and name it in CHROMIUM_PATH.')
}
