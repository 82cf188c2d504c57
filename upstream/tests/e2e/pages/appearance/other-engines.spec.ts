import { expect, test } from '@playwright/test'
import { type Servers, startServers } from '../../../../../tests/support/servers.ts'
import { type Engine, engines } from '../../../../support/browser/engines.ts'

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

    const until = (body: string, expected: unknown) =>
      // Retries, because code cannot be evaluated in the page during a navigation.
      expect(async () => expect(await engine.evaluate(body)).toEqual(expected)).toPass({ timeout: 20_000 })
    const click = (selector: string) => engine.evaluate(`document.querySelector('${selector}').click()`)
    const heading = `return document.querySelector('h1').textContent`

    async function signIn(person: string, path: string) {
      await engine.open(`${servers.app.origin}/api/auth/login?returnTo=${path}`)
      await until(`return document.querySelector('#${person}') !== null`, true)
      await click(`#${person}`)
      await click('button[value=agree]')
      await untilReady(path)
    }

    /** Waits until the router has started, because leaving the page before then adds no history entry. */
    async function untilReady(path: string) {
      await until('return [location.pathname, history.state?.__NA, document.readyState]', [path, true, 'complete'])
      await until(`return document.querySelector('fieldset:disabled') === null`, true)
    }

    test('the sample covers on the home page are 56 pixels wide', async () => {
      await engine.open(servers.app.origin)
      const widths = `return [...document.querySelectorAll('figure li svg')].map((svg) => svg.getBoundingClientRect().width)`
      await until(widths, [56, 56, 56])
    })

    test('the search field and the sort order are 44 pixels high', async () => {
      await signIn('mira', '/playlists')
      await until(`return [...document.querySelectorAll('.field')].map(({ offsetHeight }) => offsetHeight)`, [44, 44])
    })

    test('the playlists page still works after 40 quick filter changes', async () => {
      servers.spotify.reset()
      await signIn('mira', '/playlists')
      // Clicks without pauses. With pauses, a slow machine might not reach WebKit's limit on URL changes.
      await engine.evaluate(
        `for (let press = 0; press < 40; press++)
          document.querySelector('label:has(> input[value=' + ['mine', 'followed', 'private'][press % 3] + '])').click()`,
      )
      await until('return location.search', '?show=mine')
      expect(await engine.evaluate(heading)).toBe('Your playlists')
      expect(await engine.evaluate(`return document.querySelector('input[value=mine]').checked`)).toBe(true)
    })

    test('an error in the router shows an error page with a Back button', async () => {
      await engine.open(`${servers.app.origin}/login`)
      await untilReady('/login')
      await engine.evaluate(`history.pushState = () => { throw new Error('broken on purpose') }`)
      await click('a[href="/privacy"]')
      await until(heading, 'This page couldn’t load')
      expect(await engine.evaluate(`return [...document.querySelectorAll('button')].map((b) => b.innerText)`)).toEqual([
        'Reload',
        'Back',
      ])
    })

    test('going back from a playlist restores the exact scroll position', async () => {
      servers.spotify.reset()
      await signIn('vera', '/playlists')
      const place = `document.querySelector('li[aria-posinset="500"] h2 a')`
      await engine.evaluate('scrollTo(0, document.body.scrollHeight / 6)')
      await until(`return ${place} !== null`, true)
      const before = await engine.evaluate('return scrollY')
      for (let time = 0; time < 2; time++) {
        await engine.evaluate(`${place}.click()`)
        await until(
          'return /.playlists.\\w/.test(location.pathname) && document.querySelector("main table, main ol") !== null',
          true,
        )
        await engine.evaluate('history.back()')
        await until(`return location.pathname === '/playlists' && ${place} !== null`, true)
        await until('return scrollY', before)
      }
    })

    test('going back after a sign-out shows no account data', async () => {
      servers.spotify.reset()
      await signIn('mira', '/account')
      await click('form[action="/api/auth/logout"] button')
      await until('return location.pathname', '/')
      await engine.evaluate('history.back()')
      await until('return location.pathname', '/login')
      await until('return document.body.innerText.includes("Mira")', false)
    })
  })
