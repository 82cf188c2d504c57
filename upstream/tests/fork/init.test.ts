import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { copySources, linkPackages } from '../../support/apps/copies.ts'

const place = mkdtempSync(join(tmpdir(), 'stagedoor-init-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

type Outcome = { status: number | null; output: string }

/** Runs a program in a clone, with the project's Node.js version. */
function run(folder: string, program: string, ...args: string[]): Outcome {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`
  const env = { ...process.env, PATH, NEXT_TELEMETRY_DISABLED: '1', npm_config_offline: 'true' }
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1e8 })
  return { status, output: `${stdout}${stderr}` }
}

/** Clones the project with its packages and any uncommitted changes, and returns the clone's folder. */
async function clone(name: string): Promise<string> {
  const folder = join(place, name)
  mkdirSync(folder)
  await copySources(folder)
  await linkPackages(folder)
  for (const args of [
    ['init', '--quiet'],
    ['config', 'user.name', 'Ada'],
    ['config', 'user.email', 'ada@example.com'],
  ])
    run(folder, 'git', ...args)
  run(folder, 'git', 'add', '--all')
  run(folder, 'git', 'commit', '--quiet', '--message', 'Start')
  return folder
}

const init = (folder: string, ...flags: string[]) => run(folder, 'npm', 'run', 'init', '--', '--yes', ...flags)
const names = ['--name=Rock ’n’ "Roll" & <Co>', '--tagline=It’s “ours” & yours', '--holder=Ada']
const expectSuccess = ({ status, output }: Outcome) => expect(status, output).toBe(0)

/** All 16 combinations of the four optional parts, each with one of the two test sets and one of the two looks. */
const parts = ['listening', 'redis', 'search', 'api']
const combinations = Array.from({ length: 16 }, (_, bits) => ({
  without: parts.filter((_part, index) => bits & (1 << index)).join(','),
  tests: [0, 3, 5, 6, 9, 10, 12, 15].includes(bits) ? 'full' : 'core',
  look: [0, 1, 6, 7, 10, 11, 12, 13].includes(bits) ? 'stage-door' : 'plain',
}))

describe('npm run init', { timeout: 3_600_000 }, () => {
  test.each(combinations)(
    'with $tests tests and the $look look, but without "$without", users can sign in to the app',
    async (combination) => {
      const { without, tests, look } = combination
      const folder = await clone(`${without || 'everything'}-${tests}-${look}`)
      // `init` itself runs `npm run check`.
      expectSuccess(init(folder, ...names, `--without=${without}`, `--tests=${tests}`, `--look=${look}`))
      expect(run(folder, 'git', 'log', '--format=%s').output).toBe('Start Rock ’n’ "Roll" & <Co>\nStart\n')
      expect(run(folder, 'git', 'status', '--porcelain').output).toBe('')
      expect(run(folder, 'git', 'grep', '-i', 'stagedoor').output).toMatch(/^LICENSE:Copyright.*\n$/)
      expectSuccess(checkReferences(folder))
      expectSuccess(run(folder, 'npm', 'run', 'build'))
      expectSuccess(
        run(
          folder,
          'npx',
          'playwright',
          'test',
          'tests/e2e/auth/sign-in.spec.ts',
          'tests/e2e/pages/accessibility.spec.ts',
        ),
      )
      rmSync(folder, { recursive: true })
    },
  )

  test.each([
    ['with everything', '--without=', '--tests=full', '--look=stage-door'],
    ['with nothing optional', '--without=listening,redis,search,api', '--tests=core', '--look=plain'],
  ])('an app %s passes its own npm test', async (name, ...flags) => {
    const folder = await clone(name)
    expectSuccess(init(folder, ...names, ...flags))
    const { status, output } = run(folder, 'npm', 'test')
    expect(status, output).toBe(0)
    expect(output).toMatch(/\n\d+ passed, 0 failed\n$/)
    if (name === 'with nothing optional') {
      const files = run(folder, 'git', 'ls-files', '*.ts', '*.tsx', '*.mjs', '*.css').output.trim().split('\n')
      expect(files.length).toBeLessThanOrEqual(170)
      const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
      expect(lines.length).toBeLessThanOrEqual(12_000)
    }
    rmSync(folder, { recursive: true })
  })

  test('git can undo all changes that init has made', async () => {
    const folder = await clone('undo')
    expectSuccess(init(folder, ...names, '--tests=core', '--look=plain'))
    run(folder, 'git', 'reset', '--hard', 'HEAD~1')
    expect(run(folder, 'git', 'status', '--porcelain').output).toBe('')
    expect(existsSync(join(folder, 'scripts/init/main.ts'))).toBe(true)
  })

  test('init changes nothing if there are uncommitted changes, a flag is invalid, Git can’t commit or a step fails', async () => {
    const folder = await clone('refused')
    const head = run(folder, 'git', 'rev-parse', 'HEAD').output
    const invalid = init(folder, '--name=Spotify Friends')
    expect(invalid).toMatchObject({ status: 1, output: expect.stringContaining('Spotify doesn’t allow names') })
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    const dirty = init(folder, ...names)
    expect(dirty).toMatchObject({ status: 1, output: expect.stringContaining('There are uncommitted changes.') })
    expect(run(folder, 'git', 'status', '--porcelain').output).toBe('?? notes.txt\n')
    rmSync(join(folder, 'notes.txt'))
    run(folder, 'git', 'config', 'user.name', '')
    const nameless = init(folder, ...names)
    expect(nameless).toMatchObject({ status: 1, output: expect.stringContaining('Git doesn’t know your name') })
    run(folder, 'git', 'config', 'user.name', 'Ada')
    // Makes a step fail by replacing the content of a file that `init` edits.
    writeFileSync(join(folder, 'knip.config.ts'), 'export default {}\n')
    run(folder, 'git', 'commit', '--quiet', '--all', '--message', 'Change')
    const broken = init(folder, ...names)
    expect(broken).toMatchObject({ status: 1, output: expect.stringContaining('Nothing has changed.') })
    expect(run(folder, 'git', 'status', '--porcelain').output).toBe('')
    expect(run(folder, 'git', 'rev-parse', 'HEAD~1').output).toBe(head)
  })
})

test('a later version of the starter can be merged into a renamed and trimmed app', {
  timeout: 3_600_000,
}, async () => {
  const flags = [...names, '--without=redis,search', '--tests=core', '--look=plain']
  const folder = await clone('upgraded')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  edit(folder, 'package.json', `"version": "${version}"`, '"version": "0.2.0"')
  run(folder, 'git', 'commit', '--quiet', '--all', '--message', 'Release 0.2.0')
  run(folder, 'git', 'tag', 'v0.2.0')
  // Creates a later version of the starter, with three changes. One of them changes the Redis code, which this app doesn't contain.
  for (const [file, find, replacement] of [
    ['app/(public)/_components/home.tsx', 'Every playlist', 'Every single playlist'],
    ['lib/session/memory/redis.ts', 'const commandMs = 300', 'const commandMs = 400'],
    ['app/(public)/terms/page.tsx', 'Terms', 'Rules'],
  ] as const)
    edit(folder, file, find, replacement)
  run(folder, 'git', 'commit', '--quiet', '--all', '--message', 'Next version')
  run(folder, 'git', 'tag', 'v0.3.0')
  run(folder, 'git', 'reset', '--hard', '--quiet', 'v0.2.0')
  expectSuccess(init(folder, ...flags))
  edit(folder, 'app/(public)/terms/page.tsx', 'Terms', 'Conditions')
  run(folder, 'git', 'commit', '--quiet', '--all', '--message', 'My own change')

  // Follows the steps in docs/upgrade.md, except that packages are linked instead of installed.
  const { startedFrom } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect(startedFrom).toMatchObject({
    version: '0.2.0',
    commit: run(folder, 'git', 'rev-parse', 'v0.2.0').output.trim(),
  })
  for (const [name, commit] of [
    ['from', startedFrom.commit],
    ['to', 'v0.3.0'],
  ]) {
    run(folder, 'git', 'worktree', 'add', '--detach', join(place, name), commit)
    await linkPackages(join(place, name))
    expectSuccess(run(join(place, name), 'sh', '-c', `npm run init -- ${startedFrom.flags}`))
  }
  const [from, to] = ['from', 'to'].map((name) => run(join(place, name), 'git', 'rev-parse', 'HEAD').output.trim())
  const merge = run(folder, 'sh', '-c', `git diff --binary ${from} ${to} | git apply --3way`)
  expect(merge.output).toContain("Applied patch to 'app/(public)/terms/page.tsx' with conflicts.")
  expect(merge.output.match(/with conflicts/g)).toHaveLength(1)
  expect(readFileSync(join(folder, 'app/(public)/_components/home.tsx'), 'utf8')).toContain('Every single playlist')
  expect(readFileSync(join(folder, 'app/(public)/terms/page.tsx'), 'utf8')).toMatch(/<{7}[\s\S]*Conditions[\s\S]*Rules/)
  expect(existsSync(join(folder, 'lib/session/memory/redis.ts'))).toBe(false)
})

function edit(folder: string, file: string, find: string, replacement: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(find)
  writeFileSync(path, text.replaceAll(find, replacement))
}

/** Uses this repository's test to check the references in the new app's documentation. */
function checkReferences(folder: string): Outcome {
  const file = 'tests/unit/references.test.ts'
  const source = readFileSync('upstream/tests/unit/docs/references.test.ts', 'utf8')
  // Excludes `docs/upgrade.md`, because it names a command that only the starter has.
  writeFileSync(join(folder, file), source.replace("'**/node_modules'", "'**/node_modules', 'docs/upgrade.md'"))
  const outcome = run(folder, 'npx', 'vitest', 'run', file, '-t', 'references in')
  rmSync(join(folder, file))
  return outcome
}
