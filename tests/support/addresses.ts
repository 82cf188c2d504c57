import { playlistIds } from '../emulator/data/library.ts'

/** The paths of all pages, and a path that does not exist. */
export const pageAddresses = [
  '/',
  '/login',
  '/login?reason=client_rejected',
  '/setup',
  '/privacy',
  '/terms',
  '/profile',
  '/playlists',
  `/playlists/${playlistIds.miraMixed}`,
  '/listening',
  '/account',
  '/nowhere',
]

/** The API paths to which the tests send GET requests. */
export const apiAddresses = [
  '/api/auth/login',
  '/api/auth/callback?code=x&state=x',
  '/api/auth/refresh?returnTo=/playlists',
  '/api/auth/logout',
  '/api/canonical',
  '/api/health',
  '/api/me',
  '/api/listening/now',
  '/api/playlists',
  `/api/playlists/${playlistIds.miraMixed}/items`,
]

/** Matches a line of a stack trace. */
export const stackTrace = /\bat .{1,200}:\d+:\d+/
