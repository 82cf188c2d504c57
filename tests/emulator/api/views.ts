import type { Context, Hono } from 'hono'
import type { AccessToken } from '../accounts/tokens.ts'
import type { Row } from '../data/library.ts'
import { type ApiVariant, type Person, personOf } from '../data/people.ts'
import type { Playlist } from '../data/playlists.ts'
import type { EmulatorState, Links } from '../state.ts'
import { apiError, forbidden, insufficientScope, notFound, notRegistered, refusedToken } from './responses.ts'

/** The context of a request: the token's user and scopes, and the user's API variant. */
export type View = {
  viewer: Person | null
  apiVariant: ApiVariant
  scopes: readonly string[]
  links: Links
  state: EmulatorState
}

function viewFor(state: EmulatorState, token: AccessToken): View {
  const viewer = token.person === null ? null : personOf(token.person)
  return { viewer, apiVariant: viewer?.apiVariant ?? 'development', scopes: token.scopes, links: state.links, state }
}

export function has(view: View, scope: string): boolean {
  return view.scopes.includes(scope)
}

export function isExtended(view: View): boolean {
  return view.apiVariant === 'extended'
}

/** Returns the viewer's playlists that the token's scopes give access to, newest first. */
export function listFor(view: View): Row[] {
  return ownRows(view).filter((row) => row === null || isListed(view, row))
}

function ownRows({ viewer, state }: View): readonly Row[] {
  return viewer === null ? [] : state.playlists.listOf(viewer.id)
}

function isListed(view: View, playlist: Playlist): boolean {
  const isOwn = playlist.owner.id === view.viewer?.id
  if (playlist.collaborative && !isOwn) return has(view, 'playlist-read-collaborative')
  return playlist.public === true || has(view, 'playlist-read-private')
}

/** Returns a playlist if it is public or in the viewer's list. Ignores scopes. */
function findVisible(view: View, id: string): Playlist | null {
  const own = ownRows(view).find((row) => row?.id === id)
  if (own) return own
  const playlist = view.state.playlists.find(id)
  return playlist?.public === true ? playlist : null
}

export function isPrivate(playlist: Playlist): boolean {
  return playlist.public !== true
}

export function mayReadContents(view: View, playlist: Playlist): boolean {
  if (isExtended(view)) return true
  const id = view.viewer?.id ?? ''
  return playlist.owner.id === id || playlist.collaborators.includes(id)
}

type Answer = (view: View, c: Context) => Response | Promise<Response>
/** Adds a route that requires an access token. */
export type On = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, answer: Answer) => void

export function onRoutes(routes: Hono, state: EmulatorState): On {
  return (method, path, answer) => routes.on(method, path, (c) => withView(state, c, answer))
}

function withView(state: EmulatorState, c: Context, answer: Answer): Response | Promise<Response> {
  const value = bearerOf(c.req.header('authorization'))
  if (value === null) return refusedToken('missing_token')
  const token = state.tokenStore.findAccessToken(value)
  if (token === undefined || state.tokenStore.isExpired(token)) return refusedToken('invalid_token')
  const view = viewFor(state, token)
  return view.viewer?.registered === false ? notRegistered() : answer(view, c)
}

export function bearerOf(authorization: string | null | undefined): string | null {
  return authorization?.match(/^Bearer +(\S+)$/i)?.[1] ?? null
}

/** Refuses the request unless the token belongs to a user and has this scope. */
export function withViewer(
  view: View,
  scope: string,
  answer: (viewer: Person) => Response,
  refuse = insufficientScope,
): Response {
  if (view.viewer === null) return forbidden()
  return has(view, scope) ? answer(view.viewer) : refuse()
}

export function withPlaylist<T extends Response | Promise<Response>>(
  view: View,
  c: Context,
  answer: (playlist: Playlist) => T,
): T | Response {
  const id = c.req.param('id') ?? ''
  if (!/^[0-9A-Za-z]{22}$/.test(id)) return apiError(400, 'invalid id')
  const playlist = findVisible(view, id)
  return playlist === null ? notFound() : answer(playlist)
}

export function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams
}
