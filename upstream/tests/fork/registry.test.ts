import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import config from '../../../playwright.config.ts'
import { startNode } from '../../../scripts/processes.ts'
import { Visitor } from '../../../tests/support/visitor.ts'
import { type Servers, startServers } from '../../support/servers.ts'
import { createRedis, hasRedis } from '../../support/services/redis.ts'

/** Adds the registry items to new apps with the real CLI, as docs/existing-app.md describes, and signs in to these apps. */

const place = mkdtempSync(join(tmpdir(), 'stagedoor-registry-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const program = (name: string) => resolve('upstream/node_modules/.bin', name)
const items = ['spotify-sign-in', 'spotify-api', 'spotify-emulator']

/** Runs a program with the project's Node.js version, and fails the test if the program fails. */
function run(folder: string, command: string, ...args: string[]): string {
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    NEXT_TELEMETRY_DISABLED: '1',
    // Google's font server may be unreachable.
    NEXT_FONT_GOOGLE_MOCKED_RESPONSES: join(place, 'fonts.js'),
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    CI: '1',
  }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1e8 })
  expect(status, `${command} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

beforeAll(() => {
  run('.', program('shadcn'), 'build', 'registry.json', '--output', join(place, 'items'))
  const fonts = ['Geist', 'Geist+Mono'].map((name) => [
    `https://fonts.googleapis.com/css2?family=${name}:wght@100..900&display=swap`,
    `@font-face { font-family: '${name.replace('+', ' ')}'; font-style: normal; src: local('${name}') }`,
  ])
  writeFileSync(join(place, 'fonts.js'), `module.exports = ${JSON.stringify(Object.fromEntries(fonts))}\n`)
})

const change = (path: string, edit: (text: string) => string) => writeFileSync(path, edit(readFileSync(path, 'utf8')))
const textOf = (path: string) => readFileSync(path, 'utf8')

/** Returns the code block in `docs/existing-app.md` that contains this text. */
function example(part: string): string {
  const blocks = [...textOf('docs/existing-app.md').matchAll(/^( *)```tsx?\n([\s\S]*?)^ *```$/gm)]
  const [, indent = '', code = ''] = blocks.find(([, , text]) => text?.includes(part)) ?? expect.fail(`no ${part}`)
  return code.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}

const playlistsPage = `import { Suspense } from 'react'
import { readForPage } from '@/lib/session/read-for-page'
import { readPlaylists } from '@/lib/spotify/playlists'

export default function PlaylistsPage() {
  return <Suspense fallback="Loading"><Playlists /></Suspense>
}

async function Playlists() {
  const result = await readForPage((api) => readPlaylists(api, { limit: 50, offset: 0 }))
  if (result.kind === 'failed') return <p>{result.reason}</p>
  return (
    <>
      <h1>{result.value.total} playlists</h1>
      <ul>{result.value.items.map(({ id, name }) => <li key={id}>{name}</li>)}</ul>
      <form action="/api/auth/logout" method="post"><button>Sign out</button></form>
    </>
  )
}
`

type App = {
  name: string
  /** The options of \`create-next-app\`. */
  options: string[]
  source: string
  /** Changes the app before the items are added. */
  prepare?: (folder: string) => void
  /** Changes the app as docs/existing-app.md describes. */
  adapt?: (folder: string) => void
  /** Whether to add the `spotify-redis` item and run two instances. */
  usesRedis?: boolean
}

const withoutCacheComponents = (folder: string) =>
  change(join(folder, 'next.config.ts'), (text) =>
    text.replace(/ *(?:cacheComponents|partialPrefetching): true,\n/g, ''),
  )

const apps: App[] = [
  { name: 'an app with the default options', options: [], source: '.' },
  {
    name: 'an app without Cache Components, with two instances and Redis',
    options: [],
    source: '.',
    adapt: withoutCacheComponents,
    usesRedis: hasRedis,
  },
  {
    name: 'an app with src, a different import alias and no Tailwind',
    options: ['--src-dir', '--import-alias', '~/*', '--no-tailwind'],
    source: 'src',
    adapt: (folder) =>
      change(join(folder, 'tsconfig.json'), (text) =>
        text.replace('"~/*": ["./src/*"]', '"~/*": ["./src/*"],\n      "@/lib/*": ["./src/lib/*"]'),
      ),
  },
  {
    name: 'an app that signs users in with Auth.js and has its own proxy',
    options: [],
    source: '.',
    prepare: (folder) => {
      run(folder, 'npm', 'install', 'next-auth@4')
      mkdirSync(join(folder, 'app/api/auth/[...nextauth]'), { recursive: true })
      writeFileSync(
        join(folder, 'app/api/auth/[...nextauth]/route.ts'),
        `import NextAuth from 'next-auth'
import Credentials from 'next-auth/providers/credentials'

const authorize = async () => ({ id: '1', name: 'Ada' })
const handler = NextAuth({ secret: 'x'.repeat(32), providers: [Credentials({ credentials: {}, authorize })] })
export { handler as GET, handler as POST }
`,
      )
      withoutCacheComponents(folder)
    },
    adapt: (folder) => writeFileSync(join(folder, 'proxy.ts'), example('next: respond')),
  },
]

