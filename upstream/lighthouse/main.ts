import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isRoot } from '../../scripts/browser.ts'
import { buildOnce } from '../../scripts/processes.ts'
import { playlistIds } from '../../tests/emulator/data/library.ts'
import { startServers } from '../../tests/support/servers.ts'
import { Visitor } from '../../tests/support/visitor.ts'
import { median } from '../bench/figures.ts'
import { findBrowser } from '../support/browser/find-browser.ts'

/**
 * `npm run lighthouse --prefix upstream`: runs Lighthouse five times on each built page, simulating a slow phone. Prints the medians,
 * and fails if any median score is too low. The benchmark index says how fast this machine's processor is.
 */

const version = '13.5.0'
const runs = 5
const marks = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 }
const publicPaths = ['/', '/login']
const paths = [...publicPaths, '/playlists', `/playlists/${playlistIds.miraPrivate}`, '/profile', '/account']

type Category = keyof typeof marks
type Scores = Partial<Record<Category, number>>
type Outcome = { scores: Scores; blockedMs: number; benchmarkIndex: number }

/** The part of Lighthouse's JSON report that this script reads. */
type Report = {
  categories: Partial<Record<Category, { score: number | null }>>
  audits: { 'total-blocking-time': { numericValue: number } }
  environment: { benchmarkIndex: number }
}

await buildOnce()
const servers = await startServers()
try {
  const cookie = await signIn()
  for (const path of paths) {
    const outcomes: Outcome[] = []
    while (outcomes.length < runs) outcomes.push(await measure(path, cookie))
    if (report(path, outcomes)) process.exitCode = 1
  }
} finally {
  await servers.stop()
}

/** Signs a visitor in and returns the visitor's cookies. */
async function signIn(): Promise<string> {
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Runs Lighthouse asynchronously, so the emulator in this process can keep responding. */
async function measure(path: string, cookie: string, retries = 5): Promise<Outcome> {
  const isPublic = publicPaths.includes(path)
  // Skips the SEO category for pages that require a sign-in, because search engines do not index them.
  const categories = (Object.keys(marks) as Category[]).filter((category) => isPublic || category !== 'seo')
  const result = await promisify(execFile)(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      servers.app.origin + path,
      '--quiet',
      '--output=json',
      '--no-enable-error-reporting',
      `--only-categories=${categories}`,
      `--extra-headers=${JSON.stringify(isPublic ? {} : { cookie })}`,
      `--chrome-flags=--headless=new ${isRoot() ? '--no-sandbox' : ''}`,
    ],
    { maxBuffer: 100_000_000, env: { ...process.env, CHROME_PATH: findBrowser() } },
  ).catch(({ stderr, code }: { stderr: string; code: unknown }) => {
    // Lighthouse sometimes fails to record a page and asks to be run again. The error's own message isn't printed, because it
    // contains the command line, and with it the session cookie.
    if (!stderr.includes('run Lighthouse again') || retries === 0)
      throw new Error(`Lighthouse failed: ${stderr || code}`)
    return null
  })
  if (!result) return measure(path, cookie, retries - 1)
  const { categories: found, audits, environment } = JSON.parse(result.stdout) as Report
  const scores = Object.fromEntries(categories.map((name) => [name, Math.round((found[name]?.score ?? 0) * 100)]))
  const { benchmarkIndex } = environment
  return { scores, blockedMs: audits['total-blocking-time'].numericValue, benchmarkIndex }
}

/** Prints the medians of all runs, and returns whether any median score is too low. */
function report(path: string, outcomes: Outcome[]): boolean {
  const medianOf = (read: (outcome: Outcome) => number) => Math.round(median(outcomes.map(read)))
  const categories = Object.keys(outcomes[0]?.scores ?? {}) as Category[]
  const scores = categories.map((name) => ({ name, score: medianOf((outcome) => outcome.scores[name] ?? 0) }))
  const below = scores.filter(({ name, score }) => score < marks[name]).map(({ name }) => name)
  const words = [
    ...scores.map(({ name, score }) => `${name} ${score}`),
    `blocked for ${medianOf(({ blockedMs }) => blockedMs)} ms`,
    `benchmark index ${medianOf(({ benchmarkIndex }) => benchmarkIndex)}`,
  ]
  console.log(`${path.padEnd(34)} ${words.join(', ')}${below.length > 0 ? `  too low: ${below}` : ''}`)
  return below.length > 0
}
