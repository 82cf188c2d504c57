import { once } from 'node:events'
import { request as send } from 'node:http'
import { connect, createServer } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { freePort, type Running, startApp } from '../../../scripts/processes.ts'
import { ask, type Question } from '../../../tests/support/browserless.ts'
import { startBareApp } from '../../support/apps/bare-app.ts'
import { workaroundsApp } from '../../support/apps/workarounds-app.ts'
import { delayFirstFrame } from '../../support/browser/first-frame.ts'

/**
 * Each test demonstrates a bug or limitation in Next, React or Node, using an app that lacks our workaround. Each test's title is
 * also a heading in `docs/workarounds.md`. If a test fails after an upgrade, the bug has probably been fixed, so you can remove
 * the workaround and the test.
 */
test.describe.configure({ mode: 'default' })

const fixed = 'fixed upstream: remove the workaround and this test'

let app: Running

test.beforeAll(async () => {
  test.setTimeout(900_000)
  app = await startBareApp(workaroundsApp, 'workarounds')
})

test.afterAll(() => app?.stop())

const get = (path: string, question?: Question) => ask(app.origin, path, question)

/** Returns the fastest of three measurements, so a busy machine does not make Next look slow. */
async function fastestMs(path: string, question?: Question): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < 3; count++) times.push((await get(path, question)).ms)
  return Math.min(...times)
}

test.describe('bugs that occur before the app’s code runs', () => {
  test('A request with thousands of query parameters takes seconds', async () => {
    const fewMs = await fastestMs(`/?${'a&'.repeat(500)}`)
    expect(await fastestMs(`/?${'a&'.repeat(5_000)}`), fixed).toBeGreaterThan(20 * fewMs)
  })

  test('A request with a long User-Agent header takes seconds', async () => {
    const long = 'x'.repeat(8_000)
    const otherMs = await fastestMs('/headers', { headers: { 'x-long': long } })
    expect(await fastestMs('/headers', { headers: { 'user-agent': long } }), fixed).toBeGreaterThan(4 * otherMs)
  })

  test('A request for an absolute URL is redirected to that URL', async () => {
    const { location } = await get('http://evil.example/items/1')
    expect(location, fixed).toBe('http://evil.example/items/1')
  })

  test('A TRACE request writes a stack trace to the log', async () => {
    expect((await get('/headers', { method: 'TRACE' })).status, fixed).toBe(500)
    await expect.poll(app.output, fixed).toContain("TypeError: 'TRACE' HTTP method is unsupported")
  })

  test('A request for a protocol upgrade gets no response', async () => {
    const headers = { connection: 'Upgrade', upgrade: 'websocket' }
    const answer = get('/nowhere', { headers }).then(({ status }) => status)
    const waited = new Promise((resolve) => setTimeout(() => resolve('no answer'), 3_000))
    expect(await Promise.race([answer, waited]), fixed).toBe('no answer')
  })

  test('A request body over the size limit causes a log line that contains the query', async () => {
    await get('/api/post?code=s3cret', { method: 'POST', body: 'x'.repeat(2_000) })
    await expect.poll(app.output, fixed).toMatch(/Request body exceeded .*\?code=s3cret/)
  })

  test('A request body that ends early causes an error in the log', async () => {
    const { hostname, port } = new URL(app.origin)
    const headers = { 'content-length': '100', expect: '100-continue' }
    const request = send({ hostname, port, path: '/api/post', method: 'POST', headers, agent: false })
    request.flushHeaders()
    // Waits until the server has received the request headers.
    await once(request, 'continue')
    const closed = once(request, 'error')
    request.write('half', () => request.destroy(new Error('left')))
    await closed
    await expect.poll(app.output, fixed).toContain('Error: aborted')
  })
})

