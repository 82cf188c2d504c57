import { spawn } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { freePort } from '../../scripts/ports.ts'
import { listen } from '../emulator/listen.ts'
import { secretPrefixes } from '../emulator/mint.ts'
import { signInFromHome } from '../support/fixtures.ts'
import { clientId, clientSecret, sessionPassword } from '../support/servers.ts'

test('in development the sign-in works on 127.0.0.1, without a problem in the browser or a code in the log', async ({
  page,
}) => {
  test.slow()
  const port = await freePort(0)
  const appUrl = `http://127.0.0.1:${port}`
  const spotify = await listen({ clientId, clientSecret, redirectUris: [`${appUrl}/api/auth/callback`] })
  const next = 'node_modules/next/dist/bin/next'
  const child = spawn(process.execPath, [next, 'dev', '--hostname', '127.0.0.1', '--port', String(port)], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      APP_URL: appUrl,
      SPOTIFY_CLIENT_ID: clientId,
      SPOTIFY_CLIENT_SECRET: clientSecret,
      SPOTIFY_ACCOUNTS_URL: spotify.origin,
      SPOTIFY_API_URL: spotify.origin,
      SESSION_PASSWORD: sessionPassword,
      REDIS_URL: '',
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      log += text
    })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  try {
    await expect
      .poll(
        () =>
          fetch(`${appUrl}/api/health`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 60_000 },
      )
      .toBe(true)
    await page.goto(`http://localhost:${port}/`)
    await expect(page).toHaveURL(`${appUrl}/`)
    await signInFromHome(page, 'mira')
    await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible({
      timeout: 30_000,
    })
    await page.getByRole('button', { name: 'Load 50 more' }).click()
    await expect(page.getByText('1 to 100 of 120 playlists')).toBeVisible({ timeout: 30_000 })
    expect(problems).toEqual([])
    const secrets = [...Object.values(secretPrefixes), clientSecret, sessionPassword, 'state=']
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  } finally {
    child.kill()
    await spotify.close()
  }
})
