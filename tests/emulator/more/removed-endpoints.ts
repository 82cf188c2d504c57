import type { Context } from 'hono'
import {
  apiError,
  forbidden,
  isExtended,
  type On,
  pageOf,
  playlistOf,
  requireScope,
  type View,
  wantsEpisodes,
} from '../api/endpoints.ts'
import { toContents } from '../api/shapes.ts'

const kinds = ['albums', 'audiobooks', 'episodes', 'shows', 'tracks']

/**
 * Endpoints that Spotify closed to apps in development mode in February 2026. Spotify still lets older apps use these endpoints,
 * but the emulator does not implement them. See
 * https://developer.spotify.com/documentation/web-api/references/changes/february-2026
 */
export const removed: readonly [Parameters<On>[0], string][] = [
  ['POST', '/users/:id/playlists'],
  ['GET', '/users/:id'],
  ['GET', '/users/:id/playlists'],
  ['GET', '/artists/:id/top-tracks'],
  ['GET', '/markets'],
  ['GET', '/browse/new-releases'],
  ['GET', '/browse/categories'],
  ['GET', '/browse/categories/:id'],
  ...['artists', 'chapters', ...kinds].map((kind) => ['GET', `/${kind}`] as const),
  ...[...kinds, 'following'].flatMap((kind) => [
    ['PUT', `/me/${kind}`] as const,
    ['DELETE', `/me/${kind}`] as const,
    ['GET', `/me/${kind}/contains`] as const,
  ]),
  ['PUT', '/playlists/:id/followers'],
  ['DELETE', '/playlists/:id/followers'],
  ['GET', '/playlists/:id/followers/contains'],
  ['POST', '/playlists/:id/tracks'],
  ['PUT', '/playlists/:id/tracks'],
  ['DELETE', '/playlists/:id/tracks'],
].map(([method, path]) => [method, path] as [Parameters<On>[0], string])

export function removedAddresses(on: On): void {
  on('GET', '/v1/playlists/:id/tracks', tracks)
  for (const [method, path] of removed)
    on(method, `/v1${path}`, (view) =>
      isExtended(view) ? apiError(501, 'The emulator does not implement endpoints from before 2026') : forbidden(),
    )
}

/** The former path for playlist contents. Apps in development mode lost access to this path in 2026. */
function tracks(view: View, c: Context): Response {
  if (!isExtended(view)) return forbidden()
  const playlist = playlistOf(view, c)
  if (!playlist.public) requireScope(view, 'playlist-read-private')
  return Response.json(
    toContents(playlist, view, { page: pageOf(c, 100), path: 'tracks', withEpisodes: wantsEpisodes(c) }),
  )
}
