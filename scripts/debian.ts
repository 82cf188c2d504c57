import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export const isRoot = () => process.getuid?.() === 0
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Installs a Debian package, but only on Debian and as root. */
export function installOnDebian(name: string): void {
  if (!isRoot() || !isDebian()) return
  run('apt-get', ['update'])
  run('apt-get', ['install', '-y', name])
}

/** Prints a command and runs it, without checking whether it succeeds. */
export function run(command: string, args: string[]): void {
  console.log(`  $ ${command} ${args.join(' ')}`)
  spawnSync(command, args, { stdio: 'inherit' })
}
