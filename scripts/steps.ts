import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'

type Count = { passed?: number; failed?: number; skipped?: number }

type Step = { name: string; run: () => Promise<Outcome> }
type Outcome = { passed: boolean; output?: string }

const reports = 'test-results'
const counts: Count[] = []

/** Runs the steps in parallel and prints the output of those that fail. Exits if any step fails. */
export async function runAtOnce(steps: Step[]): Promise<void> {
  console.log(`\n▸ ${steps.map(({ name }) => name).join(', ')}`)
  const outcomes = await Promise.all(steps.map(runStep))
  if (outcomes.some(({ passed }) => !passed)) close(1)
}

/** Runs one step. Exits if the step fails. */
export async function runAlone(step: Step): Promise<void> {
  console.log(`\n▸ ${step.name}`)
  if (!(await runStep(step)).passed) close(1)
}

async function runStep({ name, run }: Step): Promise<Outcome> {
  const startedAtMs = Date.now()
  // A step that throws an error counts as failed.
  const outcome = await run().catch((error: Error) => ({ passed: false, output: `${error.stack}\n` }))
  if (!outcome.passed && outcome.output) process.stdout.write(outcome.output)
  console.log(`  ${name}: ${outcome.passed ? 'passed' : 'FAILED'}, ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`)
  return outcome
}

type Options = { isShown?: boolean; env?: Record<string, string> }

/** Runs a program from `node_modules/.bin`. Prints the program's output if `isShown` is true, and returns the output otherwise. */
function runProgram(program: string, args: string[], { isShown = false, env = {} }: Options = {}): Promise<Outcome> {
  const child = spawn(`node_modules/.bin/${program}`, args, {
    stdio: ['ignore', ...(isShown ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ passed: code === 0, output }))
  })
}

/** Runs programs one after another and stops at the first one that fails. */
export async function runPrograms(programs: [program: string, ...args: string[]][]): Promise<Outcome> {
  for (const [program, ...args] of programs) {
    const outcome = await runProgram(program, args)
    if (!outcome.passed) return outcome
  }
  return { passed: true }
}

/** Runs Vitest and adds its results to the summary. */
export async function runUnits(args: string[] = [], options: Options = {}): Promise<Outcome> {
  const file = `${reports}/unit.json`
  // Removes the report from any earlier run.
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const outcome = await runProgram('vitest', ['run', ...reporters, ...args], options)
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = readReport(file)
  counts.push({ passed, failed, skipped })
  return outcome
}

/** Runs Playwright and adds its results to the summary. */
export async function runBrowser(args: string[] = []): Promise<Outcome> {
  const file = `${reports}/browser.json`
  rmSync(file, { force: true })
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const outcome = await runProgram('playwright', ['test', '--reporter=list,json', ...args], { isShown: true, env })
  const { expected: passed, unexpected: failed, skipped } = readReport(file).stats
  counts.push({ passed, failed, skipped })
  return outcome
}

/** Prints the summary and exits. If a step failed before running any tests, the summary still counts one failure. */
export function close(code: 0 | 1): never {
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + (count[key] ?? 0), 0)
  const failed = code === 0 ? sum('failed') : Math.max(1, sum('failed'))
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  console.log(`\n${sum('passed')} passed, ${failed} failed${skipped}`)
  process.exit(code)
}

/** Returns the report in the file, or an empty report if the file does not exist, which means that no tests have run. */
function readReport(file: string) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { stats: {} }
}
