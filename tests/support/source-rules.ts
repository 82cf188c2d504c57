import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Source = { path: string; text: string; imports: string[] }
type Rule = { title: string; covers: (path: string) => boolean; breaks: (source: Source) => boolean }

const isIn = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
export const isServer = (path: string) => /^lib\/(?:.*\/)?(?:server|proxy|read-for-\w+)\.ts$/.test(path)
export const isClient = ({ text }: Source) => /^['"]use client['"]/m.test(withoutComments(text))
const isOutside = (name: string) => !/^[./]|^@\//.test(name)

const nextIn: Record<string, string[]> = {
  'lib/session/server.ts': ['next/headers', 'next/navigation', 'next/server'],
  'lib/session/read-for-handler.ts': ['next/headers'],
  'lib/session/read-for-page.ts': ['next/headers', 'next/navigation'],
  'lib/session/proxy.ts': ['next/server'],
}

/** For each client component that may import an additional module from `lib`, the path of that module. */
const alsoInBrowser: Record<string, string> = {
  'app/(signed-in)/_components/inline-error-message.tsx': 'lib/spotify/scopes',
}

/** Rules that Biome can't check. `imports` contains package names, as well as paths relative to the project's root. */
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
    title: 'every page for signed-in visitors renders SignedInPage',
    covers: (path) => /^app\/\(signed-in\)\/.*\/page\.tsx$/.test(path),
    breaks: ({ text }) => !text.includes('<SignedInPage>'),
  },
  {
    title: 'in lib, only server, proxy, read-for-page and read-for-handler in lib/session import Next',
    covers: isIn('lib'),
    breaks: ({ path, imports }) =>
      imports.some((name) => /^next(?:\/|$)/.test(name) && !(nextIn[path] ?? []).includes(name)),
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
  const folders = ['app', 'lib', 'scripts'].flatMap((folder) =>
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
