import { decodePath } from '@/lib/urls'

const base = 'http://return.invalid'
/** Keeps cookies and redirects short, because some proxies allow at most 8 kB of headers. */
export const maxReturnToLength = 1_000

/**
 * Returns the path to open after a sign-in, including query and fragment. Returns `/` for anything that isn't a path of this site,
 * and for the sign-in page and `/api/auth`, in any encoding.
 */
export function parseReturnTo(value: unknown): string {
  if (typeof value !== 'string') return '/'
  const url = parsePath(value)
  if (!url || !isOursWhenDecoded(url.pathname)) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.length > maxReturnToLength ? '/' : path
}

/** Checks every level of percent-encoding, because a server behind this one may decode the path again. */
function isOursWhenDecoded(pathname: string): boolean {
  let path = pathname
  for (let layer = 0; layer < 5; layer++) {
    const decoded = decodePath(path)
    if (decoded === null || !parsePath(decoded)) return false
    if (decoded === path) return true
    path = decoded
  }
  return false
}

/** Checks the parsed URL, because `/a/..//evil.example` looks harmless before parsing. */
function parsePath(path: string): URL | null {
  if (!isPlainPath(path) || !URL.canParse(path, base)) return null
  const url = new URL(path, base)
  const isOurs = url.origin === base && !url.pathname.startsWith('//') && !isOfSignIn(url.pathname)
  return isOurs ? url : null
}

/** Whether a path belongs to the sign-in itself, so that returning to it makes no sense. */
const isOfSignIn = (pathname: string) => /^\/(?:api\/+auth|login\/*$)(?![\w-])/i.test(pathname)

/** Browsers treat a backslash as a slash and ignore control characters. */
function isPlainPath(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: matches them on purpose
  return value.startsWith('/') && !/[\u0000-\u001f\u007f\\]/.test(value)
}
