import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { applyChange, type Change, read } from './changes.ts'
import { type Options, toSlug } from './options.ts'

/** Removes what only the starter needs: its own tests, documents, automation and settings. */
export const withoutStarter: Change = {
  delete: [
    '.ci',
    '.github/ISSUE_TEMPLATE',
    '.github/workflows/upstream.yml',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'docs/brand.md',
    'docs/browsers.md',
    'docs/clients.md',
    'docs/decisions.md',
    'docs/existing-app.md',
    'docs/failures',
    'docs/failures.md',
    'docs/performance.md',
    'docs/pictures',
    'docs/recipes',
    'docs/threats.md',
    'docs/workarounds.md',
    'registry.json',
    'upstream',
  ],
  edit: {
    '.dockerignore': [['upstream\n', '']],
    '.github/dependabot.yml': [[/ {2}- package-ecosystem: npm\n {4}directories:(?:\n|.)*?(?= {2}- package)/, '']],
    'knip.config.ts': [
      [/^ *\/\/.*upstream.*\n/m, ''],
      [", '!scripts/init/*/**', '!upstream/**'", ''],
    ],
    'scripts/demo.ts': [[/^.*docs\/failures\.md.*\n/m, '']],
    'tsconfig.build.json': [[', "upstream"', '']],
    'tsconfig.json': [[', "scripts/init/*/**", "upstream"', '']],
  },
}

/** Renames the app everywhere: in pages and documents, and in the names of packages, containers and Redis keys. */
export function rename(
  { name, tagline, holder }: Options,
  startedFrom: { version: string; commit: string; flags: string },
): void {
  const slug = toSlug(name)
  writeFileSync('README.md', fillIn(read('scripts/init/README.md'), { name, tagline }))
  const texts = { siteName: name, tagline }
  for (const [key, text] of Object.entries(texts))
    applyChange({ edit: { 'app/site.ts': [[new RegExp(`(?<=export const ${key} = ).*`), JSON.stringify(text)]] } })
  writeFileSync('CHANGELOG.md', `# Changelog\n\n## 0.1.0\n\nThe first version of ${name}.\n`)
  // The licence requires that the original notice be kept.
  const notice = `Copyright (c) ${new Date().getFullYear()} ${holder}\n`
  writeFileSync(
    'LICENSE',
    read('LICENSE').replace(/(?=^Copyright)/m, () => notice),
  )
  for (const file of trackedFiles()) {
    if (file === 'LICENSE') continue
    const text = read(file)
    const quote = /\.tsx?$/.test(file) ? JSON.stringify(name) : name
    const renamed = text
      .replace(/ \(see (docs\/[\w/-]+\.md)\)/g, (reference, path) => (existsSync(path) ? reference : ''))
      .replace(/'Stagedoor'/g, () => quote)
      .replace(/Stagedoor/g, () => name)
      .replace(/stagedoor/g, slug)
    if (renamed !== text) writeFileSync(file, renamed)
  }
  editJson('package.json', ({ scripts: { init, bench, ...scripts }, ...values }) => ({
    ...values,
    version: '0.1.0',
    description: tagline,
    startedFrom,
    scripts,
  }))
}

/** Returns the text files that Git tracks and that still exist. */
const trackedFiles = () =>
  execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter((file) => /\.(?:json|md|mjs|svg|tsx?|ya?ml)$|Dockerfile$/.test(file) && existsSync(file))

/** Fills in `{{placeholders}}`. */
const fillIn = (template: string, values: Record<string, string>) =>
  template.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key] ?? '')

type Package = { scripts: Record<string, string>; [key: string]: unknown }

function editJson(file: string, change: (values: Package) => unknown): void {
  writeFileSync(file, `${JSON.stringify(change(JSON.parse(read(file))), null, 2)}\n`)
}
