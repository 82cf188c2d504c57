import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const itemShape = z.object({
  name: z.string(),
  type: z.literal('registry:item'),
  dependencies: z.array(z.string()).default([]),
  devDependencies: z.array(z.string()).default([]),
  docs: z.string(),
  files: z.array(z.object({ path: z.string(), type: z.literal('registry:file'), target: z.string() })),
})
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const { items } = z.object({ items: z.array(itemShape) }).parse(json('registry.json'))
const { version, dependencies, devDependencies } = json('package.json')
const installed: Record<string, string> = { ...dependencies, ...devDependencies }

const textOf = (path: string) => readFileSync(path, 'utf8')
/** Packages that every Next.js app contains. */
const inEveryApp = /^(?:node:|next\/|(?:next|react)$)/

/** Returns the module names that a file imports. */
const importsOf = (path: string) =>
  [...textOf(path).matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(([, a, b]) => a ?? b ?? '')

/** Returns the path of an imported file, or `null` for a package. */
function toPath(name: string, importer: string): string | null {
  if (!/^[./]|^@\//.test(name)) return null
  const base = name.startsWith('@/') ? name.slice(2) : normalize(join(dirname(importer), name))
  return (
    ['', '.ts', '.tsx'].map((ending) => base + ending).find((path) => /\.tsx?$/.test(path) && existsSync(path)) ?? base
  )
}

const packageOf = (name: string) => name.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? name
const toName = (dependency: string) => dependency.slice(0, dependency.lastIndexOf('@'))
const item = (name: string) => items.find((one) => one.name === name) ?? expect.fail(`no item ${name}`)

describe.each(items)('the registry item $name', ({ name, files, ...own }) => {
  const extendsSignIn = ['spotify-api', 'spotify-redis'].includes(name)
  const targets = new Set([...files, ...(extendsSignIn ? item('spotify-sign-in').files : [])].map(toTarget))
  const code = files.map(({ path }) => path).filter((path) => /\.tsx?$/.test(path))

  test('every file exists', () => {
    expect(files.map(({ path }) => path).filter((path) => !existsSync(path))).toEqual([])
  })

  test('every imported file belongs to the item itself or to its registry dependency', () => {
    const missing = code.flatMap((path) =>
      importsOf(path).filter((name) => {
        const imported = toPath(name, path)
        return imported && !targets.has(imported)
      }),
    )
    expect(missing).toEqual([])
  })

  test('the dependencies are exactly the packages that the files import, in the versions that this project uses', () => {
    const packages = new Set(
      code.flatMap(importsOf).filter((name) => toPath(name, '') === null && !inEveryApp.test(name)),
    )
    const listed = [...own.dependencies, ...own.devDependencies]
    const required = new Set([...packages].map(packageOf))
    const given = extendsSignIn ? item('spotify-sign-in').dependencies.map(toName) : []
    expect(listed.map(toName).sort()).toEqual([...required].filter((one) => !given.includes(one)).sort())
    for (const one of listed) expect(one).toBe(`${toName(one)}@^${installed[toName(one)]}`)
  })
})

test('spotify-sign-in has at most 30 files and 2,600 lines', () => {
  const { files } = item('spotify-sign-in')
  const lines = files.reduce((sum, { path }) => sum + textOf(path).trimEnd().split('\n').length, 0)
  expect(files.length).toBeLessThanOrEqual(30)
  expect(lines).toBeLessThanOrEqual(2_600)
})

/** Returns the path that other files of the item use to import a file. */
function toTarget({ target }: { target: string }): string {
  return target.replace(/^~\/spotify-emulator\//, 'tests/emulator/')
}

test('spotify-sign-in contains only files that its route handlers, proxy, session and sign-in page import', () => {
  const { files } = item('spotify-sign-in')
  const byTarget = new Map(files.map(({ path, target }) => [target, path]))
  const roots = files
    .map(toTarget)
    .filter((path) => path.startsWith('app/') || /session\/(?:proxy|server)\.ts$/.test(path))
  const reached = new Set<string>()
  const visit = (target: string) => {
    const path = byTarget.get(target)
    if (!path || reached.has(target)) return
    reached.add(target)
    for (const name of importsOf(path)) visit(toPath(name, target) ?? '')
  }
  for (const root of roots) visit(root)
  expect(files.map(toTarget).filter((target) => target.endsWith('.ts') && !reached.has(target))).toEqual([])
})

test('docs/existing-app.md and the CLI show the same proxy.ts', () => {
  const page =
    textOf('docs/existing-app.md').match(/```ts\n( {3}import[\s\S]*?) {3}```/)?.[1] ?? expect.fail('no proxy.ts')
  const lines = page.split('\n').filter((line) => line.trim())
  for (const line of lines) expect(item('spotify-sign-in').docs).toContain(line.trim())
})

test('every line of the README’s code example also appears in docs/existing-app.md', () => {
  const lines =
    textOf('README.md')
      .match(/```tsx\n([\s\S]*?)\n```/)?.[1]
      ?.split('\n') ?? []
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(textOf('docs/existing-app.md')).toContain(line)
})

test('in spotify-sign-in, pages.ts names the current version of the project', () => {
  expect(textOf('upstream/registry/pages.ts')).toContain(`Stagedoor, version ${version}:`)
})
