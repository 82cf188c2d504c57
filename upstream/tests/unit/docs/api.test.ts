import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scopes } from '@/lib/spotify/scopes'
import { readAs, startEmulator } from '../emulator/support.ts'

const page = readFileSync('docs/api.md', 'utf8')
const sources = readdirSync('lib/spotify', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`lib/spotify/${name}`, 'utf8'))

/** All exported functions that call Spotify, with their doc comments. */
const functions = sources.flatMap((source) =>
  [...source.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport (?:async )?function\*? (\w+)\(\s*api: /g)].map(
    ([, words = '', name = '']) => ({ name, words }),
  ),
)
const rows = page
  .split('\n')
  .filter((line) => /^\| `\w+` /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  .map(([, name = '', , asks = '', slug = '', scope = '', note = '']) => ({ name, asks, slug, scope, note }))

test('docs/api.md has one row for each function that calls Spotify', () => {
  expect(functions.length).toBeGreaterThan(20)
  expect(rows.map(({ name }) => name).sort()).toEqual(functions.map(({ name }) => name).sort())
})

test('each row of docs/api.md names the same Spotify page as its function’s doc comment', () => {
  for (const { name, words } of functions) {
    const [, slug] = words.match(/web-api\/reference\/([\w-]+)/) ?? []
    const row = rows.find((one) => one.name === name)
    expect(slug, name).toBeDefined()
    expect(row?.slug, name).toBe(slug)
  }
})

test('each row of docs/api.md is complete and names only known scopes', () => {
  for (const { name, scope, note } of rows) {
    const named = scope.match(/\b(?:user|playlist)-[a-z-]+\b/g) ?? []
    expect(named.length > 0 || scope === 'none', name).toBe(true)
    expect(named.filter((one) => !scopes.some((known) => known === one))).toEqual([])
    expect(note, name).not.toBe('')
  }
})

test('docs/api.md has a row for every Web API endpoint that lib/spotify calls', () => {
  const code = sources.join('\n')
  const plain = [...code.matchAll(/['"`]\/v1(\/[^'"`$]*)/g)].map(([, path = '']) => path.replace(/\/$/, '/{id}'))
  const below = [...code.matchAll(/\$\{playlistEndpoint\(id\)\}([^`]*)`/g)].map(([, rest]) => `/playlists/{id}${rest}`)
  const asked = new Set(rows.map(({ asks }) => asks.split(' ')[1]))
  expect(new Set([...plain, ...below])).toEqual(asked)
})

test('the emulator rejects GET requests to the removed endpoints listed in docs/api.md', async () => {
  const gone = page.slice(page.indexOf('## Removed endpoints'))
  const reads = [...gone.matchAll(/`(?:GET )?(\/[a-z-]+(?:\/[a-z{}-]+)*)`/g)].map(([, path = '']) => path)
  expect(reads.length).toBeGreaterThan(10)
  for (const path of reads) {
    const asked = path.replace('{id}', '0123456789abcdefghijkl')
    expect((await readAs(startEmulator().emulator, 'mira', asked, { scopes })).status, path).toBe(403)
  }
})
