import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

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
  if (isRoot() && isDebian()) {
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', 'chromium'])
  }
  if (!findInstalled()) run('npx', ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'])
  return findInstalled() ?? giveUp()
}

function findInstalled(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...installed].find(
    (path) => path !== '' && existsSync(path),
  )
}

function run(command: string, args: string[]): void {
  console.log(`  $ ${command} ${args.join(' ')}`)
  spawnSync(command, args, { stdio: 'inherit' })
}

const isRoot = () => process.getuid?.() === 0
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

function giveUp(): never {
  throw new Error('No browser for the tests. Install Chromium and name it in CHROMIUM_PATH.')
}
