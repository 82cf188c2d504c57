import { z } from 'zod'
import type { Api } from '../api'
import { playlistEndpoint } from '../playlists'
import { SpotifyError, text } from '../response'
import type { Scope } from '../scopes'
import { type Playlist, playlistShape, toPlaylist } from '../shapes'

/**
 * The playlist to change. The playlist's visibility determines the required scope. If the visibility is unknown, the call is sent
 * without a scope check.
 */
export type PlaylistToChange = Pick<Playlist, 'id' | 'visibility'>

export type PlaylistDetails = {
  name: string
  description?: string
  visibility: 'public' | 'private'
  /** Whether other users can edit the playlist. Spotify allows collaboration only on private playlists. */
  isCollaborative?: boolean
}

/**
 * Creates an empty playlist and returns it. After a `spotify_unavailable` error, check the visitor's playlists before you repeat
 * the call, because a second call may create a second playlist.
 * See https://developer.spotify.com/documentation/web-api/reference/create-playlist
 */
export async function createPlaylist(api: Api, details: PlaylistDetails): Promise<Playlist> {
  const shape = playlistShape
  const scope = scopesFor(details.visibility, details)
  const raw = await api.send({ method: 'POST', path: '/v1/me/playlists', scope, body: toBody(details), shape })
  return toPlaylist(raw, api.url)
}

/**
 * Changes the given details of a playlist and keeps all other details. You can safely repeat the call.
 * See https://developer.spotify.com/documentation/web-api/reference/change-playlist-details
 */
export async function changePlaylist(
  api: Api,
  { id, visibility }: PlaylistToChange,
  changes: Partial<PlaylistDetails>,
): Promise<void> {
  const scope = scopesFor(visibility, changes)
  await api.send({ method: 'PUT', path: playlistEndpoint(id), scope, body: toBody(changes), shape: z.json() })
}

type Addition = {
  /** The URIs of up to 100 tracks and episodes. */
  uris: readonly string[]
  /** The zero-based index at which to insert the new items. By default, the items are added at the end of the playlist. */
  position?: number
}

/**
 * Adds items to a playlist in the given order. After a `spotify_unavailable` error, read the playlist before you repeat the call,
 * because a second call may add the items a second time.
 * See https://developer.spotify.com/documentation/web-api/reference/add-items-to-playlist
 */
export async function addPlaylistItems(
  api: Api,
  playlist: PlaylistToChange,
  { uris, ...place }: Addition,
): Promise<SnapshotId> {
  return changeItems(api, playlist, 'POST', { uris: checkUris(uris), ...place })
}

type Move = {
  /** The zero-based index of the first item to move. */
  start: number
  length?: number
  /** The range is inserted in front of the item at this zero-based index, which refers to the order before the move. */
  before: number
  snapshotId?: SnapshotId
}

/**
 * Moves a range of items within a playlist. After a `spotify_unavailable` error, read the playlist before you repeat the call,
 * because the indexes may have changed.
 * See https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items
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
 * Removes all occurrences of up to 100 items from a playlist. You can safely repeat the call.
 * See https://developer.spotify.com/documentation/web-api/reference/remove-items-playlist
 */
export async function removePlaylistItems(
  api: Api,
  playlist: PlaylistToChange,
  { uris, snapshotId }: Removal,
): Promise<SnapshotId> {
  const items = checkUris(uris).map((uri) => ({ uri }))
  return changeItems(api, playlist, 'DELETE', { items, ...toSnapshot(snapshotId) })
}

/**
 * Identifies a version of the playlist. If you pass this ID with the next change, the indexes in that change refer to this version.
 */
export type SnapshotId = string | null

const snapshotShape = z.object({ snapshot_id: text })

async function changeItems(
  api: Api,
  { id, visibility }: PlaylistToChange,
  method: 'POST' | 'PUT' | 'DELETE',
  body: Record<string, unknown>,
): Promise<SnapshotId> {
  const path = `${playlistEndpoint(id)}/items`
  const answer = await api.send({ method, path, scope: scopesFor(visibility), body, shape: snapshotShape })
  return answer.snapshot_id
}

/**
 * Returns the scopes that are required for the playlist's current and new visibility. Making a playlist collaborative requires the
 * scopes for both private and public playlists.
 */
function scopesFor(visibility: Playlist['visibility'], changes: Partial<PlaylistDetails> = {}): Scope[] {
  if (changes.isCollaborative) return ['playlist-modify-private', 'playlist-modify-public']
  const needed = new Set([visibility, changes.visibility ?? visibility])
  const scopes: Scope[] = []
  if (needed.has('private')) scopes.push('playlist-modify-private')
  if (needed.has('public')) scopes.push('playlist-modify-public')
  return scopes
}

/**
 * Returns the request body. For a new playlist, the body must contain the visibility, because Spotify creates public playlists by
 * default.
 */
const toBody = ({ name, description, visibility, isCollaborative }: Partial<PlaylistDetails>) => ({
  name,
  description,
  public: visibility && visibility === 'public',
  collaborative: isCollaborative,
})

const toSnapshot = (snapshotId: SnapshotId | undefined) => (snapshotId ? { snapshot_id: snapshotId } : {})

const maxItems = 100

function checkUris(uris: readonly string[]): readonly string[] {
  const areItems = uris.every((uri) => /^spotify:(track|episode):[0-9A-Za-z]{1,64}$/.test(uri))
  if (uris.length < 1 || uris.length > maxItems || !areItems)
    throw new SpotifyError('invalid_request', `Spotify accepts 1 to ${maxItems} URIs of tracks and episodes per call`)
  return uris
}
