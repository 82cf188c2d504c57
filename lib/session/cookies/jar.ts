export type CookieOptions = {
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge: number
  expires?: Date
}

/** Reads and writes cookies, like Next's `cookies()`. */
export type CookieJar = {
  get(name: string): { value: string } | undefined
  getAll(): { name: string; value: string }[]
  set(name: string, value: string, options: CookieOptions): unknown
}

/** Returns the cookie names for a public origin. With https, they start with `__Host-` (RFC 6265bis, section 4.1.3.2). */
export function cookieNames(appUrl: string) {
  const prefix = isHttps(appUrl) ? '__Host-' : ''
  return {
    session: `${prefix}session`,
    /** The sessions and refresh tokens revoked in this browser. */
    revoked: `${prefix}ended`,
    /** Consent dates of the accounts that have signed out in this browser. */
    consents: `${prefix}consents`,
    attempts: `${prefix}login.`,
    attempt: (id: string) => `${prefix}login.${id}`,
  }
}

/** Uses SameSite=Lax, since Spotify's redirect back is a navigation from another site. `maxAgeSeconds` 0 removes the cookie. */
export function cookieOptions(appUrl: string, maxAgeSeconds: number): CookieOptions {
  const options = {
    httpOnly: true,
    secure: isHttps(appUrl),
    sameSite: 'lax',
    path: '/',
    maxAge: maxAgeSeconds,
  } as const
  // If a page redirects, Next (16.4.6) repeats the proxy's cookie but omits a `Max-Age` of 0.
  return maxAgeSeconds > 0 ? options : { ...options, expires: new Date(0) }
}

const isHttps = (appUrl: string) => appUrl.startsWith('https:')

/** Returns a jar that holds back all writes until `writeTo` is called. */
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
