import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { copySources, linkPackages } from '../support/apps/copies.ts'
import { promises } from './promises.ts'
import { follow, type Recipe, readRecipes, renew } from './recipes.ts'

/**
 * `npm run recipes --prefix upstream`: applies each recipe to a copy of the project, runs all checks except the browser tests,
 * builds and starts the copy, and tests that the copy does what the recipe's page promises. To run only some recipes, pass
 * their names as arguments. With `--renew`, regenerates the recipes' diffs instead.
 */

const args = process.argv.slice(2)
const names = args.filter((argument) => argument !== '--renew')
const recipes = readRecipes().filter(({ name }) => names.length === 0 || names.includes(name))
const place = mkdtempSync(join(tmpdir(), 'stagedoor-recipes-'))
process.once('exit', () => rmSync(place, { recursive: true, force: true }))

const checks: [program: string, ...args: string[]][] = [
  ['biome', 'check', '--error-on-warnings'],
  ['next', 'typegen'],
  ['tsc'],
  ['knip'],
  ['knip', '--production'],
  ['vitest', 'run'],
  ['next', 'build'],
]

for (const recipe of recipes) {
  const copy = join(place, recipe.name)
  if (args.includes('--renew')) renew(recipe, copy)
  else await tryRecipe(recipe, copy)
}

async function tryRecipe(recipe: Recipe, copy: string): Promise<void> {
  const { name, title } = recipe
  console.log(`\n▸ ${title}`)
  mkdirSync(copy)
  await copySources(copy)
  await linkPackages(copy)
  follow(recipe, copy)
  for (const check of checks) run(copy, check)
  const { startServers }: typeof import('../../tests/support/servers.ts') = await import(
    join(copy, 'tests/support/servers.ts')
  )
  await promises[name]?.({ copy, startServers })
  console.log('  Passed.')
  rmSync(copy, { recursive: true })
}

function run(copy: string, [program, ...rest]: (typeof checks)[number]): void {
  console.log(`  $ ${program} ${rest.join(' ')}`)
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  }
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${program}`, rest, {
    cwd: copy,
    env,
    encoding: 'utf8',
  })
  if (status === 0) return
  console.error(`${stdout}${stderr}`.replace(/^ ✓.*\n/gm, ''))
  process.exit(1)
}
