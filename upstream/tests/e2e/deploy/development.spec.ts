import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { freePort, startDevelopment } from '../../../../scripts/processes.ts'
import { secretPrefixes } from '../../../../tests/emulator/accounts/tokens.ts'
import { findViolations } from '../../../../tests/support/accessibility.ts'
import { apiAddresses, pageAddresses, stackTrace } from '../../../../tests/support/addresses.ts'
import { findOverflow, findSmallTargets } from '../../../../tests/support/fit.ts'
import { clientSecret, type Servers, sessionPassword } from '../../../../tests/support/servers.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { isListening, startScript } from '../../../support/apps/npm-script.ts'
import { copyApp } from '../../../support/apps/variant.ts'
import { startServers } from '../../../support/description/watched-servers.ts'

// Next allows only one development server per folder.
test.describe.configure({ mode: 'default', timeout: 360_000 })
// A development server compiles pages on demand, so the first request for each page is slow.
test.use({ actionTimeout: 60_000 })

const secrets = [...Object.values(secretPrefixes), clientSecret, sessionPassword]
const start = (environment: Record<string, string> = {}) => startServers(environment, 1, startDevelopment)
const tokenRequests = ({ spotify }: Servers) =>
  spotify.requests().filter(({ path, grantType }) => path === '/api/token' && grantType === 'client_credentials')

test('in development, the setup page checks the credentials with one call to Spotify and explains the result', async ({
  page,
}) => {
  const servers = await start()
  const { app, spotify, stop } = servers
  const { faults } = spotify
  const verdict = page.getByRole('region', { name: 'Check with Spotify' })
  const answersTo = async (words: string, next: string) => {
    await page.goto(`${app.origin}/setup`)
    await expect(verdict).toContainText(words)
    await expect(verdict).toContainText(next)
    faults.clear()
  }
  try {
    await answersTo('Spotify accepts the Client ID and secret.', 'Sign in on the home page')
    await expectSound(page)
    expect(tokenRequests(servers)).toHaveLength(1)
    const body = await (await page.request.get(`${app.origin}/setup`)).text()
    expect(secrets.filter((secret) => body.includes(secret))).toEqual([])

    faults.set({ name: 'client_refused', description: 'Invalid client' })
    await answersTo('Spotify does not know this Client ID.', 'check that you didn’t swap it')
    faults.set({ name: 'client_refused', description: 'Invalid client secret' })
    await answersTo('this is not its secret', 'Copy the Client secret again')
    faults.set({ name: 'client_refused', description: 'Something new' })
    await answersTo('without saying which of the two is wrong', 'Copy both again')
    await expect(verdict).not.toContainText('Something new')
    faults.set({ name: 'rate_limited', where: 'token' })
    await answersTo('accepts no more requests', 'Wait a minute')
    faults.set({ name: 'cut', where: 'token' })
    await answersTo('Spotify does not respond.', 'Check that no proxy or firewall')
    faults.set({ name: 'server_error', where: 'token', body: 'text' })
    await answersTo('The response has status 503.', 'Reload this page in a few minutes')

    // The rest of the page appears before Spotify responds.
    faults.set({ name: 'slow', where: 'token', delayMs: 600_000 })
    await page.goto(`${app.origin}/setup`, { waitUntil: 'commit' })
    await expect(verdict).toContainText('Checking with Spotify…')
    await expect(page.getByRole('region', { name: 'Before others sign in' })).toBeVisible()
    faults.clear()
    await answersTo('Spotify accepts the Client ID and secret.', 'Sign in')

    const before = tokenRequests(servers).length
    for (const ahead of [{ 'sec-purpose': 'prefetch' }, { rsc: '1', 'next-router-prefetch': '1' }])
      await page.request.get(`${app.origin}/setup`, { headers: ahead })
    expect(tokenRequests(servers)).toHaveLength(before)
    expect(secrets.filter((secret) => app.output().includes(secret))).toEqual([])
  } finally {
    await stop()
  }
})

