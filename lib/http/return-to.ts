import { decodePath } from '@/lib/http/urls'

const base = 'http://return.invalid'
/**
 * The maximum length of `returnTo` in characters. Cookies and redirects contain `returnTo`, and some proxies allow no more than 8
 * kB of headers.
 */
export const maxReturnToLength = 1_000

/**
 * Returns the path to open after a sign-in, including the query and fragment. Returns `/` if the value isn't a path on this site or
 * is too long. Also returns `/` for the sign-in page and for paths under `/api/auth`, even if they are percent-encoded.
 */
export function parseReturnTo(value: unknown): string {
  if (typeof value !== 'string') return '/'
  const url = parsePath(value)
  if (!url || !isOursWhenDecoded(url.pathname)) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.length > maxReturnToLength ? '/' : path
}

/**
 * Whether a path stays valid each time it is percent-decoded. Another server, such as a reverse proxy, may decode the path again.
 */
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

/**
 * Parses a path. Returns `null` if the path is invalid, leads to a different site or is a sign-in path. Checks the path again after
 * parsing, because parsing turns `/a/..//evil.example` into `//evil.example`.
 */
function parsePath(path: string): URL | null {
  if (!isPlainPath(path) || !URL.canParse(path, base)) return null
  const url = new URL(path, base)
  const isOurs = url.origin === base && !url.pathname.startsWith('//') && !isOfSignIn(url.pathname)
  return isOurs ? url : null
}

/** Whether a path leads to the sign-in page or is under `/api/auth`. Visitors must not return to these paths after a sign-in. */
const isOfSignIn = (pathname: string) => /^\/(?:api\/+auth|login\/*$)(?![\w-])/i.test(pathname)

/**
 * Whether a value starts with a slash and contains no backslashes or control characters. Browsers treat a backslash as a slash
 * and remove some control characters.
 */
function isPlainPath(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
  return value.startsWith('/') && !/[\u0000-\u001f\u007f\\]/.test(value)
}
