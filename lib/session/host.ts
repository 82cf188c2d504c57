const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a visit comes under another loopback name than the configured one: Spotify leads back to that, and cookies made
 * on `localhost` would not be there. Never for a public origin, where `Host` is whatever the proxy in front says.
 */
export function isOtherLoopback(appUrl: string, host: string | null): boolean {
  const { hostname } = new URL(appUrl)
  const visited = host?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}
