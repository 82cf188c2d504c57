import { expect, test } from '@playwright/test'
import { type Engine, engines } from '../support/engines.ts'
import { type Servers, startServers } from '../support/servers.ts'

test.describe.configure({ mode: 'default', timeout: 90_000 })

for (const [name, { isInstalled, start }] of Object.entries(engines))
  test.describe(name, () => {
    test.skip(!isInstalled, `${name} is not installed on this machine`)

    let servers: Servers
    let engine: Engine

    test.beforeAll(async () => {
      servers = await startServers()
      engine = await start()
    })

    test.afterAll(async () => {
      await engine?.stop()
      await servers?.stop()
    })

    test('the home page shows its sample covers small', async () => {
      await engine.open(servers.app.origin)
      const widths = `return [...document.querySelectorAll('figure li svg')].map((svg) => svg.getBoundingClientRect().width)`
      expect(await engine.evaluate(widths)).toEqual([56, 56, 56])
    })
  })
