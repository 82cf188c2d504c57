import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { webApi } from './api.ts'
import { apiError } from './api-errors.ts'
import { authorizePage } from './authorize.ts'
import { describeCall, isSpotifyCall } from './calls.ts'
import { Changes } from './changes.ts'
import { controlApi } from './control-api.ts'
import { type Controls, controlsOf } from './controls.ts'
import { anyOrigin, isOpenToScripts, preflight } from './cors.ts'
import { answerWith } from './fault-answers.ts'
import type { HangUp } from './fault-streams.ts'
import { FaultBoard } from './faults.ts'
import { accessFor } from './grants.ts'
import { fetchInMemory } from './in-memory.ts'
import { Journal } from './journal.ts'
import { knownApp } from './known-app.ts'
import { Ledger } from './ledger.ts'
import { Links } from './links.ts'
import { openPages } from './open-pages.ts'
import { panel } from './panel.ts'
import type { PersonId } from './people.ts'
import { pictures } from './pictures.ts'
import { Shelf } from './shelf.ts'
import { tokenEndpoint } from './token-endpoint.ts'
import { ConnectionCut, Waits } from './waits.ts'
import { freshSettings, type World } from './world.ts'

export type EmulatorOptions = {
  /** The emulator's own public origin; a function where it is known only later. */
  origin: string | (() => string)
  clientId: string
  clientSecret: string
  redirectUris: string[]
  now?: () => number
}

export type GrantOptions = {
  scopes?: readonly string[]
  /** When the person agreed; now if left out. */
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
  /** Like the global `fetch`, answered in memory; a server passes its bindings in place of `init`. */
  fetch(input: Request | URL | string, init?: RequestInit | HttpBindings): Promise<Response>
  /** An access and a refresh token, as if the person had just been through the consent page. */
  grantFor(person: PersonId, options?: GrantOptions): Grant
  /** A code as the callback would get it, for the first redirect URI unless another is named. */
  codeFor(person: PersonId, options?: CodeOptions): string
}

export function createEmulator(options: EmulatorOptions): Emulator {
  const world = createWorld(options)
  const controls = controlsOf(world)
  const app = createApp(world, controls)
  const handle = (request: Request, env?: HttpBindings) => answer(world, app, { request, env })
  return {
    ...controls,
    fetch: async (input, init) => {
      if (input instanceof Request && init !== undefined && 'incoming' in init) return serve(handle, input, init)
      const request = new Request(input, init as RequestInit | undefined)
      return fetchInMemory(request, world.links.origin(), handle)
    },
    grantFor: (person, grant) => grantFor(world, person, grant),
    codeFor: (person, code) => codeFor(world, person, code),
  }
}

function createWorld({ origin, now = Date.now, ...app }: EmulatorOptions): World {
  return {
    app: {
      name: knownApp.name,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      redirectUris: app.redirectUris,
    },
    settings: freshSettings(),
    ledger: new Ledger(now),
    faults: new FaultBoard(),
    journal: new Journal(),
    changes: new Changes(),
    shelf: new Shelf(now),
    links: new Links(origin),
    waits: new Waits(),
    now,
  }
}

function createApp(world: World, controls: Controls): Hono {
  const app = new Hono()
  const parts = [authorizePage(world), tokenEndpoint(world), webApi(world), pictures(world), openPages()]
  for (const routes of [...parts, panel(world, controls), controlApi(controls)]) app.route('/', routes)
  app.get('/favicon.ico', () => new Response(null, { status: 204 }))
  app.notFound(() => apiError(404, 'Service not found'))
  return app
}

type Incoming = { request: Request; env: HttpBindings | undefined }

async function answer(world: World, app: Hono, { request, env }: Incoming): Promise<Response> {
  const url = new URL(request.url)
  const pass = async () => app.fetch(request, env)
  if (!isSpotifyCall(url.pathname)) return pass()
  const isOpen = isOpenToScripts(url.pathname)
  if (isOpen && request.method === 'OPTIONS') return preflight()
  const call = await describeCall(request, world)
  const faults = world.faults.take(call)
  const query = Object.fromEntries(url.searchParams)
  const names = faults.length === 0 ? {} : { faults: faults.map(({ name }) => name) }
  const entry = world.journal.add({ at: world.now(), method: request.method, query, status: 0, ...call, ...names })
  const ended = world.waits.signalFor(request)
  const response = await answerWith(faults, { world, url, pass, ended, hangUp: hangUpOver(env) })
  entry.status = response.status
  entry.traceId = randomBytes(8).toString('hex')
  // The number was seen in answers of accounts.spotify.com: what Spotify's support would ask for.
  return withHeaders(response, { 'sp-trace-id': entry.traceId, ...(isOpen && anyOrigin) })
}

function withHeaders(response: Response, added: Record<string, string>): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(added)) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}

function hangUpOver(env: HttpBindings | undefined): HangUp {
  if (env === undefined) return (controller, reason) => controller.error(reason)
  return () => env.incoming.socket.destroy()
}

/** Over a socket a cut is a cut: nothing more is written. */
async function serve(
  handle: (request: Request, env: HttpBindings) => Promise<Response>,
  request: Request,
  env: HttpBindings,
) {
  try {
    return await handle(request, env)
  } catch (error) {
    const isOver = error instanceof ConnectionCut || request.signal.aborted
    if (!isOver) throw error
    env.incoming.socket.destroy()
    return new Response(null)
  }
}

function grantFor(world: World, person: PersonId, { scopes = [], consentedAtMs }: GrantOptions = {}): Grant {
  const permission = world.ledger.agree(person, scopes, consentedAtMs)
  const { access_token, scope } = accessFor(world, permission)
  return {
    accessToken: access_token,
    refreshToken: world.ledger.issueRefreshToken(permission, true),
    scope,
    expiresInSeconds: world.settings.accessTokenSeconds,
    consentedAtMs: permission.consentedAtMs,
  }
}

function codeFor(world: World, person: PersonId, options: CodeOptions = {}): string {
  const { scopes = [], consentedAtMs, redirectUri = world.app.redirectUris[0] ?? '', codeChallenge = null } = options
  return world.ledger.issueCode(world.ledger.agree(person, scopes, consentedAtMs), redirectUri, codeChallenge)
}
