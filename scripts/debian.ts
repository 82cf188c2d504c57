import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export const isRoot = () => process.getuid?.() === 0
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Installs one of Debian's packages where that is possible: as root on Debian. Elsewhere it does nothing. */
export function installOnDebian(name: string): void {
  if (!isRoot() || !isDebian()) return
  run('apt-get', ['update'])
  run('apt-get', ['install', '-y', name])
}

/** Runs a command and shows it; what comes of it is for the caller to see. */
export function run(command: string, args: string[]): void {
  console.log(`  $ ${command} ${args.join(' ')}`)
  spawnSync(command, args, { stdio: 'inherit' })
}
