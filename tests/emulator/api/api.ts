import { type Context, Hono } from 'hono'
import { listeningApi } from '../listening/api.ts'
import { moreApi } from '../more/api.ts'
import type { EmulatorState } from '../state.ts'
import {
  forbidden,
  isExtended,
  listFor,
  mayChange,
  onRoutes,
  pageOf,
  playlistOf,
  requireScope,
  toPaging,
  type View,
  viewerOf,
  wantsEpisodes,
} from './endpoints.ts'
import { toContents, toPlaylist, toPlaylistRow, toProfile } from './shapes.ts'

export function webApi(state: EmulatorState): Hono {
  const routes = new Hono()
  const on = onRoutes(routes, state)
  on('GET', '/v1/me', me)
  on('GET', '/v1/me/playlists', myPlaylists)
  on('GET', '/v1/playlists/:id', onePlaylist)
  on('GET', '/v1/playlists/:id/items', items)
  listeningApi(on)
  moreApi(on)
  return routes
}

function me(view: View): Response {
  return Response.json(toProfile(viewerOf(view), view))
}

function myPlaylists(view: View, c: Context): Response {
  viewerOf(view)
  requireScope(view, 'playlist-read-private')
  const page = pageOf(c, 50)
  const list = listFor(view)
  const rows = list.slice(page.offset, page.offset + page.limit).map((row) => row && toPlaylistRow(row, view))
  return Response.json(toPaging(view.links.api('/me/playlists'), page, list.length, rows))
}

function onePlaylist(view: View, c: Context): Response {
  const playlist = playlistOf(view, c)
  if (!playlist.public) requireScope(view, 'playlist-read-private')
  return Response.json(toPlaylist(playlist, view, wantsEpisodes(c)))
}

function items(view: View, c: Context): Response {
  const playlist = playlistOf(view, c)
  requireScope(view, 'playlist-read-private')
  if (!isExtended(view) && !mayChange(view, playlist)) return forbidden()
  return Response.json(
    toContents(playlist, view, { page: pageOf(c, 50), path: 'items', withEpisodes: wantsEpisodes(c) }),
  )
}
