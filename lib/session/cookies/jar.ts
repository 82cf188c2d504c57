export type CookieOptions = {
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge: number
  expires?: Date
}

/** Anything that cookies are read from and written to, like Next's `cookies()`. */
export type CookieJar = {
  get(name: string): { value: string } | undefined
  getAll(): { name: string; value: string }[]
  set(name: string, value: string, options: CookieOptions): unknown
}

/** Names for a public origin: `__Host-` on https (RFC 6265bis, section 4.1.3.2). */
export function cookieNames(appUrl: string) {
  const prefix = isHttps(appUrl) ? '__Host-' : ''
  return {
    session: `${prefix}session`,
    /** Which sessions and refresh tokens were revoked in this browser. */
    revoked: `${prefix}ended`,
    /** When the accounts that signed out in this browser consented. */
    consents: `${prefix}consents`,
    attempts: `${prefix}login.`,
    attempt: (id: string) => `${prefix}login.${id}`,
  }
}

/** Lax, since Spotify's redirect back is a navigation from another site. `maxAgeSeconds` 0 removes the cookie. */
export function cookieOptions(appUrl: string, maxAgeSeconds: number): CookieOptions {
  const options = {
    httpOnly: true,
    secure: isHttps(appUrl),
    sameSite: 'lax',
    path: '/',
    maxAge: maxAgeSeconds,
  } as const
  // When a page redirects, Next repeats the proxy's cookie and leaves out a `Max-Age` of 0 (16.4.6).
  return maxAgeSeconds > 0 ? options : { ...options, expires: new Date(0) }
}

const isHttps = (appUrl: string) => appUrl.startsWith('https:')

/** A jar that keeps what is set until `writeTo` is called. */
export function deferWrites(source: Pick<CookieJar, 'get' | 'getAll'>) {
  const writes: Parameters<CookieJar['set']>[] = []
  return {
    get: (name: string) => source.get(name),
    getAll: () => source.getAll(),
    set: (...write: Parameters<CookieJar['set']>) => void writes.push(write),
    writeTo(target: Pick<CookieJar, 'set'>) {
      for (const write of writes) target.set(...write)
    },
  }
}
