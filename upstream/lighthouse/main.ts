import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isRoot } from '../../scripts/browser.ts'
import { buildOnce } from '../../scripts/processes.ts'
import { playlistIds } from '../../tests/emulator/data/library.ts'
import { startServers } from '../../tests/support/servers.ts'
import { Visitor } from '../../tests/support/visitor.ts'
import { findBrowser } from '../support/browser/find-browser.ts'

/**
 * `npm run lighthouse --prefix upstream`: runs Lighthouse on the built pages, simulating a slow phone. Fails if any score is
 * too low.
 */

const version = '13.5.0'
const marks = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 }
const publicPaths = ['/', '/login']
const paths = [...publicPaths, '/playlists', `/playlists/${playlistIds.miraPrivate}`, '/profile', '/account']

type Category = keyof typeof marks
type Scores = Partial<Record<Category, number>>

await buildOnce()
const servers = await startServers()
try {
  const cookie = await signIn()
  for (const path of paths) if (report(path, await measure(path, cookie))) process.exitCode = 1
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
async function measure(path: string, cookie: string): Promise<Scores> {
  const isPublic = publicPaths.includes(path)
  // Skips the SEO category for pages that require a sign-in, because search engines do not index them.
  const categories = Object.keys(marks).filter((category) => isPublic || category !== 'seo')
  const { stdout } = await promisify(execFile)(
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
  )
  const { categories: found } = JSON.parse(stdout) as { categories: Record<string, { score: number | null }> }
  return Object.fromEntries(categories.map((category) => [category, Math.round((found[category]?.score ?? 0) * 100)]))
}

/** Prints the scores and returns whether any of them is too low. */
function report(path: string, scores: Scores): boolean {
  const below = (Object.keys(scores) as Category[]).filter((category) => (scores[category] ?? 0) < marks[category])
  const words = Object.entries(scores).map(([category, score]) => `${category} ${score}`)
  console.log(`${path.padEnd(34)} ${words.join(', ')}${below.length > 0 ? `  too low: ${below}` : ''}`)
  return below.length > 0
}
