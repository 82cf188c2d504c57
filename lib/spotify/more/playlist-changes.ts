import { z } from 'zod'
import type { Api } from '../api'
import { SpotifyError } from '../errors'
import { playlistPath } from '../playlists'
import type { Scope } from '../scopes'
import { type Playlist, playlistShape, text, toPlaylist } from '../shapes'

/** Which one, and who sees it: that decides the scope. Of an unknown visibility, Spotify decides. */
export type PlaylistToChange = Pick<Playlist, 'id' | 'visibility'>

export type PlaylistDetails = {
  name: string
  description?: string
  visibility: 'public' | 'private'
  /** Others may add to it; for private ones only. */
  isCollaborative?: boolean
}

/**
 * A new playlist without items. After an unknown end, look for it among the visitor's playlists: a second call may make a
 * second one. https://developer.spotify.com/documentation/web-api/reference/create-playlist
 */
export async function createPlaylist(api: Api, details: PlaylistDetails): Promise<Playlist> {
  const shape = playlistShape
  const scope = scopesFor(details.visibility, details)
  const raw = await api.send({ method: 'POST', path: '/v1/me/playlists', scope, body: toBody(details), shape })
  return toPlaylist(raw, api.url)
}

/**
 * Changes what is named and leaves the rest. The same change twice is the same as once:
 * https://developer.spotify.com/documentation/web-api/reference/change-playlist-details
 */
export async function changePlaylist(
  api: Api,
  { id, visibility }: PlaylistToChange,
  changes: Partial<PlaylistDetails>,
): Promise<void> {
  const scope = scopesFor(visibility, changes)
  await api.send({ method: 'PUT', path: playlistPath(id), scope, body: toBody(changes), shape: z.json() })
}

type Addition = {
  /** Of tracks and episodes, a hundred at most. */
  uris: readonly string[]
  /** Before the item at this place, counted from zero; left out: at the end. */
  position?: number
}

/**
 * Puts items in, in the order of the URIs. After an unknown end, read the playlist: a second call may add them twice.
 * https://developer.spotify.com/documentation/web-api/reference/add-items-to-playlist
 */
export async function addPlaylistItems(
  api: Api,
  playlist: PlaylistToChange,
  { uris, ...place }: Addition,
): Promise<SnapshotId> {
  return changeItems(api, playlist, 'POST', { uris: checkUris(uris), ...place })
}

type Move = {
  /** The first of those to move, and how many. */
  start: number
  length?: number
  /** They come to stand before what stands at this place now. */
  before: number
  snapshotId?: SnapshotId
}

/**
 * Moves items that stand side by side. After an unknown end, read the playlist: places mean something else once it is done.
 * https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items
 */
export async function movePlaylistItems(
  api: Api,
  playlist: PlaylistToChange,
  { start, length = 1, before, snapshotId }: Move,
): Promise<SnapshotId> {
  const move = { range_start: start, range_length: length, insert_before: before }
  return changeItems(api, playlist, 'PUT', { ...move, ...toSnapshot(snapshotId) })
}

type Removal = { uris: readonly string[]; snapshotId?: SnapshotId }

/**
 * Takes out every place of what the URIs name, a hundred at most. What is gone cannot be removed again, so that it may be
 * tried again after an unknown end: https://developer.spotify.com/documentation/web-api/reference/remove-items-playlist
 */
export async function removePlaylistItems(
  api: Api,
  playlist: PlaylistToChange,
  { uris, snapshotId }: Removal,
): Promise<SnapshotId> {
  const items = checkUris(uris).map((uri) => ({ uri }))
  return changeItems(api, playlist, 'DELETE', { items, ...toSnapshot(snapshotId) })
}

/** Names the playlist's state after a change: given along with the next, the places in it are those of this state. */
export type SnapshotId = string | null

const snapshotShape = z.object({ snapshot_id: text })

async function changeItems(
  api: Api,
  { id, visibility }: PlaylistToChange,
  method: 'POST' | 'PUT' | 'DELETE',
  body: Record<string, unknown>,
): Promise<SnapshotId> {
  const path = `${playlistPath(id)}/items`
  const answer = await api.send({ method, path, scope: scopesFor(visibility), body, shape: snapshotShape })
  return answer.snapshot_id
}

/** For what it is and for what it is to be: a collaborative one needs both scopes. */
function scopesFor(visibility: Playlist['visibility'], changes: Partial<PlaylistDetails> = {}): Scope[] {
  if (changes.isCollaborative) return ['playlist-modify-private', 'playlist-modify-public']
  const needed = new Set([visibility, changes.visibility ?? visibility])
  const scopes: Scope[] = []
  if (needed.has('private')) scopes.push('playlist-modify-private')
  if (needed.has('public')) scopes.push('playlist-modify-public')
  return scopes
}

/** Says `public` whenever it is known: left out at the creation, Spotify takes it for true. */
const toBody = ({ name, description, visibility, isCollaborative }: Partial<PlaylistDetails>) => ({
  name,
  description,
  public: visibility && visibility === 'public',
  collaborative: isCollaborative,
})

const toSnapshot = (snapshotId: SnapshotId | undefined) => (snapshotId ? { snapshot_id: snapshotId } : {})

const mostItems = 100

function checkUris(uris: readonly string[]): readonly string[] {
  const areItems = uris.every((uri) => /^spotify:(track|episode):[0-9A-Za-z]{1,64}$/.test(uri))
  if (uris.length < 1 || uris.length > mostItems || !areItems)
    throw new SpotifyError(
      'invalid_request',
      `A playlist takes 1 to ${mostItems} URIs of tracks and episodes at a time`,
    )
  return uris
}
