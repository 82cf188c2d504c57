import { withQuery } from './session/urls'

export const playlistsPath = '/playlists'
export const listeningPath = '/listening'
export const canonicalPath = '/api/canonical'
/** The Spotify page where users can remove an app's access to their account. */
export const spotifyAppsUrl = 'https://www.spotify.com/account/apps/'
/** The path to which browsers send reports of content security policy violations. */
export const reportsPath = '/api/reports'

export const playlistsPagePath = (page: number) => withQuery('/playlists', { page: page > 1 ? page : undefined })
export const playlistPath = (id: string, page = 1) =>
  withQuery(`/playlists/${encodeURIComponent(id)}`, { page: page > 1 ? page : undefined })

export const listeningPagePath = (range?: string) => withQuery(listeningPath, { range })

/** Whether the proxy refreshes the token for this page. Add your own pages here. Route handlers refresh the token themselves. */
export const needsToken = (pathname: string) => /^\/(?:profile|playlists|listening)(?:\/|$)/.test(pathname)
