import type { Route } from 'next'
import type { ReasonCode } from './error-messages'

type Query = Record<string, string | number | undefined>

export const homePath = '/'
export const playlistsPath = '/playlists'
export const listeningPath = '/listening'
/** Response header with the ID of the account that the JSON data belongs to. */
export const viewerHeader = 'x-viewer-id'

export const canonicalPath = '/api/canonical'
export const callbackPath = '/api/auth/callback'
export const refreshPath = '/api/auth/refresh'
export const logoutPath = '/api/auth/logout'
/** Signs out and explains how to remove the app's access at Spotify. */
export const disconnectPath = `${logoutPath}?disconnect=1`
export const disconnectedPath = '/disconnected'
/** The Spotify page where people remove an app's access. */
export const spotifyAppsUrl = 'https://www.spotify.com/account/apps/'
export const setupPath: Route = '/setup'
/** Receives browser reports about content security policy violations. */
export const reportsPath = '/api/reports'

export const playlistsPagePath = (page: number) => withQuery('/playlists', { page: page > 1 ? page : undefined })
export const playlistPath = (id: string, page = 1) =>
  withQuery(`/playlists/${encodeURIComponent(id)}`, { page: page > 1 ? page : undefined })

export const listeningPagePath = (range?: string) => withQuery(listeningPath, { range })

/**
 * Returns the URL of the sign-in page. `reason` and `untilMs` (whole seconds in the URL) explain an error; `returnTo` is the page
 * to open after the sign-in.
 */
export const loginPagePath = ({ untilMs, ...query }: LoginPageQuery = {}) =>
  withQuery('/login', { ...query, until: untilMs && Math.ceil(untilMs / 1_000) })

type LoginPageQuery = { reason?: ReasonCode; returnTo?: string; untilMs?: number | undefined }

type StartLoginQuery = { returnTo?: string; switch?: '1'; renew?: '1'; scope?: string | undefined }

/**
 * Returns the URL that starts a sign-in. Spotify shows its consent page with `switch` (choose another account), `renew` (restart
 * the six months) or `scope` (grant more permissions).
 */
export const startLoginPath = (query: StartLoginQuery = {}) => withQuery('/api/auth/login', query)

/**
 * Returns the URL that refreshes the tokens and redirects to `returnTo`. On a second visit, `refused` or `replaced` is the fingerprint
 * of the token that was refused or replaced.
 */
export const refreshPathTo = (query: { returnTo: string; refused?: string; replaced?: string }) =>
  withQuery(refreshPath, query)

function withQuery(path: string, query: Query): Route {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value))
  return (parameters.size > 0 ? `${path}?${parameters}` : path) as Route
}

/** Whether a public origin uses https. */
export const isHttps = (appUrl = '') => appUrl.startsWith('https:')

/** Returns the full URL of a path. The origin comes from the configuration, never from a request. */
export const absoluteUrl = (appUrl: string, path: string) => `${appUrl}${path}`

/** Whether the proxy refreshes the token before this page. Add your own pages here. Route handlers refresh tokens themselves. */
export const needsToken = (pathname: string) => /^\/(?:profile|playlists|listening)(?:\/|$)/.test(pathname)

/** Returns the path and query that the visitor sees, without the `_rsc` parameter of Next's router. */
export function visiblePath(url: string): string {
  const { pathname, searchParams, search } = new URL(url)
  if (!searchParams.has('_rsc')) return pathname + search
  searchParams.delete('_rsc')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

/** Decodes the percent-encoding of a path. Returns `null` if it is invalid. */
export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
