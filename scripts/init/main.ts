import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { isTerminal, openTerminal } from '../terminal.ts'
import { applyChange, type Change, read } from './changes.ts'
import { coreTests } from './core-tests.ts'
import { tidyDocuments } from './documents.ts'
import { findIconProblem, writeIcons } from './icons.ts'
import { findNameProblem, findTaglineProblem, type Options, type Part, parseOptions, parts, usage } from './options.ts'
import { plainLook } from './plain-look.ts'
import { rename, withoutStarter } from './starter.ts'
import { withoutApi, withoutListeningAndApi } from './without-api.ts'
import { withoutListening } from './without-listening.ts'
import { withoutRedis } from './without-redis.ts'
import { withoutListeningAndSearch, withoutSearch } from './without-search.ts'

/**
 * `npm run init`: turns a fresh clone into your own app, in one commit. In a terminal, asks what to keep, and suggests the values of
 * the flags. With `--yes`, or if there is no terminal, uses the flags, and the defaults for the rest.
 */

/** The changes that remove each optional part, and the words that appear only in passages about that part. */
const removals: Record<Part, { change: Change; words: RegExp }> = {
  listening: { change: withoutListening, words: /listening/i },
  redis: { change: withoutRedis, words: /redis/i },
  search: {
    change: withoutSearch,
    words:
      /\bfilter|sort order|sort playlists|scrolls|scroll position|scroll anchoring|more tracks|lists in chunks|lists in the browser/i,
  },
  api: {
    change: withoutApi,
    words: /lib\/spotify\/more|`more`|saveToLibrary|library|functions that change data|removed endpoints/i,
  },
}

type AllOptions = Options & { icon: string }

async function main(): Promise<void> {
  const commit = findCommit()
  const options = await readOptions()
  const { version } = JSON.parse(read('package.json'))
  console.log(`\nTurning this clone into ${options.name}`)
  try {
    await apply(options, { version, commit, flags: toFlags(options) })
  } catch (error) {
    // The folder had no uncommitted changes, so this undoes only what `apply` did.
    git('reset', '--hard', '--quiet')
    git('clean', '-d', '--force', '--quiet')
    stop(`${(error as Error).message}\nNothing has changed.`)
  }
  git('add', '--all')
  if (!run('npm', ['run', 'check']))
    stop(
      '`npm run check` found problems, so the changes are not committed. To undo them: git reset --hard && npm install',
    )
  if (!run('git', ['commit', '--quiet', '--message', `Start ${options.name}`]))
    stop('The changes are ready, but Git could not commit them.')
  // Removes the folders that are empty now.
  git('clean', '-d', '--force', '--quiet')
  console.log(summary(options))
}

async function apply(
  options: AllOptions,
  startedFrom: { version: string; commit: string; flags: string },
): Promise<void> {
  await writeIcons(options)
  for (const change of toChanges(options)) applyChange(change)
  const words = options.without.map((part) => removals[part].words)
  if (options.tests === 'core')
    words.push(
      /OpenAPI|recorded responses|in both modes|`(?:long|bare|nulls|odd|html|huge|cut_midway|codeFor|code_refused|callback_error|bad_request)`|`quota` \(|`not_registered`, `m/i,
    )
  tidyDocuments([/`upstream|--prefix\s+upstream|check:spotify|npm run init|\*\*Tests:\*\*/, ...words])
  rename(options, startedFrom)
  rmSync('scripts/init', { recursive: true })
  if (!run('npm', ['install', '--no-audit', '--no-fund', '--silent'])) throw new Error('npm install failed.')
  run('npx', ['biome', 'check', '--write', '--unsafe', '--only=correctness/noUnusedImports', '--log-level=none'])
  run('npx', ['biome', 'check', '--write', '--log-level=none'])
}

/** Yields the changes one by one, because some depend on the files that earlier changes leave behind. */
function* toChanges({ without, tests, look }: Options): Generator<Change> {
  yield withoutStarter
  for (const part of without) yield removals[part].change
  if (without.includes('listening') && without.includes('api')) yield withoutListeningAndApi
  if (without.includes('listening') && without.includes('search')) yield withoutListeningAndSearch
  if (tests === 'core') yield coreTests()
  if (look === 'plain') yield plainLook
}

