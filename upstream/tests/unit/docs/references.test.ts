import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isVariable } from '@/lib/config/read'

/** All Markdown pages in the project. */
const pages = globSync(['*.md', '{.github,app,docs,lib,tests,upstream}/**/*.md'], {
  exclude: ['**/node_modules', '**/test-results'],
}).sort()
const textOf = (path: string) => readFileSync(path, 'utf8')
const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '')

/** Uppercase names that are not settings of this app, such as Spotify's error codes and Vercel's environment variables. */
const othersWords = new Set([
  'INVALID_CLIENT',
  'PREMIUM_REQUIRED',
  'QUOTA_EXCEEDED',
  'NODE_ENV',
  'VERCEL_BRANCH_URL',
  'VERCEL_ENV',
  'VERCEL_PREVIEW_FEEDBACK_ENABLED',
  'VERCEL_PROJECT_PRODUCTION_URL',
])

/** Files and folders that the documentation mentions but that exist only in a reader's own app. */
const addedLater = new Set(['public/spotify-logo.svg', 'jsconfig.json', 'app/login'])

/** Returns the paths of all files that the diffs on a page create. */
const addedBy = (text: string) => [...text.matchAll(/^--- \/dev\/null\n\+\+\+ b\/(.+)$/gm)].map(([, path]) => path)

/** Returns the project paths that appear in inline code. Ignores paths with uppercase placeholders. */
function pathsIn(text: string): string[] {
  const words = [...withoutCode(text).matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => word)
  return words.filter(
    (word) =>
      /^(?:app|docs|lib|public|scripts|tests|upstream|\.github)\/|^[\w-]+(?:\.config)?\.(?:ts|mjs|json|md)$/.test(
        word,
      ) && !/\/[A-Z]+(?:[./]|$)/.test(word),
  )
}

/** Returns the anchor that GitHub generates for a heading. */
const toAnchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

function anchorsOf(path: string): string[] {
  const headings = [...withoutCode(textOf(path)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading)
  const seen = new Map<string, number>()
  return headings.map((heading) => {
    const anchor = toAnchor(heading.trim())
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    return times === 0 ? anchor : `${anchor}-${times}`
  })
}

/** Returns the targets of all links and images. */
const targetsIn = (text: string) =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"|<([a-z]+:[^>\s]+)>/g)].map(
    ([, link, attribute, bare]) => link ?? attribute ?? bare ?? '',
  )

const isSound = (address: string) =>
  URL.canParse(address) &&
  /^(?:https:\/\/|http:\/\/127\.0\.0\.1[:/]|mailto:)/.test(address) &&
  !/[\s"'`|\\<>{}^]|[.,;:]$/.test(address)

function linksIn(path: string): { file: string; anchor: string | undefined; target: string }[] {
  return targetsIn(textOf(path)).flatMap((target) => {
    if (/^[a-z]+:/.test(target)) return []
    const [file = '', anchor] = target.split('#')
    return { file: file === '' ? path : normalize(join(dirname(path), decodeURI(file))), anchor, target }
  })
}

describe.each(pages)('references in %s', (page) => {
  test('every file and folder mentioned on a page exists', () => {
    const added = new Set([...addedLater, ...addedBy(textOf(page))])
    expect(pathsIn(textOf(page)).filter((path) => !added.has(path) && !existsSync(path))).toEqual([])
  })

  test('every internal link on a page points to an existing file and heading', () => {
    for (const { file, anchor, target } of linksIn(page)) {
      expect(existsSync(file), target).toBe(true)
      if (anchor !== undefined) expect(anchorsOf(file), target).toContain(anchor)
    }
  })

  test('every external link on a page is a valid absolute URL', () => {
    const others = targetsIn(textOf(page)).filter((target) => /^[a-z]+:/.test(target))
    expect(others.filter((address) => !isSound(address))).toEqual([])
  })

  test('every setting mentioned on a page exists', () => {
    const names = new Set(textOf(page).match(/\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g) ?? [])
    expect([...names].filter((name) => !othersWords.has(name) && !isVariable(name))).toEqual([])
  })

  test('every command mentioned on a page exists', () => {
    // Excludes the changelog entries of past releases, because they can mention commands that no longer exist.
    const text = page === 'CHANGELOG.md' ? textOf(page).replace(/\n## \[\d[\s\S]*/, '') : textOf(page)
    const named = text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start))\b( --prefix upstream\b)?/g)
    for (const [line, run, short, isUpstream] of named) {
      const { scripts } = JSON.parse(textOf(isUpstream ? 'upstream/package.json' : 'package.json'))
      expect(Object.hasOwn(scripts, run ?? short ?? ''), line).toBe(true)
    }
    const programs = [...textOf(page).matchAll(/\bnpx ([a-z][\w-]*)(?: test ([a-z][\w-]*))?/g)]
    for (const [line, program = '', spec] of programs) {
      expect(globSync(`{,upstream/}node_modules/.bin/${program}`), line).not.toEqual([])
      if (spec) expect(globSync(`{,upstream/}tests/e2e/*/${spec}.spec.ts`), line).toHaveLength(1)
    }
  })
})

test('AGENTS.md already contains the text that Next’s development server would otherwise add', () => {
  const { hasCurrentAgentRules } = createRequire(import.meta.url)('next/dist/server/lib/generate-agent-files.js')
  expect(hasCurrentAgentRules('.')).toBe(true)
})

test('the changelog has an entry for the current version', () => {
  expect(textOf('CHANGELOG.md')).toContain(`## [${JSON.parse(textOf('package.json')).version}] - 20`)
})

test('the helper functions in this file find references and recognize invalid ones', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/deploy.md']))
  const text = textOf('README.md')
  expect(pathsIn(text).length).toBeGreaterThan(5)
  expect(pathsIn('`app/(signed-in)/NAME/page.tsx`, `lib/nowhere.ts`, `/api/health`, `proxy.ts` and `lib/x y`')).toEqual(
    ['lib/nowhere.ts', 'proxy.ts'],
  )
  expect(linksIn('docs/troubleshooting.md').length).toBeGreaterThan(40)
  expect(targetsIn('<img src="a.png"> <https://b.example> [c](d) ```\n[e](f)\n```')).toEqual([
    'a.png',
    'https://b.example',
    'd',
  ])
  for (const address of ['https:/x', 'http://other.example', 'https://x.example/.', 'javascript:1', 'https://'])
    expect(isSound(address), address).toBe(false)
  expect(addedBy('--- /dev/null\n+++ b/app/x.tsx\n--- a/y\n+++ b/y\n')).toEqual(['app/x.tsx'])
  expect(toAnchor("The app's owner has no Premium")).toBe('the-apps-owner-has-no-premium')
  expect(isVariable('SPOTIFY_CLIENT_SECRET') && isVariable('APP_URL') && isVariable('REDIS_URL')).toBe(true)
  expect(isVariable('SPOTIFY_SECRET') || isVariable('SPOTIFY_REDIRECT_URI')).toBe(false)
})
