export type RedirectCheck = 'listed' | 'insecure' | 'unlisted'

const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d+)?(?=[/?#]|$)/

export function checkRedirectUri(uri: string, listed: readonly string[]): RedirectCheck {
  if (isInsecure(uri)) return 'insecure'
  const matches = listed.includes(uri) || listed.includes(withoutLoopbackPort(uri))
  return matches ? 'listed' : 'unlisted'
}

// Redirect URIs must match exactly, except that a loopback address registered without a port matches any port.
function withoutLoopbackPort(uri: string): string {
  return uri.replace(loopback, '$1')
}

function isInsecure(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  if (hostname === 'localhost') return true
  return protocol === 'http:' && !loopback.test(uri)
}

/** Appends the parameters as text, because parsing the redirect URI could change its query. */
export function toCallbackUrl(uri: string, answer: Record<string, string>, rawState: string | null): string {
  const parts = Object.entries(answer).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  if (rawState !== null) parts.push(`state=${rawState}`)
  return uri + (uri.includes('?') ? '&' : '?') + parts.join('&')
}
