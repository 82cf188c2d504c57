import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

const folder = 'docs/recipes'

/** What a page of `docs/recipes` tells the reader to do. */
export type Recipe = {
  name: string
  title: string
  /** To be run before the change. */
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

/** The code in a page that is of this kind. */
export const blocksOf = (text: string, kind: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block)

/** Throws, and says what to do, where the change does not fit what is in `place`. */
export function fits({ name, diff }: Recipe, place: string): void {
  if (diff) apply(place, name, diff, ['--check'])
}

/** Does in `place`, a copy of the project, what the page says. */
export function follow({ name, commands, diff }: Recipe, place: string): void {
  for (const command of commands) run(place, 'sh', ['-e', '-c', allow(command)])
  if (diff) apply(place, name, diff, [])
}

/** Only what takes away, and that within the copy. Packages are changed in the lock file alone: those of a copy are the project's own. */
function allow(command: string): string {
  if (/^rm(?: -r)?(?: (?!'?\/|\S*\.\.)(?:[\w./-]+|'[\w./()[\]-]+'))+$/.test(command)) return command
  if (/^npm uninstall [\w-]+$/.test(command)) return `${command} --package-lock-only`
  throw new Error(`No command of a recipe: ${command}`)
}

function apply(place: string, name: string, diff: string, options: string[]): void {
  try {
    run(place, 'git', ['apply', ...options, '-'], diff)
  } catch (error) {
    throw new Error(
      `docs/recipes/${name}.md does not fit the project as it is now.\n${error}\n` +
        `In the starter: npm run recipes --prefix upstream -- --renew ${name}. In an app of your own: leave the recipes behind (docs/recipes/leave-the-recipes.md).`,
    )
  }
}

function run(place: string, program: string, args: string[], input = ''): string {
  // Whatever repository lies around it, paths count from here.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(resolve(place)) }
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: place, env, input, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/**
 * Writes the page's change anew for the project as it was committed last. `place` becomes a clone: there the change is made to
 * the commit that wrote it, where it fits, and merged from there into the present one. What does not merge is for a person.
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
    throw new Error(`What docs/recipes/${name}.md changes has changed itself. Mend the page by hand:\n${git('diff')}`)
  }
  const fresh = git('diff', '--cached', '--unified=1', '--no-color', '--no-renames')
    .replace(/^index .*\n/gm, '')
    .replace(/^(@@ .* @@).*$/gm, '$1')
  const text = readFileSync(path, 'utf8')
  // A function: what stands in code is no pattern.
  writeFileSync(
    path,
    text.replace(/^```diff\n[\s\S]*?^```$/m, () => `\`\`\`diff\n${fresh}\`\`\``),
  )
}
