const base = 'http://return.invalid'
/** Keeps cookies and redirects short: some proxies allow 8 kB of headers or less. */
export const maxReturnToLength = 1_000

/**
 * The path to return to after a sign-in, with query and fragment. `/` for anything that isn't a path of this site, and for the
 * sign-in page and `/api/auth`, however they are encoded.
 */
export function parseReturnTo(value: unknown): string {
  if (typeof value !== 'string') return '/'
  const url = parsePath(value)
  if (!url || !isOursWhenDecoded(url.pathname)) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.length > maxReturnToLength ? '/' : path
}

/** A server behind this one may decode once more, so the path must be safe at every level of percent-encoding. */
function isOursWhenDecoded(pathname: string): boolean {
  let path = pathname
  for (let layer = 0; layer < 5; layer++) {
    const decoded = decode(path)
    if (decoded === null || !parsePath(decoded)) return false
    if (decoded === path) return true
    path = decoded
  }
  return false
}

/** Checks the parsed URL: `/a/..//evil.example` looks harmless before. */
function parsePath(path: string): URL | null {
  if (!isPlainPath(path) || !URL.canParse(path, base)) return null
  const url = new URL(path, base)
  const isOurs = url.origin === base && !url.pathname.startsWith('//') && !isOfSignIn(url.pathname)
  return isOurs ? url : null
}

/** Pages about signing in, which make no sense right after a sign-in. */
const isOfSignIn = (pathname: string) => /^\/(?:api\/+auth|login\/*$)(?![\w-])/i.test(pathname)

/** Browsers treat a backslash as a slash and drop control characters. */
function isPlainPath(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looks for them
  return value.startsWith('/') && !/[\u0000-\u001f\u007f\\]/.test(value)
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
