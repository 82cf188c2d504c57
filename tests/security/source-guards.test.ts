import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Source = { path: string; text: string; imports: string[] }
type Rule = { title: string; covers: (path: string) => boolean; breaks: (source: Source) => boolean }

const isIn = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
const isServer = (path: string) => /^lib\/(?:.*\/)?server\.ts$/.test(path) || path === 'lib/config/report.ts'
const isClient = (path: string) => /-client\.tsx$/.test(path)
const isForTests = isIn('tests')
const isOutside = (name: string) => !/^[./]|^@\//.test(name)
const mayImport =
  (...allowed: RegExp[]) =>
  ({ imports }: Source) =>
    imports.some((name) => !allowed.some((one) => one.test(name)))

/** The borders that no linter draws. Imports are paths from the root, or names of packages. */
const rules: Rule[] = [
  {
    title: 'what touches secrets says so, and cannot reach the browser',
    covers: isServer,
    breaks: ({ imports }) => !imports.includes('server-only'),
  },
  {
    title: 'no function is open to the browser by `use server`',
    covers: () => true,
    breaks: ({ text }) => /^\s*['"]use server['"]/m.test(text),
  },
  {
    title: 'lib/spotify could be lifted into any project',
    covers: isIn('lib/spotify'),
    breaks: mayImport(/^lib\/spotify\//, /^oauth4webapi$/, /^zod$/),
  },
  {
    title: 'lib/session knows Spotify and not the pages; lib/config knows nobody',
    covers: isIn('lib'),
    breaks: ({ path, imports }) =>
      imports.some((name) => /^(?:app|tests|scripts|proxy|instrumentation)(?:\/|$)/.test(name)) ||
      (path === 'lib/config/read.ts' && imports.some((name) => name !== 'zod')),
  },
  {
    // Safari tells nobody of a list without marks, unless it says of itself that it is one.
    title: 'each list without marks says that it is a list',
    covers: (path) => /^app\/.*\.tsx$/.test(path) && !/skeleton/.test(path),
    breaks: ({ text }) =>
      !text.includes('<Prose') && (text.match(/<[uo]l[^>]*>/g) ?? []).some((tag) => !/role="list"|list-disc/.test(tag)),
  },
  {
    title: 'each page behind the sign-in says whose it is, lest it stand in the frame of somebody else',
    covers: (path) => /^app\/\(signed-in\)\/.*page\.tsx$/.test(path),
    breaks: ({ text }) => !text.includes('<PageViewerClient'),
  },
  {
    title: 'nothing outside the tests imports them',
    covers: (path) => !isForTests(path) && !/^(?:scripts\/|\w+\.config\.)/.test(path),
    breaks: ({ imports }) => imports.some(isForTests),
  },
  {
    title: 'the environment is read in one place',
    covers: (path) =>
      !isForTests(path) &&
      !/^(?:lib\/config\/server\.ts|instrumentation\.ts|playwright\.config\.ts|next\.config\.mjs|scripts\/.*)$/.test(
        path,
      ),
    breaks: ({ text }) =>
      /\bprocess\s*\.\s*env\b|\bprocess\s*\[|\benv\b[^;\n]*from 'node:process'/.test(withoutComments(text)),
  },
  {
    title: 'no file is read or written as the app runs: a serverless host has none',
    covers: (path) => /^(?:app|lib)\/|^(?:proxy|instrumentation)/.test(path) && path !== 'app/opengraph-image.tsx',
    breaks: ({ imports }) => imports.some((name) => /^(?:node:)?(?:fs|child_process|worker_threads)\b/.test(name)),
  },
  {
    title: 'within lib only the edge of the session knows Next’s cookies and redirects',
    covers: (path) => isIn('lib')(path) && path !== 'lib/session/server.ts',
    breaks: ({ imports }) => imports.some((name) => /^next\/(?:headers|navigation|server|cache)$/.test(name)),
  },
  {
    title: 'only the seal knows iron-session',
    covers: (path) => !isForTests(path) && path !== 'lib/session/seal.ts',
    breaks: ({ imports }) => imports.includes('iron-session'),
  },
  {
    title: 'the emulator is a second reading of Spotify’s documents',
    covers: isIn('tests/emulator'),
    breaks: mayImport(/^tests\/emulator\//, /^node:/, /^hono(?:\/|$)/, /^@hono\/node-server(?:\/|$)/, /^zod$/),
  },
  {
    title: 'the browser gets types, reasons and addresses of lib, and nothing else',
    covers: isClient,
    breaks: ({ imports }) => imports.some((name) => isIn('lib')(name) && !/^lib\/(?:reasons|urls)$/.test(name)),
  },
  {
    title: 'pages and handlers know nothing of sealing, protocol or Spotify’s raw shapes',
    covers: isIn('app'),
    breaks: ({ imports }) =>
      imports.some((name) => /^(?:oauth4webapi|iron-session|lib\/session\/seal|lib\/spotify\/shapes)$/.test(name)),
  },
]

const sources = listSources()

test('the guards see the sources', () => {
  const paths = sources.map(({ path }) => path)
  for (const path of [
    'proxy.ts',
    'lib/session/server.ts',
    'app/layout.tsx',
    'tests/emulator/emulator.ts',
    'scripts/demo.ts',
  ])
    expect(paths).toContain(path)
  expect(paths.filter(isServer)).toHaveLength(3)
  expect(sources.find(({ path }) => path === 'lib/session/context.ts')?.imports).toEqual(
    expect.arrayContaining(['lib/spotify/accounts', 'lib/urls', 'lib/session/refresh']),
  )
})

test.each(rules)('$title', ({ covers, breaks }) => {
  expect(sources.filter((source) => covers(source.path) && breaks(source)).map(({ path }) => path)).toEqual([])
})

const offenders: [title: string, path: string, text: string][] = [
  ['what touches', 'lib/redis/server.ts', `import { cookies } from 'next/headers'`],
  ['what touches', 'lib/config/report.ts', `import type {} from 'server-only'`],
  ['no function', 'lib/session/x.ts', `'use server'\nexport const x = 1`],
  ['no function', 'app/x.tsx', `export async function x() {\n  "use server"\n}`],
  ['lib/spotify could', 'lib/spotify/x.ts', `import { randomBytes } from 'node:crypto'`],
  ['lib/spotify could', 'lib/spotify/x.ts', `export { x } from '../session/session'`],
  ['lib/spotify could', 'lib/spotify/x.ts', `const x = await import('next')`],
  ['lib/session knows', 'lib/session/x.ts', `import { x } from '@/app/x'`],
  ['lib/session knows', 'lib/x.ts', `import { x } from '../tests/unit/support'`],
  ['nothing outside', 'app/x.ts', `import '@/tests/emulator/emulator'`],
  ['the environment', 'app/x.ts', 'const x = process.env.SESSION_PASSWORD'],
  ['the environment', 'lib/log.ts', `const x = process['env']`],
  ['the environment', 'proxy.ts', `import { env } from 'node:process'`],
  ['no file', 'lib/session/x.ts', `import { writeFile } from 'node:fs/promises'`],
  ['no file', 'app/x.tsx', `const { readFileSync } = await import('fs')`],
  ['within lib', 'lib/session/context.ts', `import { cookies } from 'next/headers'`],
  ['only the seal', 'app/x.ts', `import { getIronSession } from 'iron-session'`],
  ['the emulator', 'tests/emulator/x.ts', `import { scopes } from '../../lib/spotify/scopes.ts'`],
  ['the emulator', 'tests/emulator/x.ts', `import * as oauth from 'oauth4webapi'`],
  ['the browser', 'app/_components/x-client.tsx', `import { log } from '@/lib/log'`],
  ['the browser', 'app/_components/x-client.tsx', `import { type Page, toPage } from '@/lib/spotify/shapes'`],
  ['pages and', 'app/x.tsx', `import { toPlaylist } from '@/lib/spotify/shapes'`],
]

describe('a guard sees red', () => {
  test.each(offenders)('%s: %s with %j', (title, path, text) => {
    const rule = rules.find((one) => one.title.startsWith(title))
    expect(rule?.covers(path)).toBe(true)
    expect(rule?.breaks(toSource(path, text))).toBe(true)
  })

  test.each([
    ['the browser', 'app/_components/x-client.tsx', `import type { Page } from '@/lib/spotify/shapes'`],
    ['pages and', 'app/x.tsx', `import { type Page, type Playlist } from '@/lib/spotify/shapes'`],
    ['the environment', 'lib/log.ts', '// process.env is read elsewhere'],
    ['what touches', 'lib/x/server.ts', `import 'server-only'`],
  ])('and lets pass what is allowed: %s, %s with %j', (title, path, text) => {
    expect(rules.find((one) => one.title.startsWith(title))?.breaks(toSource(path, text))).toBe(false)
  })
})

function listSources(): Source[] {
  const isSource = (path: string) => /\.(?:ts|tsx|mjs)$/.test(path) && !/\.d\.ts$/.test(path)
  const folders = ['app', 'lib', 'scripts', 'tests/emulator'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const paths = [...readdirSync(root), ...folders].map((path) => path.replaceAll('\\', '/')).filter(isSource)
  return paths.map((path) => toSource(path, readFileSync(join(root, path), 'utf8')))
}

/** Imports of types alone leave nothing in the program, so they are not counted. */
function toSource(path: string, text: string): Source {
  const code = withoutComments(text)
  const statements = /^\s*(?:import|export)\s+(?:(?<what>[^'"]*?)\s*from\s*)?['"](?<from>[^'"]+)['"]/gm
  const loads = /\b(?:import|require)\(\s*['"](?<from>[^'"]+)['"]/g
  const named = [...code.matchAll(statements)]
    .filter(({ groups }) => !isTypeOnly(groups?.what))
    .concat([...code.matchAll(loads)])
  return { path, text, imports: named.map(({ groups }) => toPlace(path, groups?.from ?? '')) }
}

function isTypeOnly(what: string | undefined): boolean {
  if (what === undefined) return false
  if (/^type\s+[^,]/.test(what)) return true
  const names = what
    .match(/^\{(.*)\}$/s)?.[1]
    ?.split(',')
    .filter((name) => name.trim())
  return names?.every((name) => /^\s*type\s/.test(name)) ?? false
}

function toPlace(path: string, from: string): string {
  if (isOutside(from)) return from
  const place = from.startsWith('@/') ? from.slice(2) : relative('.', normalize(join(dirname(path), from)))
  return place.replaceAll('\\', '/').replace(/\.tsx?$/, '')
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}
