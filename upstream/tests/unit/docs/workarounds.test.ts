import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/workarounds.md', 'utf8')

test('docs/workarounds.md has one section for each test in workarounds.spec.ts, in the same order', () => {
  const spec = readFileSync('upstream/tests/e2e/workarounds.spec.ts', 'utf8')
  const titles = [...spec.matchAll(/^ {2}test\('(.+)', async/gm)].map(([, title]) => title)
  expect([...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading)).toEqual(titles)
  expect(titles.length).toBeGreaterThan(20)
})

test('docs/workarounds.md lists every file that mentions the current version of Next or React', () => {
  const files = globSync(['{app,lib}/**/*.{ts,tsx,css}', '*.{ts,mjs}'])
  const naming = files.filter((file) => /\b(?:16\.4\.6|19\.3\b)/.test(readFileSync(file, 'utf8')))
  expect(naming.filter((file) => !page.includes(`\`${file}\``))).toEqual([])
  expect(naming.length).toBeGreaterThan(5)
})
