import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildOnce, freePort, type Running, startApp } from '../../../scripts/processes.ts'
import { folderOf } from './variant.ts'

/** A layout, a page and a health check. */
export const bareFiles = {
  'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>',
  'app/page.jsx': 'export default () => <h1>Bare</h1>',
  'app/api/health/route.js': 'export const GET = () => Response.json({})',
}

/** Placeholder files that the build requires because the parent folder contains corresponding files. */
const placeholders = {
  'instrumentation.js': 'export function register() {}',
  'instrumentation-client.js': '',
  'tsconfig.build.json': '{ "extends": "../tsconfig.json" }',
}

/** Builds a bare Next.js app from `files`, unless its last build is up to date. Returns the app's folder. */
export async function buildBareApp(name: string, files: Record<string, string>): Promise<string> {
  const folder = folderOf(name)
  await rm(join(folder, 'app'), { recursive: true, force: true })
  for (const [path, text] of Object.entries({ ...placeholders, ...files })) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  // Copies `package.json`, so a new version of Next.js triggers a new build.
  await cp('package.json', join(folder, 'package.json'))
  await buildOnce(folder)
  return folder
}

/** Builds and starts a bare Next.js app from `files`, which default to a layout, a page and a health check. */
export async function startBareApp(files: Record<string, string> = bareFiles, name = 'bare'): Promise<Running> {
  return startApp(await freePort(), {}, await buildBareApp(name, files))
}
