export type CookieOptions = {
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge: number
  expires?: Date
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
  return {
    session: `${prefix}session`,
    /** Which sessions ended in this browser. */
    ended: `${prefix}ended`,
    /** When the accounts that signed out in this browser consented. */
    consents: `${prefix}consents`,
    attempts: `${prefix}login.`,
    attempt: (id: string) => `${prefix}login.${id}`,
  }
}

/** Lax, since Spotify leads back by a navigation from another site. `maxAgeSeconds` 0 removes the cookie. */
export function cookieOptions(appUrl: string, maxAgeSeconds: number): CookieOptions {
  const options = {
    httpOnly: true,
    secure: isHttps(appUrl),
    sameSite: 'lax',
    path: '/',
    maxAge: maxAgeSeconds,
  } as const
  // Where a page redirects, Next repeats the proxy's cookie and leaves out an age of 0 (16.4.6).
  return maxAgeSeconds > 0 ? options : { ...options, expires: new Date(0) }
}

const isHttps = (appUrl: string) => appUrl.startsWith('https:')
