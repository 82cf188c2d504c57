const base = 'http://return.invalid'
const maxLength = 2_000

/**
 * The path that a sign-in leads back to: an address of this site, with its query and fragment, or `/` for anything else.
 * Never another origin and never an address under `/api/auth`, however it is spelled.
 */
export function parseReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !isPlainPath(value)) return '/'
  if (!URL.canParse(value, base)) return '/'
  // Judged after parsing: `/a/..//evil.example` only then shows what it is.
  const url = new URL(value, base)
  if (url.origin !== base || !isOurs(url.pathname)) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.length > maxLength ? '/' : path
}

/** Browsers read a backslash as a slash and drop control characters, so neither may stand in an address of ours. */
function isPlainPath(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return value.startsWith('/') && !/[\u0000-\u001f\u007f\\]/.test(value)
}

/** Looks through every layer of percent-coding, since something behind us may decode once more. */
function isOurs(pathname: string): boolean {
  let path = pathname
  for (let layer = 0; layer < 5; layer++) {
    if (!isPlainPath(path) || path.startsWith('//') || /^\/api\/+auth(?:\/|$)/i.test(normalise(path))) return false
    const decoded = decode(path)
    if (decoded === null) return false
    if (decoded === path) return true
    path = decoded
  }
  return false
}

const normalise = (path: string) => (URL.canParse(path, base) ? new URL(path, base).pathname : path)

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
