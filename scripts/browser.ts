import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { installOnDebian, isRoot, run } from './debian.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium for the browser tests: `CHROMIUM_PATH`, Playwright's own, one of the machine, or one that is installed now. */
export function findBrowser(): string {
  const found = findInstalled()
  if (found) return found
  console.log('  No Chromium on this machine: getting one.')
  installOnDebian('chromium')
  if (!findInstalled()) run('npx', ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'])
  return findInstalled() ?? giveUp()
}

function findInstalled(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...installed].find(
    (path) => path !== '' && existsSync(path),
  )
}

function giveUp(): never {
  throw new Error('No browser for the tests. Install Chromium and name it in CHROMIUM_PATH.')
}
