import { existsSync } from 'node:fs'

/** Headers for responses that are not pages. They also block scripts on the 404 page that Next shows for a missing file. */
const fileHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  {
    key: 'content-security-policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
]
/**
 * Set here because Next (16.4.6) responds to unsupported methods and redirects requests with an `rsc` header before any of our
 * code runs.
 */
const handlerHeaders = [...fileHeaders, { key: 'cache-control', value: 'private, no-store' }]
const files =
  'favicon.ico|icon.svg|apple-icon.png|icon-192.png|icon-512.png|icon-maskable-512.png|opengraph-image|manifest.webmanifest|spotify-logo.svg|robots.txt'

/** @type {import('next').NextConfig} */
export default {
  // Writes the app and its dependencies to `.next/standalone`, for a container. Off by default, since `next start` doesn't support
  // this output.
  ...(process.env.STANDALONE === '1' && { output: 'standalone' }),
  // A starter may not include Spotify's logo. See docs/brand.md for how to add it.
  compiler: { define: { HAS_SPOTIFY_LOGO: existsSync(new URL('public/spotify-logo.svg', import.meta.url)) } },
  // Spotify doesn't accept `localhost`.
  allowedDevOrigins: ['127.0.0.1'],
  // The callback's URL contains the code and the state.
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
  experimental: {
    // Next keeps request bodies in memory for the proxy. No handler that runs after the proxy reads a body.
    proxyClientMaxBodySize: '16kb',
    // With a warm cache, the development server sometimes reloads every page endlessly (16.4.6, November 2026).
    turbopackFileSystemCacheForDev: false,
    // With Fast Refresh, route handlers can keep running old code after you edit a file that they import (16.4.6).
    turbopackServerFastRefresh: false,
  },
  // Spotify already serves several sizes. If enabled, the optimizer would be an unused endpoint that fetches images for anyone.
  images: { unoptimized: true },
  poweredByHeader: false,
  // Without this, Next (16.4.6) changes 127.0.0.1 to `localhost` inside the proxy, and rewrites go to another server.
  skipProxyUrlNormalize: true,
  headers: () => [
    { source: '/api/:path*', headers: handlerHeaders },
    { source: `/:path(_next/static/.*|${files.replaceAll('.', '\\.')})`, headers: fileHeaders },
  ],
  // A build checks the types of the app, not those of tests and scripts. `npm run check` checks all of them.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  typedRoutes: true,
  reactStrictMode: true,
}
