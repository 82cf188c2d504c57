import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { freePort } from '../../../../scripts/processes.ts'
import { ask } from '../../../../tests/support/browserless.ts'
import { sealSession } from '../../../../tests/support/sessions.ts'
import { type Command, isListening, startScript } from '../../../support/apps/npm-script.ts'
import { startServers } from '../../../support/servers.ts'

/** Tests how the npm scripts stop. Each script runs in its own process group, as it would in a terminal. */

test('after SIGTERM, npm start finishes a refresh in progress, and the visitor gets the page and the new cookie', async () => {
  const start = (port: number, settings: Record<string, string>) =>
    startScript(['start'], { ...settings, PORT: String(port) }, /Ready in/)
  const servers = await startServers({}, 1, start)
  const { app, spotify } = servers
  spotify.settings.rotation = true
  spotify.faults.set({ name: 'slow', where: 'token', delayMs: 600_000 })
  const tokenRequests = () => spotify.requests().filter(({ grantType }) => grantType === 'refresh_token')

  const cookie = `session=${await sealSession(spotify, { expiresAtMs: Date.now() - 1 })}`
  const view = ask(app.origin, '/playlists', { headers: { cookie } })
  await expect.poll(() => tokenRequests().length).toBe(1)
  app.child.kill('SIGTERM')
  await expect.poll(() => isListening(app.origin)).toBe(false)
  expect(tokenRequests(), 'the refresh is still in flight').toMatchObject([{ status: 0 }])
  spotify.faults.clear()

  const { status, body, cookies, headers } = await view
  expect(status).toBe(200)
  expect(body).toContain('Night ferry, all of it')
  // Without this header, the connection would stay open and delay the shutdown.
  expect(headers.connection).toBe('close')
  await app.stop()

  const [session = ''] = cookies.filter((each) => each.startsWith('session='))
  const next = await servers.startInstance({})
  const { body: later } = await ask(next.origin, '/playlists', { headers: { cookie: session.split(';')[0] ?? '' } })
  expect(later).toContain('Night ferry, all of it')
  expect(tokenRequests()).toHaveLength(1)
  await servers.stop()
})

const signals = {
  'Ctrl-C': ({ interrupt }: Command) => interrupt(),
  'SIGTERM to npm': ({ child }: Command) => child.kill('SIGTERM'),
  'SIGHUP to npm': ({ child }: Command) => child.kill('SIGHUP'),
}

const scripts = {
  'npm start': { args: ['start'], greeting: /Ready in/ },
  'npm run emulator': { args: ['run', 'emulator'], greeting: /guest/ },
  'npm run demo': { args: ['run', 'demo'], greeting: /Press Ctrl-C to stop both/ },
}

const cases: [signal: keyof typeof signals, script: keyof typeof scripts][] = [
  ['Ctrl-C', 'npm start'],
  ['SIGTERM to npm', 'npm start'],
  ['Ctrl-C', 'npm run emulator'],
  ['SIGTERM to npm', 'npm run emulator'],
  ['Ctrl-C', 'npm run demo'],
  ['SIGTERM to npm', 'npm run demo'],
  ['SIGHUP to npm', 'npm run demo'],
]

for (const [signal, script] of cases)
  test(`${signal} stops ${script} despite open connections`, async () => {
    const { args, greeting } = scripts[script]
    const command = await startScript(
      args,
      { PORT: String(await freePort()), APP_URL: 'https://app.example' },
      greeting,
    )
    const origins = new Set(command.output().match(/http:\/\/127\.0\.0\.1:\d+/g))
    const connections = await Promise.all(
      [...origins].flatMap((origin) => ['', 'GET / HT'].map(openConnection(origin))),
    )
    try {
      signals[signal](command)
      await expect.poll(() => connections.every(({ closed }) => closed)).toBe(true)
      await command.ended
      for (const origin of origins) expect(await isListening(origin), origin).toBe(false)
    } finally {
      for (const connection of connections) connection.destroy()
    }
  })

/** Opens a connection, sends `sent` and keeps the connection open. */
const openConnection =
  (origin: string) =>
  async (sent: string): Promise<Socket> => {
    const connection = connect(Number(new URL(origin).port), '127.0.0.1')
    connection.on('error', () => {})
    await once(connection, 'connect')
    connection.resume().write(sent)
    return connection
  }
