import type { Route } from 'next'
import type { ReasonCode } from './error-messages'

/** Our own addresses, as paths; the origin always comes from the configuration, never from a request. */

type Query = Record<string, string | number | undefined>

export const homePath = '/'
export const playlistsPath = '/playlists'
export const listeningPath = '/listening'
/** The header of a JSON answer that says whose data it holds. */
export const viewerHeader = 'x-viewer-id'

export const canonicalPath = '/api/canonical'
export const callbackPath = '/api/auth/callback'
export const refreshPath = '/api/auth/refresh'
export const logoutPath = '/api/auth/logout'
/** A sign-out that goes on to what can be done at Spotify only. */
export const disconnectPath = `${logoutPath}?disconnect=1`
export const disconnectedPath = '/disconnected'
/** Where somebody takes an app's permission back. */
export const spotifyAppsUrl = 'https://www.spotify.com/account/apps/'
export const setupPath: Route = '/setup'
/** Where browsers tell what the content security policy stopped. */
export const reportsPath = '/api/reports'

export const playlistsPagePath = (page: number) => withQuery('/playlists', { page: page > 1 ? page : undefined })
export const playlistPath = (id: string, page = 1) =>
  withQuery(`/playlists/${encodeURIComponent(id)}`, { page: page > 1 ? page : undefined })

export const listeningPagePath = (range?: string) => withQuery(listeningPath, { range })

/** The sign-in page: says why, until when (whole seconds since 1970 in the address), and goes on to `returnTo`. */
export const loginPagePath = ({ untilMs, ...query }: LoginPageQuery = {}) =>
  withQuery('/login', { ...query, until: untilMs && Math.ceil(untilMs / 1_000) })

type LoginPageQuery = { reason?: ReasonCode; returnTo?: string; untilMs?: number | undefined }

type StartLoginQuery = { returnTo?: string; switch?: '1'; renew?: '1'; scope?: string | undefined }

/**
 * Starts a sign-in. With any of the last three, Spotify shows its consent page: `switch` to choose another account, `renew`
 * to start the six months again, `scope` to add to what was granted.
 */
export const startLoginPath = (query: StartLoginQuery = {}) => withQuery('/api/auth/login', query)

/** Refreshes the tokens and leads back: `refused` and `refreshed` tell a second visit from a first. */
export const refreshPathTo = (query: { returnTo: string; refused?: string; refreshed?: string }) =>
  withQuery(refreshPath, query)

function withQuery(path: string, query: Query): Route {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value))
  return (parameters.size > 0 ? `${path}?${parameters}` : path) as Route
}

/** The full address of one of our paths. */
export const absoluteUrl = (appUrl: string, path: string) => `${appUrl}${path}`

/** Whether a page asks Spotify for something, so that its token must be fresh before it starts. JSON handlers see to that themselves. */
export const needsToken = (pathname: string) => /^\/(?:profile|playlists|listening)(?:\/|$)/.test(pathname)

/** The path of an address as the visitor sees it: `_rsc` is what Next's router adds to its own requests. */
export function visiblePath(url: string): string {
  const { pathname, searchParams, search } = new URL(url)
  if (!searchParams.has('_rsc')) return pathname + search
  searchParams.delete('_rsc')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

/** Whether every percent in a path stands for something. */
export function isDecodable(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== ''
  } catch {
    return false
  }
}
