import { readdirSync, readFileSync } from 'node:fs'
import type { Response } from '@playwright/test'
import { playlistIds } from '../../emulator/data/library.ts'
import { expect, signInFromHome, test } from '../../support/fixtures.ts'
import { secretsIn } from '../../support/servers.ts'

test('no tokens, codes, secrets or passwords appear in pages, scripts, headers, URLs or the log', async ({
  page,
  servers,
  spotify,
}) => {
  const found: string[] = []
  const checks: Promise<void>[] = []
  let answers = 0
  const look = async (response: Response) => {
    const headers = JSON.stringify(response.headers())
    const body = await response.text().catch(() => '')
    answers++
    for (const secret of secretsIn(headers + body)) found.push(`${secret} in ${response.url()}`)
  }
  // Ignores Spotify's responses, because Spotify's redirect to the callback contains the authorization code.
  page.on('response', (response) => {
    if (response.url().startsWith(servers.app.origin)) checks.push(look(response))
  })

  await page.goto('/')
  await signInFromHome(page, 'mira')
  await page.getByRole('searchbox').fill('ferry')
  await expect(page.getByText(/^\d+ of 120 playlists$/)).toBeVisible()
  await page.getByRole('link', { name: 'Night ferry, all of it', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night ferry, all of it')
  // If Spotify rejects the token, the page redirects while it loads. The next navigation must wait for that redirect.
  const isLoaded = () => expect(page.getByRole('status').filter({ hasText: /^Loading/ })).toHaveCount(0)
  spotify.expireAccessTokens()
  await page.goto('/profile')
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  for (const path of ['/account', '/setup', '/privacy', `/playlists/${playlistIds.miraMixed}?page=2`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await isLoaded()
  }
  for (const name of ['html', 'server_error', 'unauthorized', 'cut', 'cut_midway'] as const) {
    spotify.faults.set({ name, where: 'api' })
    await page.goto('/playlists')
    await expect(page.getByRole('main')).toBeVisible()
    await isLoaded()
    spotify.faults.clear()
  }
  await page.goto('/api/auth/callback?error=server_error&state=x')
  await Promise.all(checks)
  expect(found).toEqual([])
  expect(secretsIn(servers.app.output())).toEqual([])
  expect(answers).toBeGreaterThan(30)
})

test('files served to the browser include no secrets, source maps or server code', () => {
  const files = readdirSync('.next/static', { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name))
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([])
  const inner = ['client_secret', 'code_verifier', 'iron-session', 'oauth4webapi']
  const found = files.flatMap((name) =>
    secretsIn(readFileSync(`.next/static/${name}`, 'latin1'), inner).map((text) => `${text} in ${name}`),
  )
  expect(found).toEqual([])
  expect(files.length).toBeGreaterThan(15)
})

test('responses that depend on the session are never cached', async ({ context, signIn }) => {
  await signIn('mira')
  const paths = ['/', '/login', '/playlists', '/profile', '/account', '/api/me', '/api/playlists', '/api/auth/login']
  for (const path of [...paths, '/api/auth/callback', '/api/auth/refresh', '/api/auth/logout', '/nowhere']) {
    const answer = await context.request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['cache-control'], path).toMatch(/^private, (?:no-cache, )?no-store/)
  }
})

test('the session cookie is HttpOnly and SameSite, and at most 1,100 bytes long', async ({ context, page, signIn }) => {
  await signIn('mira')
  const cookies = await context.cookies(page.url())
  expect(cookies).toMatchObject([{ name: 'session', httpOnly: true, sameSite: 'Lax', path: '/', secure: false }])
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(header.length).toBeLessThanOrEqual(1_100)
})
