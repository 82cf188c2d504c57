export type CookieOptions = {
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge: number
}

/** Any place that cookies are read from and written to: Next's `cookies()`, or the proxy's request and answer. */
export type CookieJar = {
  get(name: string): { value: string } | undefined
  getAll(): { name: string; value: string }[]
  set(name: string, value: string, options: CookieOptions): unknown
}

/** Names and attributes, from the public origin: `__Host-` and `Secure` on https (RFC 6265bis, section 4.1.3.2). */
export function cookieNames(appUrl: string) {
  const prefix = isHttps(appUrl) ? '__Host-' : ''
  return { session: `${prefix}session`, attempt: (id: string) => `${prefix}login.${id}`, attempts: `${prefix}login.` }
}

/** Lax, since Spotify leads back by a navigation from another site. `maxAgeSeconds` 0 removes the cookie. */
export function cookieOptions(appUrl: string, maxAgeSeconds: number): CookieOptions {
  return { httpOnly: true, secure: isHttps(appUrl), sameSite: 'lax', path: '/', maxAge: maxAgeSeconds }
}

const isHttps = (appUrl: string) => appUrl.startsWith('https:')
