/** @type {import('next').NextConfig} */
export default {
  // The only local address that Spotify accepts; the dev server knows `localhost` alone by itself.
  allowedDevOrigins: ['127.0.0.1'],
  poweredByHeader: false,
  // Else Next calls 127.0.0.1 `localhost` inside the proxy, and a rewrite there leaves for another server (16.4.6).
  skipProxyUrlNormalize: true,
  typedRoutes: true,
  reactStrictMode: true,
}