/** Returns the current commit. Exits if there is no commit, if there are uncommitted changes, or if Git can't commit. */
function findCommit(): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' })
  if (status !== 0)
    stop('This folder is not a Git repository. Run: git init && git add --all && git commit --message Start')
  if (git('status', '--porcelain') !== '')
    stop('There are uncommitted changes. Commit them first so that you can undo this step.')
  if (spawnSync('git', ['var', 'GIT_COMMITTER_IDENT']).status !== 0)
    stop(
      'Git doesn’t know your name and email address. Set them with: git config user.name NAME && git config user.email EMAIL',
    )
  return stdout.trim()
}

async function readOptions(): Promise<AllOptions> {
  const author = spawnSync('git', ['config', 'user.name'], { encoding: 'utf8' }).stdout.trim()
  try {
    const { options, asks } = parseOptions(process.argv.slice(2), process.cwd(), author)
    return asks && isTerminal() ? await ask(options) : { ...options, icon: '' }
  } catch (error) {
    return stop((error as Error).message)
  }
}

async function ask(defaults: Options): Promise<AllOptions> {
  const terminal = openTerminal(() => stop('\nNothing has changed.', 130))
  const askFor = async (
    question: string,
    fallback: string,
    findProblem?: (value: string) => string | null,
    shownFallback = fallback,
  ) => {
    for (;;) {
      const value = (await terminal.ask(`${question} (Enter: ${shownFallback}): `)) || fallback
      const problem = findProblem?.(value)
      if (!problem) return value
      console.log(problem)
    }
  }
  const name = await askFor('Name', defaults.name, findNameProblem)
  const tagline = await askFor('Tagline', defaults.tagline, findTaglineProblem)
  const without: Part[] = []
  for (const part of Object.keys(parts) as Part[])
    if (!(await terminal.confirm(`Keep ${parts[part]}?`, !defaults.without.includes(part)))) without.push(part)
  const keepsTests = await terminal.confirm(
    'Keep all tests, not only those for sign-in, sessions, token refresh and accessibility?',
    defaults.tests === 'full',
  )
  const keepsLook = await terminal.confirm(
    'Keep the stage-door look? Otherwise, you start with a plain theme.',
    defaults.look === 'stage-door',
  )
  const holder = await askFor('Copyright holder', defaults.holder)
  const icon = await askFor('Icon: path to an SVG file', '', findIconProblem, 'the first letter of the name')
  terminal.close()
  const [tests, look] = [keepsTests ? 'full' : 'core', keepsLook ? 'stage-door' : 'plain'] as const
  return { name, tagline, without, tests, look, holder, icon }
}

/** Returns the command-line flags that reproduce these choices. */
function toFlags({ name, tagline, without, tests, look, holder }: Options): string {
  const values = { name, tagline, without: `${without}`, tests, look, holder }
  return ['--yes', ...Object.entries(values).map(([flag, value]) => `--${flag}=${toShell(value)}`)].join(' ')
}

const toShell = (value: string) => (/^[\w,-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`)

/** Returns a message that says what was done and what to do next. */
function summary({ name, without, tests, look }: Options): string {
  const kept = (Object.keys(parts) as Part[]).filter((part) => !without.includes(part))
  return `
${name} is ready, in one commit. To undo it: git reset --hard HEAD~1 && npm install

  Parts:   ${kept.join(', ') || 'none of the optional ones'}
  Removed: ${['upstream/ and the documents about the starter', ...without].join(', ')}
  Tests:   ${tests}
  Look:    ${look}, with new icons

Next:
  npm run demo     shows the app, even without a Spotify account
  npm run setup    connects your own Spotify app
  docs/adapt.md    lists common changes and the file to edit for each

Before you publish, replace the text of /privacy and /terms.`
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim()
}

function run(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

function stop(message: string, code = 1): never {
  console.error(message)
  process.exit(code)
}

if (process.argv.includes('--help')) console.log(usage)
else await main()
