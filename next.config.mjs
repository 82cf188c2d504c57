/** @type {import('next').NextConfig} */
export default {
  // The only local address that Spotify accepts; the dev server knows `localhost` alone by itself.
  allowedDevOrigins: ['127.0.0.1'],
  poweredByHeader: false,
  typedRoutes: true,
  reactStrictMode: true,
}