test('in development, the setup page explains an invalid configuration, and no path shows a stack trace', async ({
  page,
}) => {
  const servers = await start({
    SPOTIFY_CLIENT_ID: 'swapped-or-cut-off',
    SPOTIFY_CLIENT_SECRET: '',
    SESSION_PASSWORD: 'only-short-s3cret',
    REDIS_URL: 'redis.example.com',
    SPOTIFY_SECRET: 's3cret-under-another-name',
  })
  const { app, stop } = servers
  try {
    await page.goto(`${app.origin}/playlists`)
    await expect(page).toHaveURL(`${app.origin}/setup`)
    const settings = page.getByRole('region', { name: 'Settings' }).getByRole('listitem')
    await expect(settings).toHaveCount(7)
    const [wrong, right] = [page.getByRole('img', { name: 'Problem:' }), page.getByRole('img', { name: 'OK:' })]
    await expect(settings.filter({ has: wrong })).toHaveText([/^SESSION_PASSWORD is shorter/, /^REDIS_URL is not/])
    await expect(settings.filter({ has: right })).toHaveCount(5)
    await expect(page.getByText(`${app.origin}/api/auth/callback`)).toBeVisible()
    await expect(page.getByText('Without a Client secret, only a sign-in shows')).toBeVisible()
    const warnings = page.getByRole('region', { name: 'Warnings' }).getByRole('listitem')
    await expect(warnings).toHaveText([
      /^SPOTIFY_CLIENT_ID does not look like/,
      /^SPOTIFY_SECRET is not read.*CLIENT_SECRET/,
    ])
    await expectSound(page)

    for (const path of pageAddresses) {
      const answer = await page.goto(app.origin + path)
      expect(answer?.status(), path).toBeLessThan(500)
      await expect(page.getByRole('main'), path).toBeVisible()
      await expect(page.locator('body'), path).not.toContainText(stackTrace)
      await expect(page.locator('body'), path).not.toContainText('s3cret')
      // Fails if Next's error overlay appears.
      await expect(page.getByRole('dialog'), path).toHaveCount(0)
    }
    for (const path of apiAddresses) {
      const answer = await page.request.get(app.origin + path, { maxRedirects: 0 })
      expect(answer.status(), path).toBeLessThan(500)
      expect(await answer.text(), path).not.toMatch(stackTrace)
    }
    expect(app.output()).not.toMatch(/s3cret/)
    expect(tokenRequests(servers)).toEqual([])
  } finally {
    await stop()
  }
})

test('sending SIGTERM to npm stops npm run dev', async () => {
  const { child, ended, origin } = await startScript(['run', 'dev'], { PORT: String(await freePort()) }, /Ready in/)
  child.kill('SIGTERM')
  await expect.poll(() => isListening(origin)).toBe(false)
  await ended
})

test('in development, an edit to the session code takes effect without a restart, and requests still share token refreshes', async () => {
  const folder = await copyApp('edited')
  const edit = async (path: string, before: string, after: string) => {
    const text = await readFile(join(folder, path), 'utf8')
    expect(text, path).toContain(before)
    await writeFile(join(folder, path), text.replace(before, after))
  }
  const servers = await startServers({}, 1, (port, settings) => startDevelopment(port, settings, folder))
  const { app, spotify, stop } = servers
  try {
    // Tokens are due for a refresh immediately, and each refresh returns a new refresh token.
    Object.assign(spotify.settings, { accessTokenSeconds: 50, rotation: true })
    const visitor = new Visitor(servers)
    await visitor.signIn('mira')
    for (const path of ['/playlists', '/api/me']) expect((await visitor.visit(path)).status, path).toBe(200)

    await edit('lib/spotify/accounts.ts', "response_type: 'code',", "response_type: 'code', edited: 'yes',")
    await expect.poll(() => visitor.startSignIn(), { timeout: 60_000 }).toContain('edited=yes')

    await edit('lib/session/context.ts', 'memory.refreshOnce(', "console.log('edited refresh') ?? $&")
    const viewAgain = async () => {
      await visitor.visit('/playlists')
      return app.output()
    }
    await expect.poll(viewAgain, { timeout: 60_000 }).toContain('edited refresh')

    // Requests every route, because each route loads the edited code on its next request. Once every route has loaded this code,
    // the routes share its state.
    const paths = ['/playlists', '/api/me', '/profile', '/api/playlists', '/playlists', '/api/me']
    for (const path of paths) await visitor.visit(path)
    await visitor.signIn('vera')
    spotify.clearRequests()
    const views = await Promise.all(paths.map((path) => visitor.visit(path)))
    expect(views.map(({ status }) => status)).toEqual(paths.map(() => 200))
    expect(spotify.requests().filter(({ path }) => path === '/api/token')).toHaveLength(1)
  } finally {
    await stop()
  }
})

/** Checks accessibility here, because these states of the setup page exist only in development. */
async function expectSound(page: Page): Promise<void> {
  expect(await findViolations(page), 'axe violations').toEqual([])
  expect(await findSmallTargets(page), 'small touch targets').toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await findOverflow(page), 'overflow at a width of 320 pixels').toEqual([])
}
