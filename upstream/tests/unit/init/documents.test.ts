import { expect, test } from 'vitest'
import { tidy } from '@/scripts/init/documents'

const isGone = (text: string) => /redis/i.test(text)

test('if a later sentence in a paragraph is about a removed part of the app, only that sentence is deleted', () => {
  expect(tidy('The app starts.\nWith Redis, it shares.\nIt runs.\n', isGone)).toBe('The app starts. It runs.\n')
})

test('if the first sentence in a paragraph is about a removed part of the app, the whole paragraph is deleted', () => {
  expect(tidy('Redis is fast. It needs no disk.\n\nThe app runs.\n', isGone)).toBe('The app runs.\n')
})

test('table rows and list items about a removed part of the app are deleted, and ordered lists are renumbered', () => {
  const text =
    '| a | b |\n| - | - |\n| Redis | 1 |\n| disk | 2 |\n\n1. Start.\n2. Start Redis.\n3. Open the page. Without Redis, wait.\n'
  expect(tidy(text, isGone)).toBe('| a | b |\n| - | - |\n| disk | 2 |\n\n1. Start.\n2. Open the page.\n')
})

test('if a later sentence in a table cell is about a removed part of the app, only that sentence is deleted', () => {
  const table = (cell: string) => `| a | b |\n| - | - |\n| disk | ${cell} |\n`
  expect(tidy(table('It reads a file. With Redis, it asks Redis.'), isGone)).toBe(table('It reads a file.'))
})

test('a section about a removed part of the app is deleted along with its subsections', () => {
  const text = '# Deploy\n\n## Redis\n\nStart it.\n\n### Ports\n\nOpen one.\n\n## Vercel\n\nPush.\n'
  expect(tidy(text, isGone)).toBe('# Deploy\n\n## Vercel\n\nPush.\n')
})

test('a heading and its introduction are deleted if nothing is left below them', () => {
  expect(tidy('# Deploy\n\n## Limits\n\nThere are limits:\n\n- Redis\n\n## Vercel\n\nPush.\n', isGone)).toBe(
    '# Deploy\n\n## Vercel\n\nPush.\n',
  )
})

test('a code block is left unchanged, unless it is about a removed part of the app', () => {
  const code = '```sh\nnpm ci\n\n# with a comment\n```'
  expect(tidy(`Run:\n\n${code}\n\n   ${code}\n\nThen:\n\n\`\`\`sh\nredis-server\n\`\`\`\n`, isGone)).toBe(
    `Run:\n\n${code}\n\n   ${code}\n`,
  )
})
