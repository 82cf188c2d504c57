const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Where a visit under another loopback name belongs: Spotify leads back to the configured one, and cookies that were made
 * on `localhost` would not be there. `null` for the right name, and always for a public origin, where `Host` is whatever
 * the proxy in front says.
 */
export function canonicalUrl(appUrl: string, host: string | null, path: string): string | null {
  const configured = new URL(appUrl)
  if (!host || !loopbackNames.has(configured.hostname)) return null
  const hostname = host.replace(/:\d+$/, '').toLowerCase()
  const isElsewhere = loopbackNames.has(hostname) && hostname !== configured.hostname
  return isElsewhere ? `${configured.origin}${path}` : null
}
