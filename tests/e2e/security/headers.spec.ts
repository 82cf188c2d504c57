import { readdirSync } from 'node:fs'
import { apiAddresses, pageAddresses } from '../../support/addresses.ts'
import { ask, row, test } from '../../support/browserless.ts'
import { expect } from '../../support/fixtures.ts'
import { sealSession } from '../../support/sessions.ts'

/** Paths that bypass the proxy: build output, files in `public` and generated images. */
const files = [
  ...readdirSync('public').map((name) => `/${name}`),
  ...readdirSync('.next/static/chunks').flatMap((name) =>
    /\.(?:js|css)$/.test(name) ? `/_next/static/chunks/${name}` : [],
  ),
  ...['/favicon.ico', '/icon.svg', '/apple-icon.png', '/opengraph-image', '/manifest.webmanifest'],
]
const missing = [
  '/spotify-logo.svg',
  '/icon-x.png',
  '/icon.png',
  '/_next/static/x.js',
  '/_next/image?url=/icon.svg',
  '/x.css',
]

test('static files have nosniff and same-origin headers and a strict content security policy', async ({ servers }) => {
  expect(files.length).toBeGreaterThan(15)
  for (const path of [...files, ...missing]) {
    const { status, headers } = await ask(servers.app.origin, path)
    const { 'x-content-type-options': sniff, 'cross-origin-resource-policy': from } = headers
    const isStrict = /^default-src 'none'; (?:base-uri|script-src 'nonce-)/.test(
      `${headers['content-security-policy']}`,
    )
    const expected = {
      status: missing.includes(path) ? 404 : 200,
      sniff: 'nosniff',
      from: 'same-origin',
      isStrict: true,
    }
    row(path, { status, sniff, from, isStrict }, expected)
  }
})

test('all responses have security headers, and no response reveals the server software', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const cookie = `session=${await sealSession(spotify)}`
  for (const path of [...pageAddresses, ...apiAddresses, '/api/reports', '/%', '/nowhere/x.png'])
    for (const asked of [{}, { cookie }, { rsc: '1' }]) {
      const { headers } = await ask(origin, path, { headers: asked as Record<string, string> })
      const observed = {
        sniff: headers['x-content-type-options'],
        from: headers['cross-origin-resource-policy'],
        isKept: !/no-store/.test(`${headers['cache-control']}`),
        names: [headers['x-powered-by'], headers.server],
      }
      const expected = { sniff: 'nosniff', from: 'same-origin', isKept: false, names: [undefined, undefined] }
      row(`${path} ${Object.keys(asked)}`, observed, expected)
    }
})

test('redirects and JSON responses do not include the long policy headers that pages have', async ({
  servers,
  spotify,
}) => {
  const { origin } = servers.app
  const headers = { cookie: `session=${await sealSession(spotify, { expiresAtMs: 0 })}` }
  spotify.faults.set({ name: 'refresh_refused' })
  for (const path of [...apiAddresses, '/playlists']) {
    const { status, headers: answered } = await ask(origin, path, { headers })
    const names = ['permissions-policy', 'reporting-endpoints'].filter((name) => answered[name] !== undefined)
    const isForPages = /script-src/.test(`${answered['content-security-policy']}`)
    row(
      path,
      { isServerError: status >= 500, names, isForPages },
      { isServerError: false, names: [], isForPages: false },
    )
  }
  // For an unknown path under `/api`, Next responds with its own not-found page, whose policy allows no scripts.
  const { headers: missing } = await ask(origin, '/api/nowhere')
  expect(missing['content-security-policy']).toMatch(/^default-src 'none'; base-uri 'none'/)
})
