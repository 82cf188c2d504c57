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
import {
  type App,
  ConnectionCut,
  type EmulatorState,
  type LoggedRequest,
  linksFrom,
  settingsSchema,
  Waits,
} from './state.ts'

export type EmulatorOptions = Omit<App, 'name'> & {
  /** The emulator's public origin or, if the origin is not known yet, a function that returns it later. */
  origin: string | (() => string)
  now?: () => number
}

export type GrantOptions = {
  scopes?: readonly string[]
  /** When the user gave consent (default: the current time). */
  consentedAtMs?: number
}

type CodeOptions = GrantOptions & { redirectUri?: string; codeChallenge?: string | null }

type Routes = Hono<{ Bindings: Partial<HttpBindings> }>
type Handle = (request: Request, bindings: Partial<HttpBindings>) => Promise<Response>

export type Emulator = ReturnType<typeof createEmulator>

type ListenOptions = Omit<EmulatorOptions, 'origin'> & {
  /** The port to listen on (default: any free port). */
  port?: number
}

export type Listening = { origin: string; emulator: Emulator; close(): Promise<void> }

/** Starts the emulator on a loopback address, so other machines cannot reach it. */
export async function listen({ port = 0, ...options }: ListenOptions): Promise<Listening> {
  let origin = ''
  const emulator = createEmulator({ ...options, origin: () => origin })
  const fetch = async (request: Request, bindings: unknown) => {
    const env = bindings as HttpBindings
    try {
      return await emulator.handle(request, env)
    } catch (error) {
      if (!(error instanceof ConnectionCut || request.signal.aborted)) throw error
      // A fault has closed the connection, or the client has disconnected.
      env.incoming.socket.destroy()
      return new Response(null)
    }
  }
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

export function createEmulator({ origin, now = Date.now, ...app }: EmulatorOptions) {
  const tokenStore = new TokenStore(now)
  const state: EmulatorState = {
    app: { name: knownApp.name, ...app },
    settings: settingsSchema.parse({}),
    tokenStore,
    faults: new ActiveFaults(),
    requests: [],
    playlists: new EditedPlaylists(generatedPlaylists, now),
    links: linksFrom(typeof origin === 'string' ? () => origin : origin),
    waits: new Waits(),
    now,
  }
  const controls = controlsOf(state)
  const routes = createRoutes(state, controls)
  const emulator = {
    ...controls,
    /** Responds to every request, whether it arrives over HTTP or through `fetch`. Tests can replace this function. */
    handle: (async (request, bindings) => routes.fetch(request, bindings)) as Handle,
    /** Like the global `fetch`, but responds from memory. */
    fetch: async (input: Request | URL | string, init?: RequestInit) =>
      fetchInMemory(emulator.handle, state.links.origin(), new Request(input, init)),
    /** Issues tokens as if the user had agreed on the consent page. */
    grantFor(person: PersonId, { scopes = [], consentedAtMs }: GrantOptions = {}) {
      const permission = tokenStore.agree(person, scopes, consentedAtMs)
      const { access_token: accessToken, scope } = accessFor(state, permission)
      return {
        accessToken,
        refreshToken: tokenStore.issueRefreshToken(permission, true),
        scope,
        expiresInSeconds: state.settings.accessTokenSeconds,
        consentedAtMs: permission.consentedAtMs,
      }
    },
    /** Issues an authorization code, by default for the first registered redirect URI. */
    codeFor(person: PersonId, { scopes = [], consentedAtMs, redirectUri, codeChallenge = null }: CodeOptions = {}) {
      const permission = tokenStore.agree(person, scopes, consentedAtMs)
      return tokenStore.issueCode(permission, redirectUri ?? app.redirectUris[0] ?? '', codeChallenge)
    },
  }
  return emulator
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
      slowCleared: state.faults.slowCleared(),
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

/** Handles a request in memory, as if the emulator were listening at `origin`. Requests to origins other than `origin` fail. */
async function fetchInMemory(handle: Handle, origin: string, request: Request): Promise<Response> {
  const { signal, redirect, headers, url } = request
  signal.throwIfAborted()
  if (new URL(url).origin !== origin) throw new ConnectionCut()
  const response = await handle(request, {})
  const location = response.headers.get('location')
  // Does not follow redirects from the consent page, because they lead to the app, which does not run in memory.
  if (location === null || redirect === 'manual' || !/^\/(?:v1|api)\//.test(new URL(url).pathname)) return response
  if (redirect === 'error') throw new ConnectionCut()
  return fetchInMemory(handle, origin, new Request(new URL(location, url), { headers, signal }))
}
