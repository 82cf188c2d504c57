import type { AccessToken } from '../accounts/tokens.ts'
import { findPlaylist, playlistsOf, type Row } from '../data/library.ts'
import { type ApiVariant, type Person, personOf } from '../data/people.ts'
import type { Playlist } from '../data/playlists.ts'
import type { EmulatorState } from '../state.ts'
import type { Links } from './links.ts'

/** The context of a request: the token's user and scopes, and the user's API variant. */
export type View = {
  viewer: Person | null
  apiVariant: ApiVariant
  scopes: readonly string[]
  links: Links
  state: EmulatorState
}

export function viewFor(state: EmulatorState, token: AccessToken): View {
  const viewer = token.person === null ? null : personOf(token.person)
  return { viewer, apiVariant: viewer?.apiVariant ?? 'development', scopes: token.scopes, links: state.links, state }
}

export function has(view: View, scope: string): boolean {
  return view.scopes.includes(scope)
}

export function isExtended(view: View): boolean {
  return view.apiVariant === 'extended'
}

/** Returns the viewer's playlists that the token's scopes give access to. */
export function listFor(view: View): Row[] {
  return ownRows(view).filter((row) => row === null || isListed(view, row))
}

/** Returns the viewer's playlists, newest first, with all changes applied. */
function ownRows({ viewer, state }: View): Row[] {
  if (viewer === null) return []
  const { changes, savedItems } = state
  const followed = savedItems.added(viewer.id, 'playlist').flatMap(({ id }) => findPlaylist(id) ?? [])
  const rows = [...changes.madeBy(viewer.id), ...followed, ...playlistsOf(viewer.id)]
  return rows.flatMap((row) => {
    if (row === null) return [null]
    return savedItems.isRemoved(viewer.id, `spotify:playlist:${row.id}`) ? [] : [changes.current(row)]
  })
}

function isListed(view: View, playlist: Playlist): boolean {
  const isOwn = playlist.owner.id === view.viewer?.id
  if (playlist.collaborative && !isOwn) return has(view, 'playlist-read-collaborative')
  return playlist.public === true || has(view, 'playlist-read-private')
}

/** Returns a playlist if it is public or in the viewer's list. Ignores scopes. */
export function findVisible(view: View, id: string): Playlist | null {
  const own = ownRows(view).find((row) => row?.id === id)
  if (own) return own
  const { changes } = view.state
  const playlist = changes.findMade(id) ?? findPlaylist(id)
  const current = playlist && changes.current(playlist)
  return current?.public === true ? current : null
}

export function isPrivate(playlist: Playlist): boolean {
  return playlist.public !== true
}

export function mayReadContents(view: View, playlist: Playlist): boolean {
  if (isExtended(view)) return true
  const id = view.viewer?.id ?? ''
  return playlist.owner.id === id || playlist.collaborators.includes(id)
}
