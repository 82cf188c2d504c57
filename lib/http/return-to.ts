const base = 'http://return.invalid'
/** Keeps the attempt's cookie and the redirects short: other proxies than ours may allow 8 kB of headers or less. */
export const maxReturnToLength = 1_000

/**
 * The path that a sign-in leads back to: an address of this site, with its query and fragment, or `/` for anything else.
 * Never another origin, the sign-in page, or an address under `/api/auth`, however it is spelled.
 */
export function parseReturnTo(value: unknown): string {
  if (typeof value !== 'string') return '/'
  const url = parsePath(value)
  if (!url || !isOursWhenDecoded(url.pathname)) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.length > maxReturnToLength ? '/' : path
}

/** Something behind us may decode once more, so every layer of percent-coding must be as harmless as the first. */
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

/** Judged after parsing: only then does `/a/..//evil.example` show what it is. */
function parsePath(path: string): URL | null {
  if (!isPlainPath(path) || !URL.canParse(path, base)) return null
  const url = new URL(path, base)
  const isOurs = url.origin === base && !url.pathname.startsWith('//') && !isOfSignIn(url.pathname)
  return isOurs ? url : null
}

/** Addresses that start or explain a sign-in: nobody who has just signed in belongs there. */
const isOfSignIn = (pathname: string) => /^\/(?:api\/+auth|login\/*$)(?![\w-])/i.test(pathname)

/** Browsers read a backslash as a slash and drop control characters, so neither may stand in an address of ours. */
function isPlainPath(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return value.startsWith('/') && !/[\u0000-\u001f\u007f\\]/.test(value)
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
