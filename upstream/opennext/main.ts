import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { startNode } from '../../scripts/processes.ts'
import { ask } from '../../tests/support/browserless.ts'
import { Visitor } from '../../tests/support/visitor.ts'
import { copySources } from '../support/apps/copies.ts'
import { startServers } from '../support/servers.ts'
import { createRedis, hasRedis } from '../support/services/redis.ts'

/**
 * `npm run opennext --prefix upstream`: builds a copy of the app with OpenNext for AWS and calls the server function with API
 * Gateway events. No other check includes this one, because it downloads about 200 packages.
 */

const version = '4.1.16'
/** Replaces OpenNext's S3 and DynamoDB caches with dummies, because the app doesn't use these caches. */
const config =
  "export default { default: { override: { incrementalCache: 'dummy', tagCache: 'dummy', queue: 'dummy' } } }\n"
const instanceCount = 4
let failed = 0

function check(title: string, passed: boolean): void {
  if (!passed) failed++
  console.log(`${passed ? '✓' : '✗'} ${title}`)
}

function run(folder: string, command: string, ...args: string[]): void {
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH: path, SKIP_TYPE_CHECK: '1', NEXT_TELEMETRY_DISABLED: '1' }
  const { status } = spawnSync(command, args, { cwd: folder, env, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`)
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

const folder = await mkdtemp(join(tmpdir(), 'stagedoor-opennext-'))
await copySources(folder, (name) => name === 'upstream')
await writeFile(join(folder, 'open-next.config.ts'), config)
run(folder, 'npm', 'install', '--no-save', '--ignore-scripts', `@opennextjs/aws@${version}`)
run(folder, 'npx', 'open-next', 'build')
const lambda = join(folder, '.open-next/server-functions/default')
console.log(`OpenNext ${version}: the server function is ${((await sizeOf(lambda)) / 1_000_000).toFixed(1)} MB in size`)

const redis = hasRedis ? await createRedis() : undefined
await redis?.start()
const starts: number[] = []
const servers = await startServers(redis ? { REDIS_URL: redis.url } : {}, instanceCount, async (port, settings) => {
  const startedAt = performance.now()
  const args = ['upstream/opennext/lambda.ts', join(lambda, 'index.mjs')]
  const instance = await startNode(args, port, settings)
  starts.push(Math.round(performance.now() - startedAt))
  return instance
})
console.log(`Start times of ${instanceCount} instances: ${starts.join(' ms, ')} ms`)

const hasData = ({ status, body }: { status: number; body: string }) =>
  status === 200 && body.includes('Night ferry, all of it')
try {
  const visitor = new Visitor(servers)
  servers.spotify.settings.rotation = true
  await visitor.signIn('mira', 1)
  check('a visitor signs in', visitor.cookies.has('session'))
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  servers.spotify.clearRequests()
  const views = await Promise.all(Array.from({ length: 50 }, () => visitor.visit('/playlists')))
  check('50 concurrent page views show their data', views.every(hasData))
  const refreshes = servers.spotify.requests().filter(({ grantType }) => grantType === 'refresh_token').length
  check(`they refresh the token ${refreshes} times`, refreshes <= (redis ? 1 : instanceCount))

  const cookie = `session=${visitor.cookies.get('session')}`
  for (const path of [
    '/',
    '/login',
    '/setup',
    '/privacy',
    '/playlists',
    '/listening',
    '/profile',
    '/account',
    '/nowhere',
  ]) {
    const { status, headers, body } = await ask(servers.app.origin, path, { headers: { cookie } })
    const [, nonce] = String(headers['content-security-policy']).match(/'nonce-([^']+)'/) ?? []
    const scripts = body.match(/<script[^>]*>/g) ?? []
    const hasNonces = Boolean(nonce) && scripts.every((script) => script.includes(`nonce="${nonce}"`))
    check(
      `${path}: ${status}, ${scripts.length} scripts with a nonce`,
      hasNonces && status === (path === '/nowhere' ? 404 : 200),
    )
    check(`${path}: not cached`, String(headers['cache-control']).includes('no-store'))
  }
  const query = Array.from({ length: 500 }, (_, index) => `p${index}`).join('&')
  check('too many parameters: 414', (await ask(servers.app.origin, `/privacy?${query}`)).status === 414)

  await visitor.signOut()
  check('the visitor signs out', !visitor.cookies.has('session'))
  await visitor.signIn('mira')
  check('the visitor signs in again', hasData(await visitor.visit('/playlists')))
} finally {
  await servers.stop()
  await redis?.kill()
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = failed > 0 ? 1 : 0
