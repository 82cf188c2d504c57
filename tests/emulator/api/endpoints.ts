import type { Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Playlist, Row } from '../data/library.ts'
import { type Person, personOf } from '../data/people.ts'
import type { EmulatorState, Links } from '../state.ts'

/** What the Web API's endpoints have in common: the access token, the error responses and the pages of a list. */

type ApiErrorOptions = { reason?: string; headers?: Record<string, string> }

export function apiError(status: number, message: string, { reason, headers = {} }: ApiErrorOptions = {}): Response {
  return Response.json({ error: { status, message, reason } }, { status, headers })
}

/** Since July 2026, all 401 responses have the same message and differ only in the `WWW-Authenticate` header. */
export function refusedToken(
  kind: 'missing_token' | 'invalid_token',
  message = 'Missing/invalid/expired access token',
): Response {
  return apiError(401, message, { headers: { 'www-authenticate': `Bearer realm="spotify", error="${kind}"` } })
}

export const notRegistered = () =>
  plainText(
    403,
    'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
  )

export const insufficientScope = () => apiError(403, 'Insufficient client scope')
export const forbidden = () => apiError(403, 'Forbidden')
export const notFound = () => apiError(404, 'Resource not found')

export function plainText(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** Ends the request with this response. */
export function refuse(response: Response): never {
  throw new HTTPException(response.status as HTTPException['status'], { res: response })
}

/** The context of a request: the token's user and scopes. */
export type View = {
  viewer: Person | null
  scopes: readonly string[]
  /** Builds the links and picture URLs that this user sees. */
  links: Links
  state: EmulatorState
}

type Answer = (view: View, c: Context) => Response | Promise<Response>
/** Adds a route that requires an access token. */
export type On = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, answer: Answer) => void

export function onRoutes(routes: Hono, state: EmulatorState): On {
  return (method, path, answer) => routes.on(method, path, (c) => answer(viewFor(state, c), c))
}

function viewFor(state: EmulatorState, c: Context): View {
  const value = bearerOf(c.req.raw)
  if (value === null) return refuse(refusedToken('missing_token'))
  const token = state.tokenStore.accessTokens.get(value)
  if (token === undefined || state.tokenStore.isExpired(token)) return refuse(refusedToken('invalid_token'))
  const viewer = token.person === null ? null : personOf(token.person)
  if (viewer?.registered === false) return refuse(notRegistered())
  return { viewer, scopes: token.scopes, links: { ...state.links, ...viewer?.links }, state }
}

export function bearerOf(request: Request): string | null {
  return request.headers.get('authorization')?.match(/^Bearer +(\S+)$/i)?.[1] ?? null
}

export function has(view: View, scope: string): boolean {
  return view.scopes.includes(scope)
}

export function isExtended({ viewer }: View): boolean {
  return viewer?.apiVariant === 'extended'
}

/** Returns the token's user, or refuses the request if the token belongs to no user. */
export function viewerOf({ viewer }: View): Person {
  return viewer ?? refuse(forbidden())
}

export function requireScope(view: View, scope: string): void {
  if (!has(view, scope)) refuse(insufficientScope())
}

/** Returns the viewer's playlists that the token's scopes give access to, newest first. */
export function listFor(view: View): Row[] {
  return ownRows(view).filter((row) => {
    if (row === null) return true
    if (row.collaborative && row.owner.id !== view.viewer?.id) return has(view, 'playlist-read-collaborative')
    return row.public === true || has(view, 'playlist-read-private')
  })
}

function ownRows({ viewer, state }: View): readonly Row[] {
  return viewer === null ? [] : state.playlists.listOf(viewer.id)
}

/** Returns the playlist in the request's path if it is public or in the viewer's list. Ignores scopes. */
export function playlistOf(view: View, c: Context): Playlist {
  const id = c.req.param('id') ?? ''
  if (!/^[0-9A-Za-z]{22}$/.test(id)) return refuse(apiError(400, 'invalid id'))
  const own = ownRows(view).find((row) => row?.id === id)
  if (own) return own
  const playlist = view.state.playlists.find(id)
  return playlist?.public === true ? playlist : refuse(notFound())
}

/** Whether the viewer is the playlist's owner or a collaborator. */
export function mayChange({ viewer }: View, { owner, collaborators }: Playlist): boolean {
  return viewer !== null && [owner.id, ...collaborators].includes(viewer.id)
}

export type Page = { limit: number; offset: number }

/** Returns the page that the query requests, or refuses the request. */
export function pageOf(c: Context, most: number, usual = '20', furthest = 100_000): Page {
  const limit = limitOf(c, most, usual)
  const offset = readWhole(c.req.query('offset') ?? '0')
  if (offset < 0 || offset > furthest) refuse(apiError(400, 'Invalid offset'))
  return { limit, offset }
}

export function limitOf(c: Context, most = 50, usual = '20'): number {
  const limit = readWhole(c.req.query('limit') ?? usual)
  return limit < 1 || limit > most ? refuse(apiError(400, 'Invalid limit')) : limit
}

/** Parses a whole number, or returns -1 for any other text. */
export function readWhole(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}

export function wantsEpisodes(c: Context): boolean {
  return (c.req.query('additional_types') ?? '').split(',').includes('episode')
}

/** Returns one page of a list in Spotify's format. Links to the list's other pages keep the query parameters of `address`. */
export function toPaging<T>(address: string, { limit, offset }: Page, total: number, items: T[]) {
  const at = (start: number) => {
    const url = new URL(address)
    url.searchParams.set('offset', String(start))
    url.searchParams.set('limit', String(limit))
    return url.href
  }
  return {
    href: at(offset),
    limit,
    next: offset + limit < total ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total,
    items,
  }
}
