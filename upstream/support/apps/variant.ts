import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildOnce, startApp } from '../../../scripts/processes.ts'
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
  'tsconfig.build.json',
  'tsconfig.json',
]

/**
 * Returns the path of a folder inside the project, where Node.js can find the project's packages. Git and the linter ignore the
 * folder.
 */
export const folderOf = (name: string) => `.next-variant-${name}`

/** Copies the app into a separate folder and returns the folder's path. Keeps any existing build in the folder. */
export async function copyApp(name: string): Promise<string> {
  const folder = folderOf(name)
  const old = await readdir(folder).catch(() => [])
  await Promise.all(old.filter((part) => part !== '.next').map((part) => rm(join(folder, part), { recursive: true })))
  for (const part of parts) await cp(part, join(folder, part), { recursive: true })
  return folder
}

/** Builds a modified copy of the app in a separate folder, unless the folder's last build is up to date. */
export async function buildVariant(name: string, change: (folder: string) => Promise<void>): Promise<void> {
  const folder = await copyApp(name)
  await change(folder)
  await buildOnce(folder)
}

/** Starts a modified copy of the app together with an emulator, just as `startServers` starts the original app. */
export const startVariant = (name: string, environment: Record<string, string> = {}): Promise<Servers> =>
  startServers(environment, (port, settings) => startApp(port, settings, folderOf(name)))