test.describe('bugs in the proxy', () => {
  test('Invalid percent-encoding in a dynamic path causes a 500 response', async () => {
    expect((await get('/items/%E0')).status, fixed).toBe(500)
  })

  test('The proxy sees localhost instead of 127.0.0.1', async () => {
    expect(new URL(app.origin).hostname).toBe('127.0.0.1')
    expect((await get('/headers')).headers['x-proxy-hostname'], fixed).toBe('localhost')
  })

  test('A redirect from localhost to 127.0.0.1 loses its host name', async () => {
    const { port } = new URL(app.origin)
    const { location } = await get('/to-127', { headers: { host: `localhost:${port}` } })
    expect(location, fixed).toBe('/')
  })

  test('A page sees the proxy’s response headers instead of the request’s headers', async () => {
    expect((await headersOf('/headers', { 'cache-control': 'max-age=0' }))['cache-control'], fixed).toBe('no-store')
  })

  test('A page cannot read its own path', async () => {
    const headers = await headersOf('/headers?page=2', {})
    expect(
      Object.values(headers).filter((value) => value.includes('page=2')),
      fixed,
    ).toEqual([])
  })

  test('A route handler does not see a cookie that the proxy sets', async () => {
    const { body, cookies } = await get('/api/cookies')
    expect(cookies).toEqual(['early=yes; Path=/'])
    expect(JSON.parse(body), fixed).toEqual({ early: false })
  })

  test('A redirect from a page repeats the cookies that the proxy sets', async () => {
    await expect(get('/redirects'), fixed).rejects.toThrow('sets a cookie twice')
  })

  test('The proxy and the pages have separate instances of each module', async () => {
    const { headers, body } = await get('/headers')
    expect(headers['x-proxy-module']).toMatch(/^[\w-]{36}$/)
    expect(body.match(/data-module="([^"]+)"/)?.[1], fixed).not.toBe(headers['x-proxy-module'])
  })

  test('A 405 response does not say which methods are allowed', async () => {
    const { status, headers } = await get('/api/post')
    expect(status).toBe(405)
    expect(headers.allow, fixed).toBeUndefined()
  })

  /** Returns the request headers that a page receives. */
  async function headersOf(path: string, headers: Record<string, string>): Promise<Record<string, string>> {
    const { body } = await get(path, { headers })
    return JSON.parse(body.match(/<pre[^>]*>(.*?)<\/pre>/)?.[1]?.replaceAll('&quot;', '"') ?? '')
  }
})

test.describe('bugs in pages', () => {
  test('The not-found page is included in every page’s HTML', async () => {
    expect((await get('/items/1')).body, fixed).toContain('Nothing under this address')
  })

  test('A streamed page has no title until its metadata is ready', async () => {
    const { body } = await get('/streamed/3000')
    expect(body).toContain('<title>Late title</title>')
    expect(body.slice(0, body.indexOf('Early text')), fixed).not.toContain('<title')
  })

  test('React delays streamed content by up to 300 ms', async ({ page }) => {
    await page.addInitScript(() => {
      const times: Record<string, number> = {}
      const look = () => {
        if (document.querySelector('#late')) times.arrived ??= performance.now()
        if (document.querySelector('main #late')) times.shown ??= performance.now()
      }
      Object.assign(self, { times })
      new MutationObserver(look).observe(document, { childList: true, subtree: true })
    })
    const waitOf = async () => {
      await page.goto(`${app.origin}/streamed/100`)
      await page.locator('main #late').waitFor()
      return page.evaluate(() => {
        const { times } = self as unknown as { times: { arrived: number; shown: number } }
        return times.shown - times.arrived
      })
    }
    // Repeats the measurement, because content that arrives late on a busy machine is not delayed.
    await expect.poll(waitOf, { message: fixed, timeout: 60_000 }).toBeGreaterThan(150)
    await page.addInitScript("Object.defineProperty(self, '$RT', { get() {}, set() {} })")
    await expect.poll(waitOf, { message: 'with the workaround', timeout: 60_000 }).toBeLessThan(50)
  })

  test('A page that loads before its first frame loses the scroll position', async ({ page }) => {
    await page.addInitScript(delayFirstFrame)
    const scrollPosition = async () => {
      await page.locator('main #late').waitFor()
      return page.evaluate(() => scrollY)
    }
    await page.goto(`${app.origin}/streamed/100`)
    await scrollPosition()
    await page.evaluate(() => scrollTo(0, 5_000))
    await page.reload()
    expect(await scrollPosition(), fixed).toBe(0)
    await page.evaluate(() => scrollTo(0, 5_000))
    await page.addInitScript("addEventListener('DOMContentLoaded', () => self.$RV?.($RB))")
    await page.reload()
    expect(await scrollPosition(), 'with the workaround').toBe(5_000)
  })

  test('Streamed content stays hidden if JavaScript is disabled', async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false })
    await page.goto(`${app.origin}/streamed/3000`)
    await expect(page.getByText('Early text')).toBeVisible()
    await expect(page.locator('body > [hidden][id^="S:"] #late')).toBeAttached()
    await expect(page.locator('#late'), fixed).toBeHidden()
    await page.close()
  })
})

