import { glob, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linkOrCopy } from '../apps/copies.ts'
import { buildVariant, folderOf } from '../apps/variant.ts'

/** A function, as the adapter describes it. `filePathMap` maps paths inside the function to paths in the project folder. */
type VercelFunction = { filePathMap: Record<string, string>; handler: string }

export const outputFolder = join(folderOf('vercel'), '.next/output')

const adapter = fileURLToPath(new URL('adapter.ts', import.meta.url))

/**
 * Builds a copy of the app with Vercel's adapter. The copy uses the packages in the parent folder, so the package paths in
 * `next.config.mjs` are adjusted.
 */
export const buildFunctions = () =>
  buildVariant('vercel', async (folder) => {
    const path = join(folder, 'next.config.mjs')
    const config = (await readFile(path, 'utf8')).replaceAll("'node_modules/", "'../node_modules/")
    const start = 'export default {\n'
    await writeFile(path, config.replace(start, `${start}  adapterPath: ${JSON.stringify(adapter)},\n`))
  })

/**
 * Returns a map from each function's name, such as `playlists/[id]`, to its description. Excludes copies that serve only `.rsc`
 * URLs.
 */
async function readFunctions(): Promise<Map<string, VercelFunction>> {
  const functions = new Map<string, VercelFunction>()
  const folder = join(outputFolder, 'functions')
  for await (const path of glob('**/.vc-config.json', { cwd: folder })) {
    const name = dirname(path).replace(/\.func$/, '')
    if (!name.endsWith('.rsc')) functions.set(name, JSON.parse(await readFile(join(folder, path), 'utf8')))
  }
  return functions
}

/** Returns a map from each function's name to the total size of its files in bytes. */
export async function measureFunctions(): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  for (const [name, { filePathMap }] of await readFunctions()) {
    const files = await Promise.all(Object.values(filePathMap).map((path) => stat(path)))
    sizes.set(
      name,
      files.reduce((sum, { size }) => sum + size, 0),
    )
  }
  return sizes
}

/**
 * Copies each function's files to a separate folder and returns the common parent folder. The folders are outside the project, so
 * a function that lacks a file can't find it in the project's `node_modules`.
 */
export async function layOutFunctions(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'stagedoor-functions-'))
  for (const [name, { filePathMap, handler }] of await readFunctions()) {
    const folder = join(root, `${name}.func`)
    const launcher = join(outputFolder, 'functions', `${name}.func`, handler)
    const files = [...Object.entries(filePathMap), [handler, launcher] as const]
    await Promise.all(
      [...new Set(files.map(([path]) => dirname(join(folder, path))))].map((path) => mkdir(path, { recursive: true })),
    )
    await Promise.all(files.map(([path, source]) => linkOrCopy(resolve(source), join(folder, path))))
  }
  return root
}
