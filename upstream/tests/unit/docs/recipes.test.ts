import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { promises } from '../../../recipes/promises.ts'
import { fits, follow, readRecipes } from '../../../recipes/recipes.ts'
import { copySources } from '../../../support/apps/copies.ts'

/**
 * These tests don't build the app. `npm run recipes --prefix upstream` builds the app with each recipe and tests what the recipe
 * promises.
 */
const recipes = readRecipes()
const place = mkdtempSync(join(tmpdir(), 'stagedoor-recipes-'))
afterAll(() => rmSync(place, { recursive: true }))

test('each recipe is listed in the index and has a test that checks what the recipe promises', () => {
  expect(recipes.length).toBeGreaterThan(5)
  expect(Object.keys(promises).sort()).toEqual(recipes.map(({ name }) => name))
  const list = readFileSync('docs/recipes/README.md', 'utf8')
  for (const { name, title } of recipes) expect(list).toContain(`| [${title}](${name}.md) `)
})

test.each(recipes)('the diff in the recipe “$title” applies cleanly to the project', (recipe) => {
  expect(() => fits(recipe, '.')).not.toThrow()
})

test('the project still passes the formatting, lint and type checks after each recipe is applied', async () => {
  const copies: string[] = []
  for (const recipe of recipes) {
    const last = copies.at(-1)
    const copy = last && goesWith(recipe, last) ? last : await newCopy(recipe.name)
    if (copy !== last) copies.push(copy)
    follow(recipe, copy)
  }
  expect(copies.length).toBeLessThan(recipes.length)
  for (const copy of copies) {
    run(copy, 'biome', 'check', '--error-on-warnings')
    run(copy, 'next', 'typegen')
    run(copy, 'tsc')
  }
})

async function newCopy(name: string): Promise<string> {
  const copy = join(place, name)
  mkdirSync(copy)
  await copySources(copy)
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  return copy
}

function goesWith(recipe: (typeof recipes)[number], copy: string): boolean {
  try {
    fits(recipe, copy)
    return true
  } catch {
    return false
  }
}

function run(copy: string, program: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(`node_modules/.bin/${program}`, args, { cwd: copy, encoding: 'utf8' })
  expect(status, stdout + stderr).toBe(0)
}

test('only three pages contain code outside a diff, and that code is tested separately', () => {
  const pages = globSync(['*.md', '{docs,lib,app}/**/*.md'])
  const withCode = pages.filter((page) => /^```(?:ts|tsx|js|mjs)$/m.test(readFileSync(page, 'utf8')))
  expect(withCode.sort()).toEqual(['README.md', 'docs/existing-app.md', 'docs/recipes/lib-spotify-elsewhere.md'])
})

describe('applying a recipe', () => {
  const bare = { name: 'x', title: '', commands: [], diff: '' }

  test('applying an outdated recipe fails with instructions for updating or deleting it', () => {
    writeFileSync(join(place, 'a.txt'), 'one\n')
    const diff = '--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-two\n+three\n'
    expect(() => fits({ ...bare, diff }, place)).toThrow(
      /npm run recipes --prefix upstream -- --renew x[\s\S]*delete docs\/recipes/,
    )
  })

  test.each([
    'curl x',
    'rm x; y',
    'rm -r ../x',
    'rm x /y',
    "rm '/y'",
    "rm '../x'",
    "rm '$(x)'",
    'rm $HOME',
    'npm uninstall --global x',
  ])('a recipe cannot run the command %s', (command) => {
    expect(() => follow({ ...bare, commands: [command] }, place)).toThrow(
      `This command is not allowed in a recipe: ${command}`,
    )
  })

  test('applying a recipe runs the rm commands on its page', () => {
    writeFileSync(join(place, 'b.txt'), '')
    follow({ ...bare, commands: ['rm b.txt'] }, place)
    expect(existsSync(join(place, 'b.txt'))).toBe(false)
  })
})
