import { spawnSync } from 'node:child_process'
import { installOnDebian } from './debian.ts'

const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0

/** A Redis server for the tests: one of the machine, or Debian's. Without one, its tests are skipped aloud. */
export function findRedis(): void {
  if (hasRedis()) return
  console.log('  No redis-server on this machine: getting one.')
  installOnDebian('redis-server')
  if (!hasRedis()) console.log('  SKIPPED: what several instances do with Redis. Install redis-server to test it.')
}
