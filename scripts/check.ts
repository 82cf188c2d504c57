import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { findTestBrowsers } from './browser.ts'
import { buildOnce } from './build.ts'
import { findServices } from './services.ts'

/** `npm test`: every check, in order; the first that fails ends it. Closes with the number of tests. */

type Count = { passed: number; failed: number; skipped: number }

const reports = 'test-results'
const counts: Count[] = []

await step('Format', () => run('biome', ['format']))
await step('Lint', () => run('biome', ['check', '--formatter-enabled=false', '--error-on-warnings']))
await step('Types', () => run('next', ['typegen']) && run('tsc', []))
await step('Unused files, exports and packages', () => run('knip', []) && run('knip', ['--production']))
await step('Units', () => {
  const file = `${reports}/unit.json`
  const passed = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  counts.push(readUnitReport(file))
  return passed
})
await step('Build', async () => {
  if ((await buildOnce()) === 'reused') console.log('  The last build is still good.')
  return true
})
await step('Browser', () => {
  findServices()
  findTestBrowsers()
  const file = `${reports}/browser.json`
  const passed = run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  counts.push(readBrowserReport(file))
  return passed
})
close(0)

async function step(name: string, check: () => boolean | Promise<boolean>): Promise<void> {
  console.log(`\n▸ ${name}`)
  const startedAtMs = Date.now()
  const passed = await tryCheck(check)
  console.log(`  ${passed ? 'good' : 'FAILED'}, ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`)
  if (!passed) close(1)
}

/** A check that breaks has not passed. */
async function tryCheck(check: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await check()
  } catch (error) {
    console.error(error)
    return false
  }
}

function run(command: string, args: string[], environment: Record<string, string> = {}): boolean {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment }
  return spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit', env }).status === 0
}

/** A check that fails before any test ran counts as one failure, so that no run closes on "0 failed" in error. */
function close(code: 0 | 1): never {
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0)
  const failed = code === 0 ? sum('failed') : Math.max(1, sum('failed'))
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  console.log(`\n${sum('passed')} passed, ${failed} failed${skipped}`)
  process.exit(code)
}

function readUnitReport(file: string): Count {
  const report = readReport(file)
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
}

function readBrowserReport(file: string): Count {
  const { stats } = readReport(file)
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/** Taken away once it is read, so that no later run can count an old one. */
function readReport(file: string) {
  const report = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(file)
  return report
}
