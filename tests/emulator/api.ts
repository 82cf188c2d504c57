import { type Context, Hono } from 'hono'
import { apiError, forbidden, insufficientScope, notFound, notRegistered, refusedToken } from './api-errors.ts'
import { readPage, toPaging } from './paging.ts'
import { toContents, toPlaylist, toPlaylistRow } from './playlist-shape.ts'
import type { Playlist } from './playlists.ts'
import { toProfile } from './profile-shape.ts'
import { findVisible, has, isExtended, isPrivate, listFor, mayReadContents, type View, viewFor } from './views.ts'
import type { World } from './world.ts'

export function webApi(world: World): Hono {
  const routes = new Hono()
  const on = (path: string, answer: (view: View, c: Context) => Response) =>
    routes.get(path, (c) => withView(world, c, answer))
  on('/v1/me', me)
  on('/v1/me/playlists', myPlaylists)
  on('/v1/playlists/:id', onePlaylist)
  on('/v1/playlists/:id/items', items)
  on('/v1/playlists/:id/tracks', tracks)
  return routes
}

function withView(world: World, c: Context, answer: (view: View, c: Context) => Response): Response {
  const value = bearerOf(c.req.header('authorization'))
  if (value === null) return refusedToken('missing_token')
  const token = world.ledger.findAccessToken(value)
  if (token === undefined || world.ledger.isExpired(token)) return refusedToken('invalid_token')
  const view = viewFor(world, token)
  return view.viewer?.registered === false ? notRegistered() : answer(view, c)
}

export function bearerOf(authorization: string | null | undefined): string | null {
  return authorization?.match(/^Bearer +(\S+)$/i)?.[1] ?? null
}

function me(view: View): Response {
  return view.viewer === null ? forbidden() : Response.json(toProfile(view.viewer, view))
}

function myPlaylists(view: View, c: Context): Response {
  if (view.viewer === null) return forbidden()
  if (!has(view, 'playlist-read-private')) return insufficientScope()
  const page = readPage(queryOf(c), 50)
  if (typeof page === 'string') return apiError(400, page)
  const list = listFor(view)
  const rows = list.slice(page.offset, page.offset + page.limit)
  const shown = rows.map((row) => (row === null ? null : toPlaylistRow(row, view)))
  return Response.json(toPaging(view.links.api('/me/playlists'), page, list.length, shown))
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

/** The address of before 2026, which development apps have lost. */
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

function withPlaylist(view: View, c: Context, answer: (playlist: Playlist) => Response): Response {
  const id = c.req.param('id') ?? ''
  if (!/^[0-9A-Za-z]{22}$/.test(id)) return apiError(400, 'invalid id')
  const playlist = findVisible(view, id)
  return playlist === null ? notFound() : answer(playlist)
}

function wantsEpisodes(c: Context): boolean {
  return (queryOf(c).get('additional_types') ?? '').split(',').includes('episode')
}

function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams
}
