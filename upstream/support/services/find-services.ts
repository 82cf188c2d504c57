import { spawnSync } from 'node:child_process'
import { installOnDebian } from '../../../scripts/debian.ts'

/** Server programs that some tests need. Each command has the same name as its Debian package. */
const services = [
  { command: 'redis-server', version: '--version', tests: 'several instances with Redis' },
  { command: 'nginx', version: '-v', tests: 'https and a cache in front of the app' },
]

const isHere = ({ command, version }: (typeof services)[number]) =>
  spawnSync(command, [version], { stdio: 'ignore' }).status === 0

/** On Debian, installs missing servers. On other systems, the tests that need these servers are skipped with a notice. */
export function findServices(): void {
  for (const service of services) {
    if (isHere(service)) continue
    console.log(`  ${service.command} is not installed. Installing it.`)
    installOnDebian(service.command)
    if (!isHere(service)) console.log(`  SKIPPED: tests of ${service.tests}. To run them, install ${service.command}.`)
  }
}
