import type { Context } from 'hono'
import { z } from 'zod'
import {
  apiError,
  forbidden,
  mayChange,
  type On,
  playlistOf,
  refuse,
  requireScope,
  type View,
  viewerOf,
} from '../api/endpoints.ts'
import { toLocalUri, toPlaylist } from '../api/shapes.ts'
import { episodeOf, songOf } from '../catalogue.ts'
import type { Entry, Playlist } from '../data/library.ts'
import { editedPlaylistsOf } from './edited-playlists.ts'

export function playlistChanges(on: On): void {
  on('POST', '/v1/me/playlists', create)
  on('PUT', '/v1/playlists/:id', changeDetails)
  on('POST', '/v1/playlists/:id/items', add)
  on('PUT', '/v1/playlists/:id/items', moveOrReplace)
  on('DELETE', '/v1/playlists/:id/items', remove)
}

const details = z.object({
  name: z.string().min(1).optional(),
  public: z.boolean().nullish(),
  collaborative: z.boolean().optional(),
  description: z.string().optional(),
})

async function create(view: View, c: Context): Promise<Response> {
  const viewer = viewerOf(view)
  const { success, data } = details.required({ name: true }).safeParse(await fieldsOf(c))
  if (!success) return apiError(400, 'Missing required field: name')
  const sketch = toSketch({ ...data, public: data.public ?? true })
  if (sketch.collaborative && sketch.public) return contradiction()
  requireWriteScope(view, sketch.public === true)
  if (sketch.collaborative) requireWriteScope(view, true)
  const made = editedPlaylistsOf(view).changes.make(viewer.id, { note: '', ...sketch })
  return Response.json(toPlaylist(made, view, true), { status: 201 })
}

async function changeDetails(view: View, c: Context): Promise<Response> {
  const playlist = writablePlaylistOf(view, c)
  if (playlist.owner.id !== view.viewer?.id) return forbidden()
  const { success, data } = details.safeParse(await fieldsOf(c))
  if (!success) return apiError(400, 'Error parsing JSON.')
  const sketch = toSketch(data)
  const after = { ...playlist, ...sketch }
  if (after.collaborative && after.public) return contradiction()
  requireWriteScope(view, after.public === true)
  editedPlaylistsOf(view).changes.describe(playlist.id, sketch)
  return new Response(null, { status: 200 })
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '/': '&#x2F;',
}

/** Escapes a description the way Spotify does. */
const escapeHtml = (text: string) => text.replace(/[&<>"'/]/g, (character) => escapes[character] ?? character)

function toSketch({ name, description, collaborative, ...rest }: z.output<typeof details>): Partial<Playlist> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { note: escapeHtml(description) }),
    ...(collaborative === undefined ? {} : { collaborative }),
    ...(rest.public === undefined ? {} : { public: rest.public }),
  }
}

function contradiction(): Response {
  return apiError(400, 'A collaborative playlist cannot be public')
}

const mostItems = 100

const addition = z.object({ uris: z.array(z.string()).optional(), position: z.int().nonnegative().optional() })

async function add(view: View, c: Context): Promise<Response> {
  const playlist = writablePlaylistOf(view, c)
  const { success, data } = addition.safeParse((await fieldsOf(c)) ?? {})
  if (!success) return apiError(400, 'Error parsing JSON.')
  const entries = entriesFor(view, c.req.query('uris')?.split(',') ?? data.uris ?? [])
  const position = data.position ?? playlist.size
  if (position > playlist.size) return apiError(400, 'Index out of bounds.')
  editedPlaylistsOf(view).changes.arrange(playlist, (before) => before.toSpliced(position, 0, ...entries))
  return snapshot(view, playlist, 201)
}

const move = z.object({
  range_start: z.int().nonnegative(),
  range_length: z.int().positive().default(1),
  insert_before: z.int().nonnegative(),
  snapshot_id: z.string().optional(),
})

