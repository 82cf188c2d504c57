import { type Context, Hono } from 'hono'
import type { Playlist } from '../data/playlists.ts'
import { listeningApi } from '../listening/api.ts'
import { moreApi } from '../more/api.ts'
import type { EmulatorState } from '../state.ts'
import { apiError, forbidden, insufficientScope, readPage, toPaging } from './responses.ts'
import { toContents, toPlaylist, toPlaylistRow, toProfile } from './shapes.ts'
import {
  has,
  isExtended,
  isPrivate,
  listFor,
  mayReadContents,
  onRoutes,
  queryOf,
  type View,
  withPlaylist,
  withViewer,
} from './views.ts'

export function webApi(state: EmulatorState): Hono {
  const routes = new Hono()
  const on = onRoutes(routes, state)
  on('GET', '/v1/me', me)
  on('GET', '/v1/me/playlists', myPlaylists)
  on('GET', '/v1/playlists/:id', onePlaylist)
  on('GET', '/v1/playlists/:id/items', items)
  on('GET', '/v1/playlists/:id/tracks', tracks)
  listeningApi(on)
  moreApi(on)
  return routes
}

function me(view: View): Response {
  return view.viewer === null ? forbidden() : Response.json(toProfile(view.viewer, view))
}

function myPlaylists(view: View, c: Context): Response {
  return withViewer(view, 'playlist-read-private', () => {
    const page = readPage(queryOf(c), 50)
    if (typeof page === 'string') return apiError(400, page)
    const list = listFor(view)
    const rows = list.slice(page.offset, page.offset + page.limit)
    const shown = rows.map((row) => (row === null ? null : toPlaylistRow(row, view)))
    return Response.json(toPaging(view.links.api('/me/playlists'), page, list.length, shown))
  })
}

function onePlaylist(view: View, c: Context): Response {
  return withPlaylist(view, c, (playlist) => {
    if (isPrivate(playlist) && !has(view, 'playlist-read-private')) return insufficientScope()
    return Response.json(toPlaylist(playlist, view, wantsEpisodes(c)))
  })
}

function items(view: View, c: Context): Response {
  return withPlaylist(view, c, (playlist) => {
    if (!has(view, 'playlist-read-private')) return insufficientScope()
    return mayReadContents(view, playlist) ? contents(view, c, playlist, { path: 'items', most: 50 }) : forbidden()
  })
}

/** The former path for playlist contents. Apps in development mode have not been able to use this path since 2026. */
function tracks(view: View, c: Context): Response {
  if (!isExtended(view)) return forbidden()
  return withPlaylist(view, c, (playlist) => {
    if (isPrivate(playlist) && !has(view, 'playlist-read-private')) return insufficientScope()
    return contents(view, c, playlist, { path: 'tracks', most: 100 })
  })
}

type ContentsAddress = { path: 'items' | 'tracks'; most: number }

function contents(view: View, c: Context, playlist: Playlist, { path, most }: ContentsAddress): Response {
  const page = readPage(queryOf(c), most)
  if (typeof page === 'string') return apiError(400, page)
  return Response.json(toContents(playlist, view, { page, path, withEpisodes: wantsEpisodes(c) }))
}

function wantsEpisodes(c: Context): boolean {
  return (queryOf(c).get('additional_types') ?? '').split(',').includes('episode')
}
