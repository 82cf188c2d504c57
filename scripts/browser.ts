import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const shell = '/usr/bin/chromium-headless-shell'

/**
 * Returns the path of a full Chromium browser: `CHROMIUM_PATH`, Playwright's own browser or the system's. If no browser is found,
 * installs one.
 */
export function findBrowser(): string {
  const found = findInstalled()
  if (found) return found
  console.log('  Chromium is not installed. Installing it.')
  installOnDebian('chromium')
  if (!findInstalled()) run('npx', ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'])
  return findInstalled() ?? giveUp()
}

/**
 * Installs Chromium if no browser is found. Also installs Debian's headless shell, unless `CHROMIUM_PATH` is set or Playwright's
 * own browser is installed.
 */
export function findTestBrowsers(): void {
  findBrowser()
  if (testBrowser() && !process.env.CHROMIUM_PATH && !existsSync(shell)) installOnDebian('chromium-headless-shell')
}

/**
 * Returns the path of the browser that the tests use: `CHROMIUM_PATH` if it is set, `undefined` if Playwright's own browser is
 * installed, or else the path of Debian's headless shell or of a full browser. The headless shell is preferred because it is 25%
 * faster than a full browser.
 */
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
  throw new Error('Could not find a browser for the tests. Install Chromium and set CHROMIUM_PATH to its path.')
}

export const isRoot = () => process.getuid?.() === 0
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Installs a Debian package, but only on Debian and as root. */
export function installOnDebian(name: string): void {
  if (!isRoot() || !isDebian()) return
  run('apt-get', ['update'])
  run('apt-get', ['install', '-y', name])
}

/** Prints a command and runs it, without checking whether it succeeds. */
function run(command: string, args: string[]): void {
  console.log(`  $ ${command} ${args.join(' ')}`)
  spawnSync(command, args, { stdio: 'inherit' })
}
