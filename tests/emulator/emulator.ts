import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { authorizePage } from './accounts/authorize.ts'
import { knownApp } from './accounts/known-app.ts'
import { accessFor, tokenEndpoint } from './accounts/token-endpoint.ts'
import { TokenStore } from './accounts/tokens.ts'
import { webApi } from './api/api.ts'
import { apiError } from './api/endpoints.ts'
import { anyOrigin, describeCall, isOpenToScripts, isSpotifyCall, preflight, RequestLog } from './calls.ts'
import { generatedPlaylists } from './data/library.ts'
import type { PersonId } from './data/people.ts'
import { ActiveFaults, answerWith } from './faults/faults.ts'
import type { HangUp } from './faults/spotify-errors.ts'
import { EditedPlaylists } from './more/edited-playlists.ts'
import { type Controls, controlApi, controlsOf } from './panel/control-api.ts'
import { openPages, panel } from './panel/panel.ts'
import { pictures } from './pictures.ts'
import { ConnectionCut, type EmulatorState, linksFrom, settingsSchema, Waits } from './state.ts'

export type EmulatorOptions = {
  /** The emulator's public origin or, if the origin is not known yet, a function that returns it later. */
  origin: string | (() => string)
  clientId: string
  clientSecret: string
  redirectUris: string[]
  now?: () => number
}

export type GrantOptions = {
  scopes?: readonly string[]
  /** When the user gave consent (default: the current time). */
  consentedAtMs?: number
}

type CodeOptions = GrantOptions & { redirectUri?: string; codeChallenge?: string }

type Grant = {
  accessToken: string
  refreshToken: string
  scope: string
  expiresInSeconds: number
  consentedAtMs: number
}

export type Emulator = Controls & {
  /**
   * Like the global `fetch`, but responds from memory. An HTTP server passes an `HttpBindings` object as the second argument
   * instead of `init`.
   */
  fetch(input: Request | URL | string, init?: RequestInit | HttpBindings): Promise<Response>
  /** Issues tokens as if the user had agreed on the consent page. */
  grantFor(person: PersonId, options?: GrantOptions): Grant
  /** Issues an authorization code, by default for the first registered redirect URI. */
  codeFor(person: PersonId, options?: CodeOptions): string
}

export function createEmulator(options: EmulatorOptions): Emulator {
  const state = createState(options)
  const controls = controlsOf(state)
  const app = createApp(state, controls)
  const handle = (request: Request, env?: HttpBindings) => answer(state, app, { request, env })
  return {
    ...controls,
    fetch: async (input, init) => {
      if (input instanceof Request && init !== undefined && 'incoming' in init) return serve(handle, input, init)
      const request = new Request(input, init as RequestInit | undefined)
      return fetchInMemory(request, state.links.origin(), handle)
    },
    grantFor: (person, grant) => grantFor(state, person, grant),
    codeFor: (person, code) => codeFor(state, person, code),
  }
}

function createState({ origin, now = Date.now, ...app }: EmulatorOptions): EmulatorState {
  return {
    app: {
      name: knownApp.name,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      redirectUris: app.redirectUris,
    },
    settings: settingsSchema.parse({}),
    tokenStore: new TokenStore(now),
    faults: new ActiveFaults(),
    requestLog: new RequestLog(),
    playlists: new EditedPlaylists(generatedPlaylists, now),
    links: linksFrom(typeof origin === 'string' ? () => origin : origin),
    waits: new Waits(),
    now,
  }
}

function createApp(state: EmulatorState, controls: Controls): Hono {
  const app = new Hono()
  const parts = [authorizePage(state), tokenEndpoint(state), webApi(state), pictures(state), openPages()]
  for (const routes of [...parts, panel(state, controls), controlApi(controls)]) app.route('/', routes)
  app.get('/favicon.ico', () => new Response(null, { status: 204 }))
  app.notFound(() => apiError(404, 'Service not found'))
  return app
}

