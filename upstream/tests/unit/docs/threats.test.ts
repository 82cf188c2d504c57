import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/threats.md', 'utf8')
const rows = page.split('\n').filter((line) => /^\| (?!-|who )/.test(line))

/** Returns the test titles in a source file, including those in template literals. */
const titlesIn = (source: string) =>
  [...source.matchAll(/(?:\b(?:test|withoutProxy|withOwnServers)\(\s*|title: )(['`])((?:(?!\1).)+)\1/gs)].map(
    ([, , title = '']) => title,
  )

test('each row of docs/threats.md names an actor, an attack, a defence and an existing test', () => {
  expect(rows.length).toBeGreaterThan(20)
  for (const row of rows) {
    const [, who, does, by, shown = ''] = row.split('|').map((cell) => cell.trim())
    expect([who, does, by].every(Boolean), row).toBe(true)
    const [, file = '', title = ''] = shown.match(/^`((?:upstream\/)?tests\/\S+\.ts)`: (.+)$/) ?? []
    expect(existsSync(file), row).toBe(true)
    expect(
      titlesIn(readFileSync(file, 'utf8')).some((each) => each.includes(title)),
      row,
    ).toBe(true)
  }
})

test('docs/threats.md has at least one row for each listed actor, and no rows for other actors', () => {
  const [, list = ''] = page.match(/\*\*Who:\*\* ([\s\S]*?)\n\n/) ?? []
  const named = [...list.matchAll(/_([^_]+)_/g)].map(([, who]) => who)
  const inRows = rows.map((row) => row.split('|')[1]?.trim())
  expect([...new Set(inRows)].sort()).toEqual([...named].sort())
})

test('test titles are found in code, but not in comments', () => {
  expect(titlesIn("test('a thing', () => {})\ntest(`so many things`, x)")).toEqual(['a thing', 'so many things'])
  expect(titlesIn('// a thing')).toEqual([])
})
