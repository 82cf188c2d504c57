import { spawnSync } from 'node:child_process'
import { installOnDebian } from '../../../scripts/debian.ts'

/** Servers that some tests are made with. Debian names their packages the same. */
const services = [
  { command: 'redis-server', version: '--version', shows: 'what several instances do with Redis' },
  { command: 'nginx', version: '-v', shows: 'what happens behind https and a cache' },
]

const isHere = ({ command, version }: (typeof services)[number]) =>
  spawnSync(command, [version], { stdio: 'ignore' }).status === 0

/** Each server for the tests: one of the machine, or Debian's. Without one, its tests are skipped aloud. */
export function findServices(): void {
  for (const service of services) {
    if (isHere(service)) continue
    console.log(`  No ${service.command} on this machine: getting one.`)
    installOnDebian(service.command)
    if (!isHere(service)) console.log(`  SKIPPED: ${service.shows}. Install ${service.command} to test it.`)
  }
}
