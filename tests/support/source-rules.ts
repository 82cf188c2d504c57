import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Source = { path: string; text: string; imports: string[] }
type Rule = { title: string; covers: (path: string) => boolean; breaks: (source: Source) => boolean }

const isIn = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
export const isServer = (path: string) =>
  /^lib\/(?:.*\/)?server\.ts$/.test(path) || ['lib/session/read-for-handler.ts', 'lib/session/proxy.ts'].includes(path)
export const isClient = ({ text }: Source) => /^['"]use client['"]/m.test(withoutComments(text))
const isForTests = isIn('tests')
const isOutside = (name: string) => !/^[./]|^@\//.test(name)
const mayImport =
  (...allowed: RegExp[]) =>
  ({ imports }: Source) =>
    imports.some((name) => !allowed.some((one) => one.test(name)))

const nextIn: Record<string, string[]> = {
  'lib/session/server.ts': ['next/headers', 'next/navigation', 'next/server'],
  'lib/session/read-for-handler.ts': ['next/headers'],
  'lib/session/proxy.ts': ['next/server'],
}

/** Maps each client component that may import an additional module from `lib` to that module. */
const alsoInBrowser: Record<string, string> = {
  'app/(signed-in)/_components/inline-error-message.tsx': 'lib/spotify/scopes',
}

/** Rules that the linter does not check. `imports` contains package names, and paths relative to the project’s root. */
export const rules: Rule[] = [
  {
    title: 'files that use secrets import server-only, so they cannot reach the browser',
    covers: isServer,
    breaks: ({ imports }) => !imports.includes('server-only'),
  },
  {
    title: 'no file exposes functions to the browser with `use server`',
    covers: () => true,
    breaks: ({ text }) => /^\s*['"]use server['"]/m.test(text),
  },
  {
    title: 'lib/spotify imports only its own folder, oauth4webapi and zod',
    covers: isIn('lib/spotify'),
    breaks: mayImport(/^lib\/spotify\//, /^oauth4webapi$/, /^zod$/),
  },
  {
    title: 'lib does not import app, scripts or tests, and lib/config/read.ts imports only zod',
    covers: isIn('lib'),
    breaks: ({ path, imports }) =>
      imports.some((name) => /^(?:app|tests|scripts|proxy|instrumentation)(?:\/|$)/.test(name)) ||
      (path === 'lib/config/read.ts' && imports.some((name) => name !== 'zod')),
  },
  {
    // In Safari, a list without markers is announced as a list only if it has the role `list`. If a list is rendered in
    // several parts, each part has the role `none`.
    title: 'every list without markers has role="list" or role="none"',
    covers: (path) => /^app\/.*\.tsx$/.test(path) && !/skeleton/.test(path),
    breaks: ({ text }) =>
      !text.includes('<Prose') &&
      (text.match(/<[uo]l[^>]*>/g) ?? []).some((tag) => !/role="(?:list|none)"|list-disc/.test(tag)),
  },
  {
    // `SignedInPage` also renders `PageViewer`, which refreshes the page if the layout was rendered for a different visitor.
    title: 'pages never call requireSession, because SignedInPage does',
    covers: (path) =>
      isIn('app')(path) &&
      !/^app\/\(signed-in\)\/(?:_components\/signed-in-page\.tsx|.*\/playlist-loader\.tsx)$/.test(path),
    breaks: ({ text }) => withoutComments(text).includes('requireSession'),
  },
  {
    title: 'only scripts and configuration files import from tests',
    covers: (path) => !isForTests(path) && !/^(?:scripts\/|\w+\.config\.)/.test(path),
    breaks: ({ imports }) => imports.some(isForTests),
  },
  {
    title: 'only lib/config/server.ts reads the environment',
    covers: (path) =>
      !isForTests(path) &&
      !/^(?:lib\/config\/server\.ts|instrumentation\.ts|playwright\.config\.ts|next\.config\.mjs|scripts\/.*)$/.test(
        path,
      ),
    breaks: ({ text }) =>
      /\bprocess\s*\.\s*env\b|\bprocess\s*\[|\benv\b[^;\n]*from 'node:process'/.test(withoutComments(text)),
  },
  {
    title: 'the running app reads and writes no files, because serverless hosts may have no file system',
    covers: (path) => /^(?:app|lib)\/|^(?:proxy|instrumentation)/.test(path) && path !== 'app/opengraph-image.tsx',
    breaks: ({ imports }) => imports.some((name) => /^(?:node:)?(?:fs|child_process|worker_threads)\b/.test(name)),
  },
  {
    title: 'in lib, only lib/session/{server,proxy,read-for-handler}.ts import Next',
    covers: isIn('lib'),
    breaks: ({ path, imports }) =>
      imports.some((name) => /^next(?:\/|$)/.test(name) && !(nextIn[path] ?? []).includes(name)),
  },
  {
    title: 'only lib/session/seal.ts imports iron-session',
    covers: (path) => !isForTests(path) && path !== 'lib/session/seal.ts',
    breaks: ({ imports }) => imports.includes('iron-session'),
  },
  {
    title: 'the emulator shares no code with the app',
    covers: isIn('tests/emulator'),
    breaks: mayImport(/^tests\/emulator\//, /^node:/, /^hono(?:\/|$)/, /^@hono\/node-server(?:\/|$)/, /^zod$/),
  },
  {
    title: 'client components import only types, messages, formatting and URLs from lib',
    covers: isIn('app'),
    breaks: (source) =>
      (isClient(source) || importedByClient.has(source.path)) &&
      source.imports.some(
        (name) =>
          isIn('lib')(name) &&
          !/^lib\/(?:error-messages|format|scope-descriptions|(?:session\/)?urls|session\/pages)$/.test(name) &&
          name !== alsoInBrowser[source.path],
      ),
  },
  {
    title: 'pages and handlers do not import seals, the OAuth protocol or raw Spotify shapes',
    covers: isIn('app'),
    breaks: ({ imports }) =>
      imports.some((name) => /^(?:oauth4webapi|iron-session|lib\/session\/seal|lib\/spotify\/shapes)$/.test(name)),
  },
]

export const sources = listSources()
/** Files without `'use client'` that reach the browser because a client component imports them. */
export const importedByClient = findImportedByClient()

function listSources(): Source[] {
  const isSource = (path: string) => /\.(?:ts|tsx|mjs)$/.test(path) && !/\.d\.ts$/.test(path)
  const folders = ['app', 'lib', 'scripts', 'tests/emulator'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const paths = [...readdirSync(root), ...folders].map((path) => path.replaceAll('\\', '/')).filter(isSource)
  return paths.map((path) => toSource(path, readFileSync(join(root, path), 'utf8')))
}

function findImportedByClient(): ReadonlySet<string> {
  const byName = new Map(sources.map((source) => [source.path.replace(/\.tsx?$/, ''), source]))
  const found = new Set<string>()
  const follow = ({ imports }: Source) => {
    for (const name of imports) {
      const source = byName.get(name)
      if (!source || !isIn('app')(source.path) || found.has(source.path)) continue
      found.add(source.path)
      follow(source)
    }
  }
  for (const source of sources.filter(isClient)) follow(source)
  return found
}

/** Ignores type-only imports, because the compiler removes them. */
export function toSource(path: string, text: string): Source {
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
