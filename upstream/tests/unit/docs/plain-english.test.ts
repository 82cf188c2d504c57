import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Phrases that a technical writer would replace, each with a suggested replacement. */
const phrases: [phrase: RegExp, instead: string][] = [
  [/\bin (?:the|its|their) place of\b/i, 'instead of'],
  [/\bby (?:itself|themselves)\b/i, 'automatically, on its own'],
  [/\b(?:is|are|was|were) told\b/i, 'active voice: who says it?'],
  [/\bit is said\b/i, 'with a notice'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bwhoever\b/i, 'you, the site’s owner'],
  [/\b(?<!there )(?:is|are) none\b/i, 'isn’t one'],
  [/\bis away\b/i, 'is down'],
  [/\bsomebody else’?'?s?\b/i, 'another person, someone else'],
  [/\banew\b/i, 'again, from scratch'],
  [/\bfor ever\b/i, 'forever, endlessly'],
  [/\bgo(?:es)? on (?:by|with|in|where|at|as|without)\b/i, 'continue'],
  [/\bin words\b/i, 'as text'],
  [/\bunder way\b/i, 'in progress'],
  [/\bno use\b/i, 'useless'],
  [/\bas one (?:scrolls|types|presses|likes)\b/i, 'as you scroll'],
  [/\bstands? (?:in|on|at|beside|between|there)\b/i, 'is in'],
  [/\bfront page\b/i, 'home page'],
  [/\bset-up\b/i, 'setup'],
  [/\bsystem letters?\b/i, 'system font'],
]

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((path) => /\.(?:tsx?|mjs|css|md|ya?ml)$|^\.env\.example$/.test(path) && existsSync(path))
  // The check skips the emulator's generated names. It also skips this file, which contains the phrases.
  .filter((path) => !/^tests\/emulator\/data\/|plain-english\.test\.ts$/.test(path))
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n') }))

test.each(phrases)('no code, comment or document contains %s', (phrase, instead) => {
  const found = files.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => (phrase.test(line) ? `${path}:${index + 1}: ${line.trim()}` : [])),
  )
  expect(found, `write: ${instead}`).toEqual([])
})

test('the plain English check covers code, comments and documents', () => {
  for (const path of ['README.md', 'app/globals.css', 'lib/error-messages.ts', 'app/(public)/page.tsx'])
    expect(files.map((file) => file.path)).toContain(path)
  expect(phrases.some(([phrase]) => phrase.test('// Mended by itself, whoever runs it.'))).toBe(true)
})
