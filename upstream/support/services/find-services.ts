import { spawnSync } from 'node:child_process'
import { installOnDebian } from '../../../scripts/browser.ts'
import { engines } from '../browser/engines.ts'

const { Firefox, WebKit } = engines

/** Programs that some tests need, and the Debian packages that contain them. */
const services = [
  {
    isInstalled: () => runs('redis-server', '--version'),
    packages: ['redis-server'],
    tests: 'several instances with Redis',
  },
  { isInstalled: () => runs('nginx', '-v'), packages: ['nginx'], tests: 'https and a cache in front of the app' },
  { ...Firefox, tests: 'the app in Firefox' },
  { ...WebKit, tests: 'the app in WebKit' },
]

const runs = (command: string, option: string) => spawnSync(command, [option], { stdio: 'ignore' }).status === 0

/** On Debian, installs missing programs. On other systems, the tests that need these programs are skipped with a notice. */
export function findServices(): void {
  for (const { isInstalled, packages, tests } of services) {
    if (isInstalled()) continue
    const names = packages.join(' and ')
    console.log(`  Not installed: ${names}. Installing.`)
    for (const name of packages) installOnDebian(name)
    if (!isInstalled()) console.log(`  SKIPPED: tests of ${tests}. To run them, install ${names}.`)
  }
}
