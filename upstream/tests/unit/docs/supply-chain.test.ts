import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Entry = { version?: string; integrity?: string; link?: boolean; inBundle?: boolean; hasInstallScript?: boolean }

type Manifest = Record<'dependencies' | 'devDependencies' | 'allowScripts' | 'overrides', Record<string, string>>

const read = (file: string) => readFileSync(file, 'utf8')
const { allowScripts }: Manifest = JSON.parse(read('package.json'))
/** Returns the packages in a lock file, except bundled ones, which are covered by their parent package's checksum. */
const installedIn = (folder: string) => {
  const { packages }: { packages: Record<string, Entry> } = JSON.parse(read(`${folder}/package-lock.json`))
  return Object.entries(packages).filter(([place, { inBundle }]) => place !== '' && !inBundle)
}
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

const folders = ['.', 'upstream', 'upstream/clients']

describe.each(folders)('dependencies in %s', (folder) => {
  const installed = installedIn(folder)

  test('each dependency is pinned to an exact version that matches the lock file', () => {
    const { dependencies, devDependencies, overrides }: Manifest = JSON.parse(read(`${folder}/package.json`))
    const declared = Object.entries({ ...dependencies, ...devDependencies })
    expect(declared.length).toBeGreaterThan(2)
    for (const [name, version] of declared) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/)
      expect(Object.fromEntries(installed)[`node_modules/${name}`]?.version, name).toBe(version)
    }
    expect(overrides).toBeUndefined()
  })

  test('every package in the lock file has a checksum and comes from the registry', () => {
    expect(installed.length).toBeGreaterThanOrEqual(3)
    const odd = installed.filter(
      ([, { version = '', integrity = '', link }]) =>
        link || !/^\d/.test(version) || !/^sha512-[\w+/]{86}==$/.test(integrity),
    )
    expect(odd.map(([place]) => place)).toEqual([])
    expect(read(`${folder}/package-lock.json`)).not.toMatch(/git\+|github:|file:|"resolved"|https?:[^"]*\.t(?:ar\.)?gz/)
  })
})

/**
 * `node` is the only package with an install script. The script downloads the Node binary for this platform from the npm registry.
 * The binary has the same version as the package.
 */
const withScripts = ['node']

test('only the listed packages run an install script', () => {
  const named = folders
    .flatMap(installedIn)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => nameOf(place))
  expect(named).toEqual(withScripts)
  expect(Object.keys(allowScripts)).toEqual(withScripts)
})

const workflows = readdirSync('.github/workflows').map((name) => readFileSync(`.github/workflows/${name}`, 'utf8'))

test('each workflow has read-only permissions, pins every action to a commit, and names the action’s version in a comment', () => {
  for (const workflow of workflows) {
    const used = workflow.match(/uses: .*/g) ?? []
    expect(used.length).toBeGreaterThan(0)
    for (const line of used) expect(line).toMatch(/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m)
    expect(workflow).not.toMatch(/pull_request_target|secrets\.|: write|\$\{\{ *github\.event/)
  }
})

test('the CI workflow runs the README’s commands on Linux and macOS, with Node 22 and Node 24', () => {
  const [check = ''] = workflows
  const readme = readFileSync('README.md', 'utf8')
  for (const command of ['npm install && npm test', 'npm install && npm run demo']) expect(readme).toContain(command)
  expect(check).toContain('run: npm install && npm test\n')
  expect(check).toContain('npm run demo &\n')
  expect(check).toContain('os: [ubuntu-latest, macos-latest]')
  expect(check).toContain('node: [22, 24]')
})
