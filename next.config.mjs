import { existsSync } from 'node:fs'

/**
 * Security headers for files and route handlers. These headers also block all scripts on the built-in 404 page that Next shows for
 * a missing file.
 */
const fileHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  {
    key: 'content-security-policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
]
/**
 * Security headers for responses from `/api`. These headers are set here because Next (16.4.6) responds to some requests before any
 * of our code runs: it rejects unsupported methods and redirects requests that have an `rsc` header.
 */
const handlerHeaders = [...fileHeaders, { key: 'cache-control', value: 'private, no-store' }]
const files =
  'favicon.ico|icon.svg|apple-icon.png|icon-192.png|icon-512.png|icon-maskable-512.png|opengraph-image|manifest.webmanifest|spotify-logo.svg|robots.txt'

/** @type {import('next').NextConfig} */
export default {
  // Writes the app and its dependencies to `.next/standalone`, for the Docker image. Off by default, because `next start` doesn't
  // support standalone output.
  ...(process.env.STANDALONE === '1' && { output: 'standalone' }),
  // Whether you have added Spotify's logo, which Spotify doesn't allow a starter to include (see docs/brand.md).
  compiler: { define: { HAS_SPOTIFY_LOGO: existsSync(new URL('public/spotify-logo.svg', import.meta.url)) } },
  // Spotify doesn't accept `localhost` in redirect URIs, so the dev server must be opened at 127.0.0.1.
  allowedDevOrigins: ['127.0.0.1'],
  // Keeps callback URLs out of the dev server's log, because they contain the authorization code and the state.
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
  experimental: {
    // Saves two seconds when `npm run demo` builds the app.
    ...(process.env.DEMO_BUILD === '1' && { turbopackMinify: { server: false }, turbopackSourceMaps: false }),
    // Uses `app/global-not-found.tsx`.
    globalNotFound: true,
    // Next keeps request bodies in memory for the proxy. The limit is low because no route handler behind the proxy reads a body.
    proxyClientMaxBodySize: '16kb',
    // Off because the dev server sometimes reloads every page endlessly if it finds a cache from an earlier run (Next 16.4.6,
    // November 2026).
    turbopackFileSystemCacheForDev: false,
    // Off because a route handler may keep running old code after you edit a file that it imports (Next 16.4.6).
    turbopackServerFastRefresh: false,
  },
  // Spotify already offers images in several sizes, so the app doesn't use Next's image optimizer. If the optimizer were on, anyone
  // could make this server fetch images.
  images: { unoptimized: true },
  // Leaves the image optimizer's libraries (20 MB) out of serverless functions and the Docker image.
  outputFileTracingExcludes: { '**': ['node_modules/sharp/**', 'node_modules/@img/**'] },
  poweredByHeader: false,
  // Without this option, Next (16.4.6) changes 127.0.0.1 to `localhost` in the proxy's `request.url`, and sends rewrites over the
  // network.
  skipProxyUrlNormalize: true,
  headers: () => [
    { source: '/api/:path*', headers: handlerHeaders },
    { source: `/:path(_next/static/.*|${files.replaceAll('.', '\\.')})`, headers: fileHeaders },
  ],
  // A build type-checks only the app, not the tests and scripts. `npm run check` type-checks everything, so `npm test` and
  // `npm run demo` skip the type check, which saves a few seconds.
  typescript: { tsconfigPath: 'tsconfig.build.json', ignoreBuildErrors: process.env.SKIP_TYPE_CHECK === '1' },
  typedRoutes: true,
  reactStrictMode: true,
}