type Incoming = { request: Request; env: HttpBindings | undefined }

async function answer(state: EmulatorState, app: Hono, { request, env }: Incoming): Promise<Response> {
  const url = new URL(request.url)
  const pass = async () => app.fetch(request, env)
  if (!isSpotifyCall(url.pathname)) return pass()
  const isOpen = isOpenToScripts(url.pathname)
  if (isOpen && request.method === 'OPTIONS') return preflight()
  const call = await describeCall(request, state)
  const faults = state.faults.take(call)
  const query = Object.fromEntries(url.searchParams)
  const names = faults.length === 0 ? {} : { faults: faults.map(({ name }) => name) }
  const entry = state.requestLog.add({ at: state.now(), method: request.method, query, status: 0, ...call, ...names })
  const ended = state.waits.signalFor(request)
  const response = await answerWith(faults, { state, url, pass, ended, hangUp: hangUpOn(env) })
  entry.status = response.status
  entry.traceId = randomBytes(8).toString('hex')
  // accounts.spotify.com also sends this ID, and Spotify's support team asks for it.
  return withHeaders(response, { 'sp-trace-id': entry.traceId, ...(isOpen && anyOrigin) })
}

function withHeaders(response: Response, added: Record<string, string>): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(added)) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}

function hangUpOn(env: HttpBindings | undefined): HangUp {
  if (env === undefined) return (controller, reason) => controller.error(reason)
  return () => env.incoming.socket.destroy()
}

/** Handles an HTTP request, and destroys the socket if a fault closes the connection or the client has disconnected. */
async function serve(
  handle: (request: Request, env: HttpBindings) => Promise<Response>,
  request: Request,
  env: HttpBindings,
) {
  try {
    return await handle(request, env)
  } catch (error) {
    const isConnectionClosed = error instanceof ConnectionCut || request.signal.aborted
    if (!isConnectionClosed) throw error
    env.incoming.socket.destroy()
    return new Response(null)
  }
}

function grantFor(state: EmulatorState, person: PersonId, { scopes = [], consentedAtMs }: GrantOptions = {}): Grant {
  const permission = state.tokenStore.agree(person, scopes, consentedAtMs)
  const { access_token, scope } = accessFor(state, permission)
  return {
    accessToken: access_token,
    refreshToken: state.tokenStore.issueRefreshToken(permission, true),
    scope,
    expiresInSeconds: state.settings.accessTokenSeconds,
    consentedAtMs: permission.consentedAtMs,
  }
}

function codeFor(state: EmulatorState, person: PersonId, options: CodeOptions = {}): string {
  const { scopes = [], consentedAtMs, redirectUri = state.app.redirectUris[0] ?? '', codeChallenge = null } = options
  return state.tokenStore.issueCode(state.tokenStore.agree(person, scopes, consentedAtMs), redirectUri, codeChallenge)
}

type Handle = (request: Request) => Promise<Response>

/** Handles a request in memory, as if the emulator were listening at `origin`. Requests to origins other than `origin` fail. */
async function fetchInMemory(request: Request, origin: string, handle: Handle): Promise<Response> {
  request.signal.throwIfAborted()
  const { origin: asked, pathname } = new URL(request.url)
  if (asked !== origin) throw new ConnectionCut()
  const response = await handle(request)
  return isForPrograms(pathname) ? obeyRedirectMode(request, response, origin, handle) : response
}

// `fetchInMemory` follows redirects from the Web API and the token endpoint, but not from the consent page, which redirects to the
// app: only the emulator is in memory.
function isForPrograms(path: string): boolean {
  return path.startsWith('/v1/') || path.startsWith('/api/')
}

function obeyRedirectMode(request: Request, response: Response, origin: string, handle: Handle) {
  const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
  if (location === null || request.redirect === 'manual') return response
  if (request.redirect === 'error') throw new ConnectionCut()
  const { headers, signal } = request
  return fetchInMemory(new Request(new URL(location, request.url), { headers, signal }), origin, handle)
}
