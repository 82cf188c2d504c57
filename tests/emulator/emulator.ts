import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { authorizePage } from './accounts/authorize.ts'
import { knownApp } from './accounts/known-app.ts'
import { accessFor, tokenEndpoint } from './accounts/token-endpoint.ts'
import { TokenStore } from './accounts/tokens.ts'
import { webApi } from './api/api.ts'
import { apiError } from './api/endpoints.ts'
import { generatedPlaylists } from './data/library.ts'
import type { PersonId } from './data/people.ts'
import { ActiveFaults, answerWith, describeCall } from './faults/faults.ts'
import { EditedPlaylists } from './more/edited-playlists.ts'
import { type Controls, controlApi, controlsOf } from './panel/control-api.ts'
import { panel } from './panel/panel.ts'
import { pictures } from './pictures.ts'
import { ConnectionCut, type EmulatorState, type LoggedRequest, linksFrom, settingsSchema, Waits } from './state.ts'

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

export type Emulator = Controls & {
  /** Like the global `fetch`, but responds from memory. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** Issues tokens as if the user had agreed on the consent page. */
  grantFor(person: PersonId, options?: GrantOptions): ReturnType<typeof grantFor>
  /** Issues an authorization code, by default for the first registered redirect URI. */
  codeFor(person: PersonId, options?: CodeOptions): string
}

type Routes = Hono<{ Bindings: Partial<HttpBindings> }>

export function createEmulator(options: EmulatorOptions): Emulator {
  return create(options).emulator
}

type ListenOptions = Omit<EmulatorOptions, 'origin'> & {
  /** The port to listen on (default: any free port). */
  port?: number
}

export type Listening = { origin: string; emulator: Emulator; close(): Promise<void> }

/** Starts the emulator on a loopback address, so other machines cannot reach it. */
export async function listen({ port = 0, ...options }: ListenOptions): Promise<Listening> {
  let origin = ''
  const { routes, emulator } = create({ ...options, origin: () => origin })
  const fetch = (request: Request, env: unknown) => serve(routes, request, env as HttpBindings)
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server
  await once(server.listen(port, '127.0.0.1'), 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      emulator.stop()
      // Closes all connections; otherwise, a browser would keep its connections open for another minute.
      server.closeAllConnections()
    })
  return { origin, emulator, close }
}

/** Handles an HTTP request, and destroys the socket if a fault closes the connection or the client has disconnected. */
async function serve(routes: Routes, request: Request, env: HttpBindings): Promise<Response> {
  try {
    return await routes.fetch(request, env)
  } catch (error) {
    if (!(error instanceof ConnectionCut || request.signal.aborted)) throw error
    env.incoming.socket.destroy()
    return new Response(null)
  }
}

function create({ origin, now = Date.now, ...app }: EmulatorOptions): { routes: Routes; emulator: Emulator } {
  const state: EmulatorState = {
    app: { name: knownApp.name, ...app },
    settings: settingsSchema.parse({}),
    tokenStore: new TokenStore(now),
    faults: new ActiveFaults(),
    requests: [],
    playlists: new EditedPlaylists(generatedPlaylists, now),
    links: linksFrom(typeof origin === 'string' ? () => origin : origin),
    waits: new Waits(),
    now,
  }
  const controls = controlsOf(state)
  const routes = createRoutes(state, controls)
  const emulator: Emulator = {
    ...controls,
    fetch: async (input, init) => fetchInMemory(routes, state.links.origin(), new Request(input, init)),
    grantFor: (person, options) => grantFor(state, person, options),
    codeFor: (person, options) => codeFor(state, person, options),
  }
  return { routes, emulator }
}

function createRoutes(state: EmulatorState, controls: Controls): Routes {
  const routes: Routes = new Hono()
  // Like Spotify, lets scripts on other sites call these endpoints, but does not let them read the `Retry-After` header.
  const open = cors({
    origin: '*',
    allowHeaders: ['Accept', 'Authorization', 'Content-Type'],
    allowMethods: ['GET', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'],
    maxAge: 604_800,
  })
  routes.use('/v1/*', open).use('/api/token', open).use(spotifyCalls(state))
  const parts = [authorizePage(state), tokenEndpoint(state), webApi(state), pictures(state), panel(state, controls)]
  for (const part of [...parts, controlApi(controls)]) routes.route('/', part)
  routes.get('/favicon.ico', () => new Response(null, { status: 204 }))
  routes.notFound(() => apiError(404, 'Service not found'))
  routes.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse()
    throw error
  })
  return routes
}

const ownPaths = /^\/($|_emulator\/|pictures\/|open\/|favicon\.ico$)/

/** Records all calls to Spotify and applies the active faults to them. */
function spotifyCalls(state: EmulatorState): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (c, next) => {
    const url = new URL(c.req.url)
    if (ownPaths.test(url.pathname)) return next()
    const call = await describeCall(c.req.raw, state)
    const faults = state.faults.take(call)
    const names = faults.length > 0 && { faults: faults.map(({ name }) => name) }
    const entry: LoggedRequest = {
      at: state.now(),
      method: c.req.method,
      query: c.req.query(),
      status: 0,
      ...call,
      ...names,
    }
    // Adds the entry as soon as a request arrives, which keeps the entries in order of arrival.
    if (state.requests.push(entry) > 1000) state.requests.shift()
    c.res = await answerWith(faults, {
      state,
      url,
      ended: state.waits.signalFor(c.req.raw),
      hangUp: (controller, reason) => (c.env.incoming ? c.env.incoming.socket.destroy() : controller.error(reason)),
      pass: async () => {
        await next()
        return c.res
      },
    })
    entry.status = c.res.status
    entry.traceId = randomBytes(8).toString('hex')
    // accounts.spotify.com also sends this ID, and Spotify's support team asks for it.
    c.header('sp-trace-id', entry.traceId)
  }
}

function grantFor(state: EmulatorState, person: PersonId, { scopes = [], consentedAtMs }: GrantOptions = {}) {
  const permission = state.tokenStore.agree(person, scopes, consentedAtMs)
  const { access_token: accessToken, scope } = accessFor(state, permission)
  return {
    accessToken,
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

/** Handles a request in memory, as if the emulator were listening at `origin`. Requests to origins other than `origin` fail. */
async function fetchInMemory(routes: Routes, origin: string, request: Request): Promise<Response> {
  const { signal, redirect, headers, url } = request
  signal.throwIfAborted()
  if (new URL(url).origin !== origin) throw new ConnectionCut()
  const response = await routes.fetch(request, {})
  const location = response.headers.get('location')
  // Does not follow redirects from the consent page, which lead to the app: only the emulator is in memory.
  if (location === null || redirect === 'manual' || !/^\/(?:v1|api)\//.test(new URL(url).pathname)) return response
  if (redirect === 'error') throw new ConnectionCut()
  return fetchInMemory(routes, origin, new Request(new URL(location, url), { headers, signal }))
}