/** Creates the app, adds the items and follows the instructions on the page. */
function createApp({ options, source, prepare, adapt, usesRedis }: App, folder: string): void {
  run(place, program('create-next-app'), folder, '--yes', '--disable-git', '--use-npm', ...options)
  prepare?.(folder)
  const paths = items.map((name) => join(place, 'items', `${name}.json`))
  run(folder, program('shadcn'), 'add', ...paths, '--yes')
  if (usesRedis)
    run(folder, program('shadcn'), 'add', join(place, 'items', 'spotify-redis.json'), '--yes', '--overwrite')
  writeFileSync(join(folder, source, 'proxy.ts'), example('sessionProxy(request)\n'))
  for (const [path, code] of [
    ['music', example('function MusicPage')],
    ['playlists', playlistsPage],
  ] as const) {
    mkdirSync(join(folder, source, 'app', path))
    writeFileSync(join(folder, source, 'app', path, 'page.tsx'), code)
  }
  change(join(folder, 'tsconfig.json'), (text) =>
    text.replace('"node_modules"]', '"node_modules", "spotify-emulator"]'),
  )
  adapt?.(folder)
}

describe('the registry items', { timeout: 1_200_000 }, () => {
  test.each(apps)('in $name, users can sign in with Spotify', async (app) => {
    const folder = join(place, app.name.toLowerCase().replaceAll(/\W+/g, '-'))
    createApp(app, folder)
    // The build runs without settings, as it does on many hosts.
    run(folder, 'npm', 'run', 'build')
    const next = join(folder, 'node_modules/next/dist/bin/next')
    const redis = app.usesRedis ? await createRedis() : null
    await redis?.start()
    const servers = await startServers(redis ? { REDIS_URL: redis.url } : {}, redis ? 2 : 1, (port, settings) =>
      startNode([next, 'start'], port, settings, { health: '/login', cwd: folder }),
    )
    try {
      await signInByBrowser(servers)
      const coldLength = redis ? await warmUp(servers) : 0
      await expireTokens(servers)
      if (app.prepare) await expectAuthJs(servers)
      const output = servers.app.output()
      const coldOutput = output.slice(0, coldLength).replaceAll(/^.*"code":"redis".*$/gm, '')
      expect(coldOutput + output.slice(coldLength)).not.toMatch(/error|"level"/i)
    } finally {
      await servers.stop()
      await redis?.kill()
    }
    rmSync(folder, { recursive: true })
  })
})

/** Signs in, opens the pages that read from Spotify, and signs out. */
async function signInByBrowser({ app }: Servers): Promise<void> {
  const browser = await chromium.launch(config.use?.launchOptions)
  try {
    const page = await browser.newPage({ baseURL: app.origin })
    await page.goto('/playlists')
    await page.waitForURL('**/login?**')
    expect(await page.getByRole('heading').textContent()).toBe('Sign in to continue')
    await page.getByRole('link', { name: 'Sign in with Spotify' }).click()
    await page.getByRole('radio', { name: 'Mira' }).check()
    await page.getByRole('button', { name: 'Agree' }).click()
    await page.waitForURL('**/playlists')
    await page.getByRole('heading', { name: '120 playlists' }).waitFor()
    expect(await page.getByRole('listitem').count()).toBe(50)
    await page.goto('/music')
    await page.getByRole('heading', { name: 'Hello Mira' }).waitFor()
    await page.goto('/playlists')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${app.origin}/`)
    await page.goto('/playlists')
    await page.waitForURL('**/login?**')
  } finally {
    await browser.close()
  }
}

/**
 * Makes every instance use Redis, and returns the length of the first instance's output so far. After the sign-out in the browser,
 * responses from Redis can arrive late until the instance has sent no command for two seconds. The instance then reconnects.
 */
async function warmUp(servers: Servers): Promise<number> {
  for (const waitMs of [0, 4_000]) {
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    for (const instance of servers.instances.keys()) {
      const visitor = new Visitor(servers)
      visitor.instance = instance
      await visitor.signIn('otto')
    }
  }
  return servers.app.output().length
}

/** Lets the access token expire, and opens the page 50 times at the same time. Only one of the requests may refresh the token. */
async function expireTokens(servers: Servers): Promise<void> {
  const { spotify } = servers
  spotify.settings.accessTokenSeconds = 30
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  spotify.clearRequests()
  const before = new Map(visitor.cookies)
  const views = await Promise.all(Array.from({ length: 50 }, () => new Visitor(servers, before).visit('/playlists')))
  expect(views.map(({ status, body }) => [status, /120(?:<!-- -->)? playlists/.test(body)])).toEqual(
    views.map(() => [200, true]),
  )
  expect(spotify.requests().filter(({ path }) => path === '/api/token')).toHaveLength(1)
}

/** Auth.js still works, and so does the app's own proxy. */
async function expectAuthJs({ app }: Servers): Promise<void> {
  const providers = await fetch(`${app.origin}/api/auth/providers`)
  expect(await providers.json()).toHaveProperty('credentials')
  expect((await fetch(`${app.origin}/login`)).headers.get('x-frame-options')).toBe('DENY')
}