async function moveOrReplace(view: View, c: Context): Promise<Response> {
  const playlist = writablePlaylistOf(view, c)
  const fields = (await fieldsOf(c)) ?? {}
  const uris = c.req.query('uris')?.split(',') ?? fields.uris
  if (Array.isArray(uris)) return replace(view, playlist, uris)
  const { success, data } = move.safeParse(fields)
  if (!success) return apiError(400, 'Missing required field: range_start')
  const { range_start: start, range_length: length, insert_before: before } = data
  if (start + length > playlist.size || before > playlist.size) return apiError(400, 'Index out of bounds.')
  refuseForeignSnapshot(view, playlist, data.snapshot_id)
  editedPlaylistsOf(view).changes.arrange(playlist, (entries) => {
    const moved = entries.slice(start, start + length)
    const rest = entries.toSpliced(start, length)
    return rest.toSpliced(before > start ? Math.max(start, before - length) : before, 0, ...moved)
  })
  return snapshot(view, playlist)
}

function replace(view: View, playlist: Playlist, uris: unknown[]): Response {
  const entries = entriesFor(view, uris, 0)
  editedPlaylistsOf(view).changes.arrange(playlist, () => entries)
  return snapshot(view, playlist)
}

const removal = z.object({
  items: z
    .array(z.object({ uri: z.string() }))
    .min(1)
    .max(mostItems),
  snapshot_id: z.string().optional(),
})

async function remove(view: View, c: Context): Promise<Response> {
  const playlist = writablePlaylistOf(view, c)
  const { success, data } = removal.safeParse(await fieldsOf(c))
  if (!success) return apiError(400, 'Missing required field: items')
  refuseForeignSnapshot(view, playlist, data.snapshot_id)
  const gone = new Set(data.items.map(({ uri }) => uri))
  editedPlaylistsOf(view).changes.arrange(playlist, (entries) => entries.filter((entry) => !gone.has(uriOf(entry))))
  return snapshot(view, playlist)
}

function uriOf({ content }: Entry): string {
  if (content === null) return ''
  if (content.kind === 'local') return toLocalUri(content)
  return `spotify:${content.kind === 'song' ? 'track' : 'episode'}:${content.id}`
}

/** Returns the entries for these URIs, or refuses the request if any of them is invalid. */
function entriesFor(view: View, uris: readonly unknown[], least = 1): Entry[] {
  if (uris.length < least) return refuse(apiError(400, 'Missing required field: uris'))
  if (uris.length > mostItems) return refuse(apiError(400, 'You can add a maximum of 100 tracks per request.'))
  const addedAt = `${new Date(view.state.now()).toISOString().slice(0, 19)}Z`
  return uris.map((uri) => {
    const [, kind, id] = String(uri).match(/^spotify:(track|episode):([0-9A-Za-z]{22})$/) ?? []
    if (id === undefined) return refuse(apiError(400, 'Invalid track uri'))
    return { addedAt, addedBy: view.viewer?.id ?? null, content: kind === 'track' ? songOf(id) : episodeOf(id) }
  })
}

function refuseForeignSnapshot(view: View, { id }: Playlist, snapshotId: string | undefined): void {
  if (snapshotId === undefined || editedPlaylistsOf(view).changes.isSnapshotOf(id, snapshotId)) return
  refuse(apiError(400, 'Invalid snapshot id'))
}

function snapshot(view: View, { id }: Playlist, status = 200): Response {
  return Response.json({ snapshot_id: editedPlaylistsOf(view).changes.snapshotOf(id) }, { status })
}

function requireWriteScope(view: View, isPublic: boolean): void {
  requireScope(view, isPublic ? 'playlist-modify-public' : 'playlist-modify-private')
}

/** Returns the playlist in the request's path, or refuses the request if the viewer or the app cannot change the playlist. */
function writablePlaylistOf(view: View, c: Context): Playlist {
  const playlist = playlistOf(view, c)
  if (!mayChange(view, playlist)) refuse(forbidden())
  requireWriteScope(view, playlist.public === true)
  return playlist
}

/** Parses the request body as a JSON object, or returns `null` for any other body. */
async function fieldsOf(c: Context): Promise<Record<string, unknown> | null> {
  const body: unknown = await c.req.json().catch(() => null)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null
}