test.describe('bugs in the browser', () => {
  test('The router endlessly repeats a redirect back to the same page', async ({ page }) => {
    let navigations = 0
    await page.goto(app.origin)
    page.on('framenavigated', () => navigations++)
    await page.getByRole('link', { name: 'Refreshed' }).click()
    await expect.poll(() => navigations, fixed).toBeGreaterThan(5)
  })

  test('Trusted Types prevent Turbopack from loading a chunk', async ({ page }) => {
    const errors = errorsOf(page)
    await page.goto(`${app.origin}/trusted-chunk`)
    await hydrated(page)
    await page.getByRole('button').click()
    await expect.poll(errors, fixed).toContain("This document requires 'TrustedScriptURL' assignment")
  })

  test('Trusted Types prevent React from creating a script element', async ({ page }) => {
    const errors = errorsOf(page)
    await page.goto(`${app.origin}/trusted-script`)
    await hydrated(page)
    await page.getByRole('button').click()
    await expect.poll(errors, fixed).toContain("This document requires 'TrustedHTML' assignment")
  })

  test('Next’s own error page is empty if Trusted Types are enforced', async ({ page }) => {
    const errors = errorsOf(page)
    await page.goto(`${app.origin}/trusted-error`)
    await hydrated(page)
    await page.evaluate(() => dispatchEvent(new Event('blow')))
    await expect.poll(errors, fixed).toContain("This document requires 'TrustedHTML' assignment")
    await expect(page.locator('body'), fixed).toHaveText('', { useInnerText: true })
  })

  test('The router breaks if the browser refuses a history change', async ({ page }) => {
    await page.goto(app.origin)
    await hydrated(page)
    // WebKit allows only 100 URL changes in ten seconds.
    await page.evaluate(() => {
      history.pushState = () => {
        throw new DOMException('Attempt to use history.pushState() more than 100 times per 10 seconds', 'SecurityError')
      }
    })
    await page.getByRole('link', { name: 'Refreshed' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'This page couldn’t load' }), fixed).toBeVisible()
  })

  function errorsOf(page: Page): () => string {
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    return () => errors.join('\n')
  }

  const hydrated = (page: Page) => page.locator('html[data-hydrated]').waitFor()
})

function canConnect(port: number, hostname: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, hostname, () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

test.describe('bugs in the server process', () => {
  test('A shutdown waits for connections that have not sent a request', async () => {
    const own = await startApp(await freePort(), {}, '.next-variant-workarounds')
    const { hostname, port } = new URL(own.origin)
    const idle = connect(Number(port), hostname)
    await once(idle, 'connect')
    own.child.kill('SIGTERM')
    // Opens a new connection for each check, because Next keeps responding on open connections.
    await expect.poll(() => canConnect(Number(port), hostname)).toBe(false)
    const exited = once(own.child, 'exit').then(() => 'exited')
    const waited = new Promise((resolve) => setTimeout(() => resolve('still running'), 3_000))
    expect(await Promise.race([exited, waited]), fixed).toBe('still running')
    idle.destroy()
    expect(await exited).toBe('exited')
  })

  test('fetch fails on a keep-alive connection that the server has closed', async () => {
    let requests = 0
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', () => {
        if (++requests === 2) socket.resetAndDestroy()
        else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    expect(await (await fetch(url)).text()).toBe('ok')
    expect(
      await fetch(url).then(
        () => 'repeated',
        () => 'failed',
      ),
      fixed,
    ).toBe('failed')
    server.close()
  })
})
