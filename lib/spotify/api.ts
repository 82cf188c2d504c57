import type { z } from 'zod'
import { parseJson, readText } from './body'
import { type Cooldown, type Limit, secondsLeft, toGroup } from './cooldown'
import { SpotifyError } from './errors'
import type { Scope } from './scopes'
import { readRequestId, toSpotifyError } from './to-spotify-error'

export type ApiSettings = {
  /** Origin of the Web API, without `/v1`. */
  url: string
  accessToken: string
  grantedScopes: readonly Scope[]
  cooldown: Cooldown
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
  /** The visitor's request: when it ends, so does the call. */
  signal?: AbortSignal | undefined
}

export type ApiRequest<Shape extends z.ZodType> = {
  /** Below the API's origin, like `/v1/me`. */
  path: string
  query?: Record<string, string | number>
  /** Without this scope, or all of these, the call is not made. */
  scope?: Scope | readonly Scope[] | undefined
  shape: Shape
}

export type ApiWrite<Shape extends z.ZodType> = ApiRequest<Shape> & {
  method: 'POST' | 'PUT' | 'DELETE'
  body?: Record<string, unknown>
}

/** What a page gets: it may render twice, and must change nothing. */
export type ReadApi = {
  /** Origin that pictures, links and `next` addresses may point at besides Spotify's own hosts. */
  readonly url: string
  /** One GET with the visitor's token, repeated once after a reset connection. Throws `SpotifyError`, and nothing else. */
  get<Shape extends z.ZodType>(request: ApiRequest<Shape>): Promise<z.output<Shape>>
}

export type Api = ReadApi & {
  /**
   * One change with the visitor's token, sent again only after a 429, when Spotify has done nothing. Throws `SpotifyError`.
   * After `spotify_unavailable` (a time-out, a cut, 5xx, an answer that cannot be read) it may have been made: read before
   * trying again.
   */
  send<Shape extends z.ZodType>(request: ApiWrite<Shape>): Promise<z.output<Shape>>
}

const timeoutMs = 8_000
const maxBytes = 5 * 1024 * 1024
/**
 * Codes of Node's `fetch` for a connection that was closed before the response began. A kept one often was already, after a
 * freeze of this process.
 */
const resetCodes = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']
/** What a visitor waits for Spotify's rate limit rather than be told of it. */
const patienceMs = 3_000

/** Spotify's Web API for one access token: https://developer.spotify.com/documentation/web-api/concepts/api-calls */
export function createApi(settings: ApiSettings): Api {
  return {
    url: settings.url,
    get: (request) => call(settings, { ...request, method: 'GET' }),
    send: (request) => call(settings, request),
  }
}

type Call<Shape extends z.ZodType> = Omit<ApiWrite<Shape>, 'method'> & { method: ApiWrite<Shape>['method'] | 'GET' }
type AnyCall = Omit<Call<z.ZodType>, 'shape'>

async function call<Shape extends z.ZodType>(settings: ApiSettings, { shape, ...call }: Call<Shape>) {
  const missingScope = scopesOf(call).find((scope) => !settings.grantedScopes.includes(scope))
  if (missingScope)
    throw new SpotifyError(
      'missing_scope',
      `${callLabel(call)} needs the scope ${missingScope}, which was not granted`,
      {
        missingScope,
      },
    )
  const { response, text } = await ask(settings, call)
  const parsed = shape.safeParse(text === '' ? null : parseJson(text))
  if (parsed.success) return parsed.data
  const detail = { status: response.status, requestId: readRequestId(response.headers), cause: parsed.error }
  throw new SpotifyError('spotify_unavailable', `${callLabel(call)} answered in an unknown shape`, detail)
}

const callLabel = ({ method, path }: Pick<AnyCall, 'method' | 'path'>) => `${method} ${path}`
const scopesOf = ({ scope = [] }: Pick<AnyCall, 'scope'>): readonly Scope[] => [scope].flat()

/** The answer to a call that went well. A rate limit of a few seconds is waited for, and the call made once more. */
async function ask(settings: ApiSettings, call: AnyCall) {
  await waitForTurn(settings, call)
  try {
    return await askOnce(settings, call)
  } catch (error) {
    if (!(error instanceof SpotifyError && isBrief(error))) throw error
  }
  await waitForTurn(settings, call)
  return askOnce(settings, call)
}

const isBrief = ({ code, retryAfterSeconds = Number.POSITIVE_INFINITY }: SpotifyError) =>
  code === 'rate_limited' && retryAfterSeconds * 1_000 <= patienceMs

/** Goes on where no limit stands in the way, or one that is over in a moment; else it throws, and Spotify is not asked. */
async function waitForTurn({ cooldown, now, pause }: ApiSettings, call: AnyCall): Promise<void> {
  const group = toGroup(call.path)
  const limit = cooldown.find(group)
  if (!limit) return
  const leftMs = limit.untilMs - now()
  if (limit.code !== 'rate_limited' || leftMs > patienceMs) throw toRefusal(limit, call, now())
  const leave = cooldown.takePlace(group)
  if (!leave) throw toRefusal(limit, call, now())
  await pause(leftMs).finally(leave)
  // Another call may have met a longer one meanwhile.
  const next = cooldown.find(group)
  if (next && next.untilMs > limit.untilMs) throw toRefusal(next, call, now())
}

const toRefusal = (limit: Limit, call: AnyCall, nowMs: number) =>
  new SpotifyError(limit.code, `${callLabel(call)} was not asked: a limit is not over`, {
    retryAfterSeconds: secondsLeft(limit, nowMs),
  })

async function askOnce(settings: ApiSettings, call: AnyCall) {
  const answer = await request(settings, call)
  if (answer.response.ok) return answer
  const nowMs = settings.now()
  const scopes = scopesOf(call)
  const scope = scopes.length === 1 ? scopes[0] : undefined
  const error = toSpotifyError({ ...answer, call: callLabel(call), scope, nowMs })
  const { code, retryAfterSeconds = 0 } = error
  if (code === 'rate_limited' || code === 'quota_exceeded')
    settings.cooldown.begin(toGroup(call.path), { code, untilMs: nowMs + retryAfterSeconds * 1_000 })
  throw error
}

async function request({ url, accessToken, fetch, signal }: ApiSettings, call: AnyCall) {
  const { method, path, query = {}, body } = call
  const address = URL.canParse(path, url) ? new URL(path, url) : null
  // The token goes to Spotify's origin only, whatever a `next` link says.
  if (address?.origin !== new URL(url).origin) throw new SpotifyError('invalid_request', 'A path left the API’s origin')
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value))
  const timeout = AbortSignal.timeout(timeoutMs)
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  const init: RequestInit = {
    method,
    ...(body
      ? { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : { headers }),
    cache: 'no-store',
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }
  try {
    const response = await fetch(address, init).catch((error) => {
      if (method !== 'GET' || !resetCodes.includes(nameFault(error))) throw error
      return fetch(address, init)
    })
    return { response, text: await readText(response, maxBytes) }
  } catch (cause) {
    throw new SpotifyError('spotify_unavailable', `${callLabel(call)} got no answer: ${nameFault(cause)}`, { cause })
  }
}

/** A network fault's own code, or the name of the error: their messages may quote what was sent. */
function nameFault(cause: unknown): string {
  const fault = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  if (!(fault instanceof Error)) return 'unknown'
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name
}
