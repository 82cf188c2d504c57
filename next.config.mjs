import { existsSync } from 'node:fs'

/** @type {import('next').NextConfig} */
export default {
  // Spotify's logo may not be shipped with a starter: docs/brand.md says where to put it.
  compiler: { define: { HAS_SPOTIFY_LOGO: existsSync(new URL('public/spotify-logo.svg', import.meta.url)) } },
  // The only local address that Spotify accepts; the dev server knows `localhost` alone by itself.
  allowedDevOrigins: ['127.0.0.1'],
  // The callback's address holds the code and the state.
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
  // No address of ours reads a body; what a stranger sends would be kept in memory until it ends.
  experimental: { proxyClientMaxBodySize: '16kb' },
  // Spotify's hosts serve fitting sizes, and an unused optimizer is an address that fetches for strangers.
  images: { unoptimized: true },
  poweredByHeader: false,
  // Else Next calls 127.0.0.1 `localhost` inside the proxy, and a rewrite there leaves for another server (16.4.6).
  skipProxyUrlNormalize: true,
  typedRoutes: true,
  reactStrictMode: true,
}
