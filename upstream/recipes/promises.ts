import { ok } from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listen } from '../../tests/emulator/emulator.ts'
import { clientId, clientSecret, type Servers, type startServers } from '../../tests/support/servers.ts'
import { Visitor } from '../../tests/support/visitor.ts'
import { blocksOf } from './recipes.ts'

/** A built copy of the project with a recipe applied, and the copy's own `startServers`. */
type Changed = { copy: string; startServers: typeof startServers }

type Promises = Record<string, (changed: Changed) => Promise<void>>

/** Tests that each recipe does what its page in `docs/recipes` promises. */
export const promises: Promises = {
  'add-a-page': visited(async ({ visitor }) => {
    await visitor.signIn('mira')
    const refused = await visitor.visit('/devices')
    const [, start = ''] =
      refused.body.match(/href="(\/api\/auth\/login[^"]*scope=user-read-playback-state[^"]*)"/) ?? []
    ok(start, 'without the scope, the page links to a sign-in that requests the scope')
    const login = await visitor.send(start.replaceAll('&amp;', '&'))
    const callback = await visitor.send(await visitor.agreeTo(login.location ?? '', 'mira'))
    ok(callback.location?.endsWith('/devices'), 'the sign-in leads back to the page')
    ok((await visitor.visit('/devices')).body.includes('Kitchen speaker'), 'the page then shows the data from Spotify')
  }),

  'add-a-scope': visited(async ({ visitor }) => {
    const login = await visitor.send('/api/auth/login')
    const { searchParams } = new URL(login.location ?? '')
    ok(searchParams.get('scope')?.split(' ').includes('user-library-read'), 'a sign-in requests the new scope')
    await visitor.signIn('mira')
    const { body } = await visitor.visit('/account')
    ok(body.includes('See your library'), 'the account page names the new scope')
  }),

  'another-look': visited(async ({ visitor }) => {
    const { body } = await visitor.visit('/')
    const [style = ''] = body.match(/\/_next\/static\/[^"]+\.css/) ?? []
    ok((await visitor.send(style)).body.includes('#3fd2a8'), 'the style sheet has the new lamp')
  }),

  'lib-spotify-elsewhere': async ({ copy }) => {
    const project = join(copy, '.next-elsewhere')
    makeProject(
      project,
      blocksOf(readFileSync(join(copy, 'docs/recipes/lib-spotify-elsewhere.md'), 'utf8'), 'ts').join(''),
    )
    const tsc = join(copy, 'node_modules/.bin/tsc')
    const { status, stdout } = spawnSync(tsc, ['--project', project], { encoding: 'utf8' })
    ok(status === 0, `the types of the program are correct:\n${stdout}`)
    ok((await runProgram(project)).includes('Night ferry, all of it (130)'), 'the program lists playlists')
  },

  'public-client': visited(
    async ({ visitor, servers }) => {
      servers.spotify.settings.accessTokenSeconds = 50
      await visitor.signIn('mira')
      ok((await visitor.visit('/playlists')).body.includes('Night ferry, all of it'), 'a page has data after a refresh')
      const [exchange, refresh] = servers.spotify.requests().filter(({ grantType }) => grantType)
      ok(exchange && refresh, 'the app exchanged a code and refreshed a token')
    },
    { SPOTIFY_CLIENT_SECRET: '' },
  ),

  'sessions-for-a-day': visited(async ({ visitor }) => {
    const callback = await visitor.send(await visitor.agree('mira'))
    const [, seconds] = callback.cookies.join('\n').match(/^session=.*Max-Age=(\d+)/m) ?? []
    ok(
      Number(seconds) > 86_000 && Number(seconds) <= 86_400,
      `the cookie should expire after a day, not after ${seconds} seconds`,
    )
    ok(
      (await visitor.visit('/account')).body.includes('Valid until'),
      'the account page still shows the end of the consent',
    )
  }),
}

/** Returns a test that starts the app with these environment variables and calls `look` with a signed-out visitor. */
function visited(
  look: (place: { visitor: Visitor; servers: Servers }) => Promise<void>,
  environment: Record<string, string> = {},
) {
  return async ({ startServers: start }: Changed) => {
    const servers = await start(environment)
    try {
      await look({ visitor: new Visitor(servers), servers })
    } finally {
      await servers.stop()
    }
  }
}

/** Creates a separate project that contains a program, a copy of `lib/spotify` and links to the packages that both need. */
function makeProject(project: string, program: string): void {
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
  cpSync('lib/spotify', join(project, 'spotify'), { recursive: true })
  writeFileSync(join(project, 'program.ts'), program)
  for (const name of ['oauth4webapi', 'zod', '@types/node', 'undici-types'])
    symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name))
  const compilerOptions = {
    target: 'ES2024',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
  }
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, types: ['node'], skipLibCheck: true } }),
  )
}

/** Runs the program against the emulator, gives consent on the consent page and returns the program's output. */
async function runProgram(project: string): Promise<string> {
  const spotify = await listen({ clientId, clientSecret, redirectUris: ['http://127.0.0.1:8888/callback'] })
  const urls = { SPOTIFY_ACCOUNTS_URL: spotify.origin, SPOTIFY_API_URL: spotify.origin }
  const loader = fileURLToPath(new URL('../../scripts/alias.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', loader, 'program.ts'], {
    cwd: project,
    env: { ...process.env, ...urls, SPOTIFY_CLIENT_ID: clientId },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const ended = once(child, 'exit')
  while (!output.includes('Open ')) await new Promise((next) => setTimeout(next, 20))
  const query = new URL(output.match(/Open (\S+)/)?.[1] ?? '').search.slice(1)
  await fetch(`${spotify.origin}/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ query, person: 'mira', answer: 'agree' }),
  })
  await ended
  await spotify.close()
  return output
}
