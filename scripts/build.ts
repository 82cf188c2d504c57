import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { runNext } from './processes.ts'

const stampFile = '.next/stagedoor-sources'
const sources = ['{app,lib,public}/**/*.*', '*.{ts,mjs,json}']

/** Builds the app, unless the last build was made from the same sources. */
export async function buildOnce(): Promise<'built' | 'reused'> {
  const stamp = await hashSources()
  if (existsSync('.next/BUILD_ID') && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return 'reused'
  await runNext(['build'])
  await writeFile(stampFile, await hashSources())
  return 'built'
}

async function hashSources(): Promise<string> {
  const files = []
  for await (const file of glob(sources)) if (!/^next-env|tsbuildinfo$/.test(file)) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}
