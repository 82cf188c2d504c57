import type { Route } from 'next'
import type { ReasonCode } from './error-messages'

type Query = Record<string, string | number | undefined>

export const homePath = '/'
export const playlistsPath = '/playlists'
export const listeningPath = '/listening'
/** In JSON responses, this header contains the Spotify user ID of the visitor whose data is in the response. */
export const viewerHeader = 'x-viewer-id'

export const canonicalPath = '/api/canonical'
export const callbackPath = '/api/auth/callback'
export const refreshPath = '/api/auth/refresh'
export const logoutPath = '/api/auth/logout'
/**
 * A POST request to this path signs the visitor out, then redirects to instructions for removing the app's access to their Spotify
 * account.
 */
export const disconnectPath = `${logoutPath}?disconnect=1`
export const disconnectedPath = '/disconnected'
/** The Spotify page where users can remove an app's access to their account. */
export const spotifyAppsUrl = 'https://www.spotify.com/account/apps/'
export const setupPath: Route = '/setup'
/** The path to which browsers send reports of content security policy violations. */
export const reportsPath = '/api/reports'

export const playlistsPagePath = (page: number) => withQuery('/playlists', { page: page > 1 ? page : undefined })
export const playlistPath = (id: string, page = 1) =>
  withQuery(`/playlists/${encodeURIComponent(id)}`, { page: page > 1 ? page : undefined })

export const listeningPagePath = (range?: string) => withQuery(listeningPath, { range })

/**
 * Returns the path of the sign-in page. The page explains the error `reason` and, if `untilMs` is set, says when to try again. The
 * query parameter `until` is `untilMs` in seconds, rounded up. `returnTo` is the page to open after the sign-in.
 */
export const loginPagePath = ({ untilMs, ...query }: LoginPageQuery = {}) =>
  withQuery('/login', { ...query, until: untilMs && Math.ceil(untilMs / 1_000) })

type LoginPageQuery = { reason?: ReasonCode; returnTo?: string; untilMs?: number | undefined }

type StartLoginQuery = { returnTo?: string; switch?: '1'; renew?: '1'; scope?: string | undefined }

/**
 * Returns the path that starts a sign-in. Spotify always shows its consent page if the query contains `switch` (to choose a
 * different account), `renew` (to renew access for six months) or `scope` (to grant more permissions).
 */
export const startLoginPath = (query: StartLoginQuery = {}) => withQuery('/api/auth/login', query)

/**
 * Returns the path that refreshes the tokens and redirects to `returnTo`. When the endpoint redirects to itself, `refused` is the
 * fingerprint of the refresh token that Spotify refused, and `replaced` is the fingerprint of the access token that a refresh
 * replaced.
 */
export const refreshPathTo = (query: { returnTo: string; refused?: string; replaced?: string }) =>
  withQuery(refreshPath, query)

function withQuery(path: string, query: Query): Route {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value))
  return (parameters.size > 0 ? `${path}?${parameters}` : path) as Route
}

/** Whether the app's public origin uses HTTPS. */
export const isHttps = (appUrl = '') => appUrl.startsWith('https:')

/** Returns the absolute URL of a path. Pass only the configured origin, because requests can contain a forged `Host` header. */
export const absoluteUrl = (appUrl: string, path: string) => `${appUrl}${path}`

/** Whether the proxy refreshes the token for this page. Add your pages here. Route handlers refresh the token themselves. */
export const needsToken = (pathname: string) => /^\/(?:profile|playlists|listening)(?:\/|$)/.test(pathname)

/** Returns the path and query as the address bar shows them, without the `_rsc` parameter that the Next.js router adds. */
export function visiblePath(url: string): string {
  const { pathname, searchParams, search } = new URL(url)
  if (!searchParams.has('_rsc')) return pathname + search
  searchParams.delete('_rsc')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

/** Decodes a percent-encoded path. Returns `null` if the encoding is invalid. */
export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
