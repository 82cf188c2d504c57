import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export const isRoot = () => process.getuid?.() === 0
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Installs a Debian package if this process is root on Debian. Does nothing otherwise. */
export function installOnDebian(name: string): void {
  if (!isRoot() || !isDebian()) return
  run('apt-get', ['update'])
  run('apt-get', ['install', '-y', name])
}

/** Prints and runs a command. The caller checks its effect. */
export function run(command: string, args: string[]): void {
  console.log(`  $ ${command} ${args.join(' ')}`)
  spawnSync(command, args, { stdio: 'inherit' })
}
