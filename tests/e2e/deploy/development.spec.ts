import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { freePort } from '../../../scripts/processes.ts'
import { secretPrefixes } from '../../emulator/accounts/tokens.ts'
import { signInFromHome } from '../../support/fixtures.ts'

// The development server compiles each page on its first request.
test.describe.configure({ timeout: 360_000 })
test.use({ actionTimeout: 60_000 })

test('npm run dev -- --demo starts the app and the emulator, and Ctrl-C stops both', async ({ page }) => {
  const env = { ...process.env, PORT: String(await freePort()) }
  // As in a terminal, the command runs in its own process group, so an interrupt reaches all of its processes.
  const command = spawn('npm', ['run', 'dev', '--', '--demo'], { env, detached: true })
  const ended = once(command, 'exit')
  const interrupt = () => process.kill(-(command.pid ?? 0), 'SIGINT')
  let output = ''
  for (const stream of [command.stdout, command.stderr])
    stream.on('data', (text) => {
      output += text
    })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  const received: (string | Buffer)[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload)))
  page.on('response', async (response) => received.push(await response.text().catch(() => '')))
  try {
    await expect.poll(() => output, { timeout: 120_000 }).toContain('Press Ctrl-C to stop both')
    const [origin = '', spotify = ''] = output.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? []
    expect(origin).toBe(`http://127.0.0.1:${env.PORT}`)

    const reloads = page.waitForEvent('websocket', (socket) => socket.url().includes('hmr'))
    await page.goto(`${origin.replace('127.0.0.1', 'localhost')}/`)
    await reloads
    await expect(page).toHaveURL(`${origin}/`)
    await signInFromHome(page, 'mira')
    await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible({
      timeout: 30_000,
    })
    await page.getByRole('searchbox').fill('ferry')
    await expect(page.getByText(/^\d+ of 120 playlists$/)).toBeVisible({ timeout: 30_000 })
    expect(problems, 'console errors in the browser').toEqual([])
    await page.getByRole('link', { name: 'Account' }).click()
    await expect(page.getByText('Signed in since')).toBeVisible({ timeout: 30_000 })
    await page.reload()
    await expect(page.getByText('Signed in since')).toBeVisible({ timeout: 30_000 })

    const secrets = Object.values(secretPrefixes)
    expect([...secrets, 'state='].filter((secret) => output.includes(secret))).toEqual([])
    // In development, React sends debug data about server components to the browser. The debug data must not contain secrets.
    const toBrowser = received.map(String).join('\n')
    expect(secrets.filter((secret) => toBrowser.includes(secret))).toEqual([])

    interrupt()
    await ended
    for (const address of [origin, spotify])
      await expect.poll(() => fetch(address).catch(() => 'gone'), { message: address }).toBe('gone')
  } finally {
    if (command.exitCode === null) interrupt()
  }
})
