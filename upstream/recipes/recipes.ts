import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

const folder = 'docs/recipes'

/** The steps on a page in `docs/recipes`. */
export type Recipe = {
  name: string
  title: string
  /** Commands to run before applying the diff. */
  commands: string[]
  diff: string
}

export function readRecipes(): Recipe[] {
  return globSync(`${folder}/*.md`)
    .filter((path) => basename(path) !== 'README.md')
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      return {
        name: basename(path, '.md'),
        title: text.match(/^# (.+)\n/)?.[1] ?? '',
        commands: blocksOf(text, 'sh').flatMap((block) => block.trim().split('\n')),
        diff: blocksOf(text, 'diff').join(''),
      }
    })
}

/** Returns the contents of the code blocks in this language. */
export const blocksOf = (text: string, kind: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block)

/** Throws an error with instructions if the diff does not apply to the project in `place`. */
export function fits({ name, diff }: Recipe, place: string): void {
  if (diff) apply(place, name, diff, ['--check'])
}

/** Applies the recipe to `place`, a copy of the project. */
export function follow({ name, commands, diff }: Recipe, place: string): void {
  for (const command of commands) run(place, 'sh', ['-e', '-c', allow(command)])
  if (diff) apply(place, name, diff, [])
}

/**
 * Returns a command that removes files in the copy or uninstalls a package, and throws an error for any other. Uninstalling
 * leaves `node_modules` unchanged, because the copy shares the project's packages.
 */
function allow(command: string): string {
  if (/^rm(?: -r)?(?: (?!'?\/|\S*\.\.)(?:[\w./-]+|'[\w./()[\]-]+'))+$/.test(command)) return command
  if (/^npm uninstall [\w-]+$/.test(command)) return `${command} --package-lock-only`
  throw new Error(`This command is not allowed in a recipe: ${command}`)
}

function apply(place: string, name: string, diff: string, options: string[]): void {
  try {
    run(place, 'git', ['apply', ...options, '-'], diff)
  } catch (error) {
    throw new Error(
      `The diff in docs/recipes/${name}.md no longer applies.\n${error}\n` +
        `In the starter, run: npm run recipes --prefix upstream -- --renew ${name}. In your own app, delete docs/recipes.`,
    )
  }
}

function run(place: string, program: string, args: string[], input = ''): string {
  // Makes git treat paths as relative to this folder, even if the folder is inside another repository.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(resolve(place)) }
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: place, env, input, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/**
 * Regenerates the diff on a page. Clones the project into `place`, applies the diff to the commit that last changed the page,
 * and cherry-picks the result onto the current commit. Throws an error if there are conflicts, which must be resolved by hand.
 */
export function renew({ name, diff }: Recipe, place: string): void {
  const path = `${folder}/${name}.md`
  const git = (...args: string[]) => run(place, 'git', ['-c', 'user.name=renew', '-c', 'user.email=renew', ...args])
  run('.', 'git', ['clone', '--quiet', '.', place])
  const head = git('rev-parse', 'HEAD').trim()
  git('checkout', '--quiet', git('log', '-1', '--format=%H', '--', path).trim())
  apply(place, name, diff, ['--index'])
  git('commit', '--quiet', '--message', name)
  const change = git('rev-parse', 'HEAD').trim()
  git('checkout', '--quiet', head)
  try {
    git('cherry-pick', '--no-commit', change)
  } catch {
    throw new Error(
      `The diff in docs/recipes/${name}.md conflicts with the current code. Fix the page by hand:\n${git('diff')}`,
    )
  }
  const fresh = git('diff', '--cached', '--unified=1', '--no-color', '--no-renames')
    .replace(/^index .*\n/gm, '')
    .replace(/^(@@ .* @@).*$/gm, '$1')
  const text = readFileSync(path, 'utf8')
  // Uses a replacement function, because `$` has a special meaning in a replacement string.
  writeFileSync(
    path,
    text.replace(/^```diff\n[\s\S]*?^```$/m, () => `\`\`\`diff\n${fresh}\`\`\``),
  )
}
