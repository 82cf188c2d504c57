import type { Route } from 'next'
import type { ReasonCode } from '@/lib/error-messages'
import type { Failure } from '@/lib/http/failures'
import { loginPath } from './pages'

export const callbackPath = '/api/auth/callback'
export const refreshPath = '/api/auth/refresh'
export const logoutPath = '/api/auth/logout'
/** A POST request to this path signs the visitor out and opens a page that explains how to remove the app's access. */
export const disconnectPath = `${logoutPath}?disconnect=1`

/** Returns the path of the sign-in page, which explains the error `reason` and when to try again (`until`, a Unix time). */
export const loginPagePath = ({ untilMs, ...query }: LoginPageQuery = {}) =>
  withQuery(loginPath, { ...query, until: untilMs && Math.ceil(untilMs / 1_000) })

type LoginPageQuery = { reason?: ReasonCode; returnTo?: string; untilMs?: number | undefined }

type StartLoginQuery = { returnTo?: string; switch?: '1'; renew?: '1'; scope?: string | undefined }

/**
 * Returns the path that starts a sign-in. Spotify shows its consent page if the query contains `switch` (to choose a different
 * account), `renew` (to renew access for six months) or `scope` (to grant more permissions).
 */
export const startLoginPath = (query: StartLoginQuery = {}) => withQuery('/api/auth/login', query)

/** Returns the path for refreshing the tokens and redirecting to `returnTo`. For `refused` and `replaced`, see `RefreshVisit`. */
export const refreshPathTo = (query: { returnTo: string; refused?: string; replaced?: string }) =>
  withQuery(refreshPath, query)

/** Returns the path of the sign-in page, with query parameters that make the page explain the failure. */
export function failurePath({ reason, retryAfterSeconds }: Failure, returnTo: string, nowMs: number) {
  const untilMs = retryAfterSeconds && nowMs + retryAfterSeconds * 1_000
  return loginPagePath({ reason, returnTo, untilMs })
}

const base = 'http://return.invalid'
/** The maximum length of `returnTo`, which is part of cookies and redirects. Some proxies allow no more than 8 kB of headers. */
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

/** Whether a path stays valid even if it is percent-decoded several times, for example by reverse proxies. */
function isOursWhenDecoded(path: string, layers = 5): boolean {
  const decoded = decodePath(path)
  if (layers === 0 || decoded === null || !parsePath(decoded)) return false
  return decoded === path || isOursWhenDecoded(decoded, layers - 1)
}

/** Parses a path. Returns `null` if the path is invalid, leads to a different site or is a sign-in path. */
function parsePath(path: string): URL | null {
  // Browsers treat a backslash as a slash and remove some control characters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
  const url = /^\/[^\u0000-\u001f\u007f\\]*$/.test(path) ? URL.parse(path, base) : null
  // Parsing turns `/a/..//evil.example` into `//evil.example`.
  return url?.origin === base && !url.pathname.startsWith('//') && !isOfSignIn(url.pathname) ? url : null
}

const isOfSignIn = (pathname: string) => /^\/(?:api\/+auth|login\/*$)(?![\w-])/i.test(pathname)

type Query = Record<string, string | number | undefined>

/** In JSON responses, this header contains the Spotify user ID of the visitor whose data is in the response. */
export const viewerHeader = 'x-viewer-id'

/** Returns the path with the given query. Leaves out parameters whose value is `undefined`. */
export function withQuery(path: string, query: Query): Route {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value))
  return (parameters.size > 0 ? `${path}?${parameters}` : path) as Route
}

/** Whether the app's public origin uses HTTPS. */
export const isHttps = (appUrl = '') => appUrl.startsWith('https:')

/** Returns the absolute URL of a path. Pass only the configured origin, because requests can contain a forged `Host` header. */
export const absoluteUrl = (appUrl: string, path: string) => `${appUrl}${path}`

/** Returns the path and query as the address bar shows them, without the `_rsc` parameter that the Next.js router adds. */
export function visiblePath(href: string): string {
  const url = new URL(href)
  if (url.searchParams.has('_rsc')) url.searchParams.delete('_rsc')
  return url.pathname + url.search
}

/** Decodes a percent-encoded path. Returns `null` if the encoding is invalid. */
export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
