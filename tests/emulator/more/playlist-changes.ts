import type { Context } from 'hono'
import { z } from 'zod'
import { apiError, forbidden, insufficientScope } from '../api/responses.ts'
import { toLocalUri, toPlaylist } from '../api/shapes.ts'
import { has, isPrivate, mayReadContents, type On, queryOf, type View, withPlaylist } from '../api/views.ts'
import { episodeOf, songOf } from '../catalogue.ts'
import type { Entry, Playlist, PlaylistSketch } from '../data/playlists.ts'
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
  if (view.viewer === null) return forbidden()
  const { success, data } = details.required({ name: true }).safeParse(await fieldsOf(c))
  if (!success) return apiError(400, 'Missing required field: name')
  const sketch = toSketch({ ...data, public: data.public ?? true })
  if (sketch.collaborative && sketch.public) return contradiction()
  if (!mayWrite(view, sketch.public === true) || (sketch.collaborative && !mayWrite(view, true)))
    return insufficientScope()
  const made = editedPlaylistsOf(view).changes.make(view.viewer.id, { note: '', ...sketch })
  return Response.json(toPlaylist(made, view, true), { status: 201 })
}

function changeDetails(view: View, c: Context): Response | Promise<Response> {
  return withWritable(view, c, async (playlist) => {
    if (playlist.owner.id !== view.viewer?.id) return forbidden()
    const { success, data } = details.safeParse(await fieldsOf(c))
    if (!success) return apiError(400, 'Error parsing JSON.')
    const sketch = toSketch(data)
    const after = { ...playlist, ...sketch }
    if (after.collaborative && after.public) return contradiction()
    if (!mayWrite(view, after.public === true)) return insufficientScope()
    editedPlaylistsOf(view).changes.describe(playlist.id, sketch)
    return new Response(null, { status: 200 })
  })
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

function toSketch({ name, description, collaborative, ...rest }: z.output<typeof details>): PlaylistSketch {
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

function add(view: View, c: Context): Response | Promise<Response> {
  return withWritable(view, c, async (playlist) => {
    const { success, data } = addition.safeParse((await fieldsOf(c)) ?? {})
    if (!success) return apiError(400, 'Error parsing JSON.')
    const entries = entriesFor(view, queryOf(c).get('uris')?.split(',') ?? data.uris ?? [])
    if (typeof entries === 'string') return apiError(400, entries)
    const position = data.position ?? playlist.size
    if (position > playlist.size) return apiError(400, 'Index out of bounds.')
    editedPlaylistsOf(view).changes.arrange(playlist, (before) => before.toSpliced(position, 0, ...entries))
    return snapshot(view, playlist, 201)
  })
}

const move = z.object({
  range_start: z.int().nonnegative(),
  range_length: z.int().positive().default(1),
  insert_before: z.int().nonnegative(),
  snapshot_id: z.string().optional(),
})

function moveOrReplace(view: View, c: Context): Response | Promise<Response> {
  return withWritable(view, c, async (playlist) => {
    const fields = (await fieldsOf(c)) ?? {}
    const uris = queryOf(c).get('uris')?.split(',') ?? fields.uris
    if (Array.isArray(uris)) return replace(view, playlist, uris)
    const { success, data } = move.safeParse(fields)
    if (!success) return apiError(400, 'Missing required field: range_start')
    const { range_start: start, range_length: length, insert_before: before } = data
    if (start + length > playlist.size || before > playlist.size) return apiError(400, 'Index out of bounds.')
    if (isForeignSnapshot(view, playlist, data.snapshot_id)) return apiError(400, 'Invalid snapshot id')
    editedPlaylistsOf(view).changes.arrange(playlist, (entries) => {
      const moved = entries.slice(start, start + length)
      const rest = entries.toSpliced(start, length)
      return rest.toSpliced(before > start ? Math.max(start, before - length) : before, 0, ...moved)
    })
    return snapshot(view, playlist)
  })
}

function replace(view: View, playlist: Playlist, uris: unknown[]): Response {
  const entries = entriesFor(view, uris, 0)
  if (typeof entries === 'string') return apiError(400, entries)
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

function remove(view: View, c: Context): Response | Promise<Response> {
  return withWritable(view, c, async (playlist) => {
    const { success, data } = removal.safeParse(await fieldsOf(c))
    if (!success) return apiError(400, 'Missing required field: items')
    if (isForeignSnapshot(view, playlist, data.snapshot_id)) return apiError(400, 'Invalid snapshot id')
    const gone = new Set(data.items.map(({ uri }) => uri))
    editedPlaylistsOf(view).changes.arrange(playlist, (entries) => entries.filter((entry) => !gone.has(uriOf(entry))))
    return snapshot(view, playlist)
  })
}

function uriOf({ content }: Entry): string {
  if (content === null) return ''
  if (content.kind === 'local') return toLocalUri(content)
  return `spotify:${content.kind === 'song' ? 'track' : 'episode'}:${content.id}`
}

/** Returns the entries for these URIs, or Spotify's error message if any of them is invalid. */
function entriesFor(view: View, uris: readonly unknown[], least = 1): Entry[] | string {
  if (uris.length < least) return 'Missing required field: uris'
  if (uris.length > mostItems) return 'You can add a maximum of 100 tracks per request.'
  const addedAt = `${new Date(view.state.now()).toISOString().slice(0, 19)}Z`
  const entries: Entry[] = []
  for (const uri of uris) {
    const [, kind, id] = String(uri).match(/^spotify:(track|episode):([0-9A-Za-z]{22})$/) ?? []
    if (id === undefined) return 'Invalid track uri'
    const content = kind === 'track' ? songOf(id) : episodeOf(id)
    entries.push({ addedAt, addedBy: view.viewer?.id ?? null, content })
  }
  return entries
}

function isForeignSnapshot(view: View, { id }: Playlist, snapshotId: string | undefined): boolean {
  return snapshotId !== undefined && !editedPlaylistsOf(view).changes.isSnapshotOf(id, snapshotId)
}

function snapshot(view: View, { id }: Playlist, status = 200): Response {
  return Response.json({ snapshot_id: editedPlaylistsOf(view).changes.snapshotOf(id) }, { status })
}

function mayWrite(view: View, isPublic: boolean): boolean {
  return has(view, isPublic ? 'playlist-modify-public' : 'playlist-modify-private')
}

/** Refuses the request unless the token has the required scope and the viewer is the playlist's owner or a collaborator. */
function withWritable(
  view: View,
  c: Context,
  answer: (playlist: Playlist) => Promise<Response>,
): Response | Promise<Response> {
  return withPlaylist(view, c, (playlist) => {
    const mayChange = mayReadContents({ ...view, apiVariant: 'development' }, playlist)
    if (!mayChange) return forbidden()
    return mayWrite(view, !isPrivate(playlist)) ? answer(playlist) : insufficientScope()
  })
}

/** Parses the request body as a JSON object, or returns `null` for any other body. */
async function fieldsOf(c: Context): Promise<Record<string, unknown> | null> {
  const body: unknown = await c.req.json().catch(() => null)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null
}
