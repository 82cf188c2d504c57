import type { Context, Hono } from 'hono'
import type { Person } from '../data/people.ts'
import type { Playlist } from '../data/playlists.ts'
import type { EmulatorState } from '../state.ts'
import { apiError, forbidden, insufficientScope, notFound, notRegistered, refusedToken } from './errors.ts'
import { findVisible, has, type View, viewFor } from './views.ts'

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

/** Parses the request body as a JSON object, or returns `null` for any other body. */
export async function fieldsOf(c: Context): Promise<Record<string, unknown> | null> {
  const body: unknown = await c.req.json().catch(() => null)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null
}
