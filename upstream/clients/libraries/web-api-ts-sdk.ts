import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../support/browser/find-browser.ts'
import type { App, Client, Person, Tokens } from '../client.ts'
import { forgets, goneTracks } from '../differences.ts'

const sdk = new URL('.', import.meta.resolve('@spotify/web-api-ts-sdk'))
const tokenKey = 'spotify-sdk:AuthorizationCodeWithPKCEStrategy:token'

const forgetful = forgets(/Bad or expired token/)

let server: Server | undefined
let browser: Browser | undefined
let page: Page | undefined
/** The Spotify app that the served page uses, and the scopes that it requests. */
let app: App = { clientId: '', clientSecret: '', scopes: [] }
let visitor: Person | undefined

/** Runs entirely in the browser, without a backend or a client secret. */
export const webApiTsSdk: Client = {
  name: '@spotify/web-api-ts-sdk',
  redirectUri: 'http://127.0.0.1/',
  usesPkce: true,
  usesSecret: false,
  async signIn(asking, person) {
    app = asking
    visitor = person
    await page?.context().close()
    page = await openPage()
    await goThrough(page, person)
    await page.waitForURL(`${origin()}/?code=*`)
    await ask('authenticated')
    return heldTokens()
  },
  async profile({ accessToken }) {
    await hold({ access_token: accessToken })
    return (await ask<{ id: string }>('api.currentUser.profile()')).id
  },
  async playlists() {
    return ask(`(async () => {
      let count = 0
      for (let more = true; more; ) {
        const page = await api.currentUser.playlists.playlists(5, count)
        count += page.items.length
        more = page.next !== null
      }
      return count
    })()`)
  },
  contents: async (_tokens, playlistId) =>
    ask(`api.playlists.getPlaylistItems('${playlistId}').then((page) => page.items.length)`),
  async refresh() {
    // Makes the token look as if it will soon expire, so the client refreshes it on the next call.
    await hold({ expires: Date.now() + 60_000 })
    await ask('api.currentUser.profile()')
    return heldTokens()
  },
  async close() {
    await browser?.close()
    server?.close()
  },
  differs: {
    development: { contents: goneTracks, 'refresh twice': forgetful },
    extended: { 'refresh twice': forgetful },
  },
}

const origin = () => `http://127.0.0.1:${(server?.address() as AddressInfo | undefined)?.port}`

async function openPage(): Promise<Page> {
  server ??= await listen()
  const proxy = { server: String(process.env.HTTPS_PROXY), bypass: '127.0.0.1' }
  browser ??= await chromium.launch({ executablePath: findBrowser(), proxy })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  return context.newPage()
}

async function goThrough(page: Page, { label, before }: Person): Promise<void> {
  await page.goto(origin())
  await page.waitForURL('https://accounts.spotify.com/authorize?*')
  await page.goto(before(new URL(page.url())).href)
  // Clicks the label, because it covers the radio button.
  await page.locator('label', { hasText: label }).click()
  await page.getByRole('button', { name: 'Agree' }).click()
}

/** Evaluates an expression in the page and returns its result, or throws the page's error. */
const ask = <Answer>(expression: string): Promise<Answer> => {
  if (!page) throw new Error('No user is signed in')
  return page.evaluate<Answer>(expression)
}

async function heldTokens(): Promise<Tokens> {
  const { access_token, refresh_token } = JSON.parse(await ask(`localStorage.getItem('${tokenKey}')`))
  return { accessToken: access_token, refreshToken: refresh_token }
}

const hold = (changes: object) =>
  ask(`localStorage.setItem('${tokenKey}', JSON.stringify({
    ...JSON.parse(localStorage.getItem('${tokenKey}')), ...${JSON.stringify(changes)}
  }))`)

async function listen(): Promise<Server> {
  const listening = createServer(async ({ url = '' }, response) => {
    const asked = new URL(url, origin())
    const wanted = asked.searchParams.has('code') ? (visitor?.after(asked) ?? asked) : asked
    if (wanted.href !== asked.href) return void response.writeHead(302, { location: wanted.href }).end()
    if (asked.pathname === '/') return void response.setHeader('content-type', 'text/html').end(html())
    const file = fileURLToPath(new URL(`.${asked.pathname}`, sdk))
    response.setHeader('content-type', 'text/javascript')
    return void response.end(await readFile(file).catch(() => ''))
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  return listening
}

const html = () => `<!doctype html><title>An app without a server</title><link rel="icon" href="data:,">
<script type="module">
import { SpotifyApi } from './index.js'
globalThis.api = SpotifyApi.withUserAuthorization(${JSON.stringify(app.clientId)}, location.origin + '/', ${JSON.stringify(app.scopes)})
globalThis.authenticated = api.authenticate()
</script>`
