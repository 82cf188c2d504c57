import type { Context } from 'hono'
import {
  apiError,
  limitOf,
  listFor,
  type On,
  pageOf,
  refuse,
  requireScope,
  toPaging,
  type View,
  viewerOf,
} from '../api/endpoints.ts'
import { toShow, toSong } from '../api/shapes.ts'
import { allArtists, allSongs, songOf, toFullArtist } from '../catalogue.ts'
import { idFrom } from '../data/generate.ts'
import type { PersonId } from '../data/people.ts'
import { albumOf, allAlbums, allShows, showOf, toFullAlbum } from './catalogue.ts'
import { editedPlaylistsOf, type SavedItem } from './edited-playlists.ts'

export function libraryApi(on: On): void {
  on(
    'GET',
    '/v1/me/tracks',
    saved('track', (id, view) => ({ track: toSong(songOf(id), view) })),
  )
  on(
    'GET',
    '/v1/me/albums',
    saved('album', (id, view) => ({ album: toFullAlbum(albumOf(id), view) })),
  )
  on(
    'GET',
    '/v1/me/shows',
    saved('show', (id, view) => ({ show: toShow(showOf(id), view) })),
  )
  on('GET', '/v1/me/following', following)
  on('GET', '/v1/me/library/contains', contains)
  on('PUT', '/v1/me/library', (view, c) => mark(view, c, true))
  on('DELETE', '/v1/me/library', (view, c) => mark(view, c, false))
}

/** The items that each user has saved when the emulator starts. */
const own = { track: allSongs, album: allAlbums, show: allShows, artist: allArtists }
const counts = { track: 75, album: 12, show: 4, artist: 8 }

type Kind = keyof typeof own

const withoutLibrary: readonly PersonId[] = ['nils', 'guest']

function savedBy(view: View, person: PersonId, kind: Kind): SavedItem[] {
  const { savedItems } = editedPlaylistsOf(view)
  const list = withoutLibrary.includes(person) ? [] : own[kind]().slice(0, counts[kind])
  const added = savedItems.added(person, kind)
  const rest = list
    .map(({ id }) => ({ id, addedAt: '2026-05-17T09:30:00Z' }))
    .filter(({ id }) => !savedItems.isRemoved(person, `spotify:${kind}:${id}`) && !added.some((one) => one.id === id))
  return [...added, ...rest]
}

function saved(kind: Kind, toContent: (id: string, view: View) => object) {
  return (view: View, c: Context) => {
    const viewer = viewerOf(view)
    requireScope(view, 'user-library-read')
    const page = pageOf(c, 50)
    const list = savedBy(view, viewer.id, kind)
    const rows = list.slice(page.offset, page.offset + page.limit)
    const items = rows.map(({ id, addedAt }) => ({ added_at: addedAt, ...toContent(id, view) }))
    return Response.json(toPaging(view.links.api(`/me/${kind}s`), page, list.length, items))
  }
}

function following(view: View, c: Context): Response {
  const viewer = viewerOf(view)
  requireScope(view, 'user-follow-read')
  if (c.req.query('type') !== 'artist') return apiError(400, 'Bad type field')
  const limit = limitOf(c)
  const list = savedBy(view, viewer.id, 'artist')
  const after = c.req.query('after')
  const start = after === undefined ? 0 : list.findIndex(({ id }) => id === after) + 1
  const shown = list.slice(start, start + limit)
  const last = start + limit < list.length ? (shown.at(-1)?.id ?? null) : null
  const address = view.links.api('/me/following?type=artist')
  const artists = {
    href: `${address}&limit=${limit}`,
    limit,
    next: last && `${address}&after=${last}&limit=${limit}`,
    cursors: { after: last },
    total: list.length,
    items: shown.map(({ id }) => toFullArtist(artistOf(id), view)),
  }
  return Response.json({ artists })
}

const artistOf = (id: string) => allArtists().find((artist) => artist.id === id) ?? { id, name: idFrom(id) }

/** The kinds of items that a library can contain, each with one scope for reading such items and one for changing them. */
const scopes: Readonly<Record<string, { read: string; modify: string | null }>> = {
  track: { read: 'user-library-read', modify: 'user-library-modify' },
  album: { read: 'user-library-read', modify: 'user-library-modify' },
  episode: { read: 'user-library-read', modify: 'user-library-modify' },
  show: { read: 'user-library-read', modify: 'user-library-modify' },
  audiobook: { read: 'user-library-read', modify: 'user-library-modify' },
  user: { read: 'user-follow-read', modify: 'user-follow-modify' },
  playlist: { read: 'playlist-read-private', modify: 'playlist-modify-public' },
  // According to Spotify's OpenAPI description, the library endpoints can check whether a user follows an artist, but cannot
  // follow or unfollow artists.
  artist: { read: 'user-follow-read', modify: null },
}

const mostUris = 40

function contains(view: View, c: Context): Response {
  const viewer = viewerOf(view)
  const playlists = new Set(listFor(view).map((row) => `spotify:playlist:${row?.id}`))
  return Response.json(urisOf(view, c, 'read').map((uri) => playlists.has(uri) || isSaved(view, viewer.id, uri)))
}

function isSaved(view: View, person: PersonId, uri: string): boolean {
  const [, kind = '', id = ''] = uri.split(':')
  if (editedPlaylistsOf(view).savedItems.isAdded(person, uri)) return true
  return kind in own && savedBy(view, person, kind as Kind).some((kept) => kept.id === id)
}

function mark(view: View, c: Context, isIn: boolean): Response {
  const viewer = viewerOf(view)
  for (const uri of urisOf(view, c, 'modify').toReversed())
    editedPlaylistsOf(view).savedItems.mark(viewer.id, uri, isIn)
  return new Response(null, { status: 200 })
}

/** Returns the URIs in the query, or refuses the request if the app cannot access all of them. */
function urisOf(view: View, c: Context, access: 'read' | 'modify'): string[] {
  const uris = (c.req.query('uris') ?? '').split(',').filter((uri) => uri !== '')
  if (uris.length === 0) return refuse(apiError(400, 'Missing required field: uris'))
  if (uris.length > mostUris) return refuse(apiError(400, 'Too many uris requested'))
  for (const uri of uris) {
    const [, kind = ''] = uri.match(/^spotify:([a-z]+):[^:\s]+$/) ?? []
    const scope = Object.hasOwn(scopes, kind) ? scopes[kind]?.[access] : null
    if (!scope) return refuse(apiError(400, 'Invalid uri'))
    requireScope(view, scope)
  }
  return uris
}
