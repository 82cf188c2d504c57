import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { next } from './processes.ts'

const sources = ['{app,lib,public}/**/*.*', '*.{js,ts,mjs,json}']

/** Builds the app in `folder`, unless the last build is up to date. Doesn't check types. Throws if the build fails. */
export async function buildOnce(folder = '.'): Promise<'built' | 'reused'> {
  const built = join(folder, '.next')
  const stampFile = join(built, 'stagedoor-sources')
  const stamp = await hashSources(folder)
  if (existsSync(join(built, 'BUILD_ID')) && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp)
    return 'reused'
  await build(folder)
  // Saves the hash of the sources as they were before the build. If a file changes during the build, the next call builds again.
  await writeFile(stampFile, stamp)
  return 'built'
}

async function build(cwd: string): Promise<void> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', SKIP_TYPE_CHECK: '1' }
  const [code] = await once(spawn(process.execPath, [next, 'build'], { cwd, env, stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new Error(`next build failed with exit code ${code}`)
}

async function hashSources(folder: string): Promise<string> {
  const files = []
  for await (const file of glob(sources, { cwd: folder })) if (!/^next-env|tsbuildinfo$/.test(file)) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    const path = join(folder, file)
    // Skips route folders with a dot in their names, such as `app/feed.xml`.
    if ((await stat(path)).isFile()) hash.update(file).update(await readFile(path))
  }
  return hash.digest('hex')
}
