import { existsSync } from 'node:fs'

/** For responses that show no page. Where Next answers with its page for a missing one, nothing runs there. */
const fileHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  {
    key: 'content-security-policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
]
/** Next itself answers there too, before any code of ours: other methods, and `rsc` by a redirect (16.4.6). */
const handlerHeaders = [...fileHeaders, { key: 'cache-control', value: 'private, no-store' }]
const files =
  'favicon.ico|icon.svg|apple-icon.png|icon-192.png|icon-512.png|icon-maskable-512.png|opengraph-image|manifest.webmanifest|spotify-logo.svg|robots.txt'

/** @type {import('next').NextConfig} */
export default {
  // For a container: all that the app needs to run, in `.next/standalone`. Not by default, since `next start` warns of it.
  ...(process.env.STANDALONE === '1' && { output: 'standalone' }),
  // Spotify's logo may not be shipped with a starter: docs/brand.md says where to put it.
  compiler: { define: { HAS_SPOTIFY_LOGO: existsSync(new URL('public/spotify-logo.svg', import.meta.url)) } },
  // The only local address that Spotify accepts; the dev server knows `localhost` alone by itself.
  allowedDevOrigins: ['127.0.0.1'],
  // The callback's address holds the code and the state.
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
  experimental: {
    // No address behind the proxy reads a body; what a stranger sends would be kept in memory until it ends.
    proxyClientMaxBodySize: '16kb',
    // Started from it, the development server now and then reloads each page without end (16.4.6, seen in November 2026).
    turbopackFileSystemCacheForDev: false,
    // With it, handlers may keep the old code after an edit of what they import, until a restart (16.4.6).
    turbopackServerFastRefresh: false,
  },
  // Spotify's hosts serve fitting sizes, and an unused optimizer is an address that fetches for strangers.
  images: { unoptimized: true },
  poweredByHeader: false,
  // Else Next calls 127.0.0.1 `localhost` inside the proxy, and a rewrite there leaves for another server (16.4.6).
  skipProxyUrlNormalize: true,
  headers: () => [
    { source: '/api/:path*', headers: handlerHeaders },
    { source: `/:path(_next/static/.*|${files.replaceAll('.', '\\.')})`, headers: fileHeaders },
  ],
  typedRoutes: true,
  reactStrictMode: true,
}
