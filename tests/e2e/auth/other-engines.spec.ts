import { expect, test } from '@playwright/test'
import { type Engine, otherEngines } from '../../support/other-engines.ts'
import { startServers } from '../../support/servers.ts'

for (const [name, { isInstalled, packages, start }] of Object.entries(otherEngines))
  test(`in ${name}, a visitor signs in, sees their playlists and signs out`, async () => {
    test.skip(!isInstalled, `${name} is not installed. On Debian, install ${packages}.`)
    const servers = await startServers()
    const engine = await start()
    try {
      await engine.open(`${servers.app.origin}/api/auth/login?returnTo=/playlists`)
      await until(engine, `return document.querySelector('#mira') !== null`, true)
      await engine.evaluate(`document.querySelector('#mira').click()`)
      await engine.evaluate(`document.querySelector('button[value=agree]').click()`)
      await until(engine, 'return location.pathname', '/playlists')
      await until(engine, `return document.querySelector('.entry-name').textContent`, 'Night ferry, all of it')
      await engine.evaluate(`document.querySelector('header form button').click()`)
      await until(engine, 'return location.pathname', '/')
      await engine.open(`${servers.app.origin}/playlists`)
      await until(engine, 'return location.pathname', '/login')
    } finally {
      await engine.stop()
      await servers.stop()
    }
  })

/**
 * Reruns a function body in the page until it returns the expected value. Also retries after an error, because code can't run in
 * the page during a navigation.
 */
const until = (engine: Engine, body: string, expected: unknown) =>
  expect(async () => expect(await engine.evaluate(body)).toEqual(expected)).toPass({ timeout: 60_000 })
