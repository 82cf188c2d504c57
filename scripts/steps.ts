import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Outcome = { passed: boolean; output?: string }
type Step = () => Promise<Outcome>
type Options = { isShown?: boolean; env?: Record<string, string> }

/** Each test run writes its results to a file in this folder. */
const reports = mkdtempSync(join(tmpdir(), 'reports-'))
process.once('exit', () => rmSync(reports, { recursive: true }))
let reportCount = 0

/** Runs these steps in parallel and prints the output of those that fail. Exits if any step fails. */
export async function runSteps(steps: Record<string, Step>): Promise<void> {
  console.log(`\n▸ ${Object.keys(steps).join(', ')}`)
  const outcomes = await Promise.all(Object.entries(steps).map(runStep))
  if (outcomes.some(({ passed }) => !passed)) close(1)
}

async function runStep([name, step]: [string, Step]): Promise<Outcome> {
  const startedAtMs = Date.now()
  // A step that throws an error counts as failed.
  const outcome = await step().catch((error: Error) => ({ passed: false, output: `${error.stack}\n` }))
  if (!outcome.passed && outcome.output) process.stdout.write(outcome.output)
  console.log(`  ${name}: ${outcome.passed ? 'passed' : 'FAILED'}, ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`)
  return outcome
}

/**
 * Runs programs from `node_modules/.bin` one after another and stops at the first one that fails. Prints the programs' output if
 * `isShown` is true, and returns the last program's output otherwise.
 */
export async function runPrograms(
  programs: [program: string, ...args: string[]][],
  { isShown = false, env = {} }: Options = {},
): Promise<Outcome> {
  let output = ''
  for (const [program, ...args] of programs) {
    const stdio = isShown ? 'inherit' : 'pipe'
    const child = spawn(`node_modules/.bin/${program}`, args, {
      stdio: ['ignore', stdio, stdio],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    const [code] = await once(child, 'close')
    if (code !== 0) return { passed: false, output }
  }
  return { passed: true, output }
}

const newReport = () => `${reports}/${reportCount++}.json`

/** Runs Vitest and adds its results to the summary. */
export const runUnits = (args: string[] = [], options: Options = {}): Promise<Outcome> =>
  runPrograms(
    [['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${newReport()}`, ...args]],
    options,
  )

/** Runs Playwright and adds its results to the summary. */
export const runBrowser = (args: string[] = []): Promise<Outcome> =>
  runPrograms([['playwright', 'test', '--reporter=list,json', ...args]], {
    isShown: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: newReport() },
  })

/** Prints the summary and exits. If a step failed before running any tests, the summary still counts one failure. */
export function close(code: 0 | 1): never {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const file of readdirSync(reports)) {
    const { stats, ...units } = JSON.parse(readFileSync(`${reports}/${file}`, 'utf8'))
    sum.passed += stats?.expected ?? units.numPassedTests
    sum.failed += stats?.unexpected ?? units.numFailedTests
    sum.skipped += stats?.skipped ?? units.numPendingTests
  }
  const failed = code === 0 ? sum.failed : Math.max(1, sum.failed)
  console.log(`\n${sum.passed} passed, ${failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
  process.exit(code)
}
