import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildOnce } from '../../../scripts/build.ts'
import { startApp } from '../../../scripts/processes.ts'
import type { Servers } from '../../../tests/support/servers.ts'
import { startServers } from '../../../tests/support/servers.ts'

const parts = [
  'app',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.mjs',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** Inside the project, so that its packages are found; git and the linter pass over it. */
export const folderOf = (name: string) => `.next-variant-${name}`

/** Copies the app into a folder of its own, whose path it returns. A build that is already there stays. */
export async function copyApp(name: string): Promise<string> {
  const folder = folderOf(name)
  const old = await readdir(folder).catch(() => [])
  await Promise.all(old.filter((part) => part !== '.next').map((part) => rm(join(folder, part), { recursive: true })))
  for (const part of parts) await cp(part, join(folder, part), { recursive: true })
  return folder
}

/** Builds a copy of the app with a change made to it, in a folder of its own. Takes as long as a build, the first time. */
export async function buildVariant(name: string, change: (folder: string) => Promise<void>): Promise<void> {
  const folder = await copyApp(name)
  await change(folder)
  await buildOnce(folder)
}

/** Starts a variant and an emulator, as `startServers` does the app. */
export const startVariant = (name: string, environment: Record<string, string> = {}): Promise<Servers> =>
  startServers(environment, 1, (port, settings) => startApp(port, settings, folderOf(name)))
