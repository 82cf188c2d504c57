import type { z } from 'zod'
import { type Cooldown, type Limit, secondsLeft, toGroup } from './cooldown'
import { parseJson, readRequestId, readText, SpotifyError, toSpotifyError } from './response'
import type { Scope } from './scopes'

export type ApiSettings = {
  /** The origin of the Web API, without `/v1`. */
  url: string
  accessToken: string
  grantedScopes: readonly Scope[]
  cooldown: Cooldown
  fetch: typeof fetch
  now: () => number
  pause: (ms: number) => Promise<void>
  /** Aborts the call when the visitor cancels the request. */
  signal?: AbortSignal | undefined
}

export type ApiRequest<Shape extends z.ZodType> = {
  /** A path on the API's origin, such as `/v1/me`, or an absolute URL on that origin. */
  path: string
  query?: Record<string, string | number>
  /** The call is sent only if the visitor has granted all of these scopes. */
  scope?: Scope | readonly Scope[] | undefined
  shape: Shape
}

export type ApiWrite<Shape extends z.ZodType> = ApiRequest<Shape> & {
  method: 'POST' | 'PUT' | 'DELETE'
  body?: Record<string, unknown>
}

/** A read-only Web API client for pages. Pages must not change anything, because they may render twice. */
export type ReadApi = {
  /** The API's origin. Images and links may point to this origin, in addition to Spotify's own hosts. */
  readonly url: string
  /** Sends a GET request. Repeats it once if the connection is reset. Throws only `SpotifyError`. */
  get<Shape extends z.ZodType>(request: ApiRequest<Shape>): Promise<z.output<Shape>>
}

export type Api = ReadApi & {
  /**
   * Sends a request that changes data. Repeats it only after a 429 response, which means that Spotify hasn't made the change.
   * Throws only `SpotifyError`. If the error's code is `spotify_unavailable`, Spotify may have made the change anyway.
   */
  send<Shape extends z.ZodType>(request: ApiWrite<Shape>): Promise<z.output<Shape>>
}

const timeoutMs = 8_000
const maxBytes = 5 * 1024 * 1024
const json = 'application/json'
/** Node.js's error codes for a connection that Spotify has closed, often while the app's process was suspended. */
const resetCodes = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']
/** A call waits for a rate limit to expire only if the wait is no longer than this. */
const maxWaitMs = 3_000

/** Returns a Web API client for one access token: https://developer.spotify.com/documentation/web-api/concepts/api-calls */
export function createApi(settings: ApiSettings): Api {
  return {
    url: settings.url,
    get: ({ shape, ...request }) => callApi(settings, { ...request, method: 'GET' }, shape),
    send: ({ shape, ...request }) => callApi(settings, request, shape),
  }
}

type Call = Omit<ApiWrite<z.ZodType>, 'method' | 'shape'> & { method: ApiWrite<z.ZodType>['method'] | 'GET' }

async function callApi<Shape extends z.ZodType>(settings: ApiSettings, call: Call, shape: Shape) {
  const missingScope = scopesOf(call).find((scope) => !settings.grantedScopes.includes(scope))
  if (missingScope)
    throw new SpotifyError('missing_scope', `${callLabel(call)} requires the scope ${missingScope}`, { missingScope })
  const { response, text } = await callWithinLimits(settings, call)
  const parsed = shape.safeParse(text === '' ? null : parseJson(text))
  if (parsed.success) return parsed.data
  const detail = { status: response.status, requestId: readRequestId(response.headers), cause: parsed.error }
  throw new SpotifyError('spotify_unavailable', `${callLabel(call)} returned data in an unknown format`, detail)
}

const callLabel = ({ method, path }: Call) => `${method} ${path}`
const scopesOf = ({ scope = [] }: Call): readonly Scope[] => [scope].flat()

/** Returns the successful response to a call. After a rate limit of a few seconds, repeats the call once. */
async function callWithinLimits(settings: ApiSettings, call: Call) {
  await waitForLimit(settings, call)
  try {
    return await callOnce(settings, call)
  } catch (error) {
    if (!(error instanceof SpotifyError && isBrief(error))) throw error
  }
  await waitForLimit(settings, call)
  return callOnce(settings, call)
}

const isBrief = ({ code, retryAfterSeconds = Number.POSITIVE_INFINITY }: SpotifyError) =>
  code === 'rate_limited' && retryAfterSeconds * 1_000 <= maxWaitMs

/** Waits until an active rate limit expires. Throws if the wait would be too long or if too many calls are already waiting. */
async function waitForLimit({ cooldown, now, pause }: ApiSettings, call: Call): Promise<void> {
  const group = toGroup(call.path)
  const limit = cooldown.find(group)
  if (!limit) return
  const leftMs = limit.untilMs - now()
  if (limit.code !== 'rate_limited' || leftMs > maxWaitMs) throw toLimitError(limit, call, now())
  const leave = cooldown.joinWaiting(group)
  if (!leave) throw toLimitError(limit, call, now())
  await pause(leftMs).finally(leave)
  // In the meantime, another call may have received a longer rate limit.
  const next = cooldown.find(group)
  if (next && next.untilMs > limit.untilMs) throw toLimitError(next, call, now())
}

const toLimitError = (limit: Limit, call: Call, nowMs: number) =>
  new SpotifyError(limit.code, `${callLabel(call)} was not sent: a rate limit or quota is still active`, {
    retryAfterSeconds: secondsLeft(limit, nowMs),
  })

async function callOnce(settings: ApiSettings, call: Call) {
  const result = await fetchText(settings, call)
  if (result.response.ok) return result
  const nowMs = settings.now()
  const error = toSpotifyError(callLabel(call), scopesOf(call), result.response, result.text, nowMs)
  const { code, retryAfterSeconds = 0 } = error
  if (code === 'rate_limited' || code === 'quota_exceeded')
    settings.cooldown.begin(toGroup(call.path), { code, untilMs: nowMs + retryAfterSeconds * 1_000 })
  throw error
}

async function fetchText({ url, accessToken, fetch, signal }: ApiSettings, { method, path, query = {}, body }: Call) {
  const target = URL.parse(path, url)
  // The access token must not be sent to another origin.
  if (target?.origin !== new URL(url).origin)
    throw new SpotifyError('invalid_request', 'The path points outside the API’s origin')
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, String(value))
  // `AbortSignal.timeout` can't be cancelled, so it would keep the response in memory for eight seconds.
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(new DOMException('Timeout', 'TimeoutError')), timeoutMs)
  const init: RequestInit = {
    method,
    headers: { authorization: `Bearer ${accessToken}`, accept: json, ...(body && { 'content-type': json }) },
    body: body ? JSON.stringify(body) : null,
    cache: 'no-store',
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
  }
  try {
    const response = await fetch(target, init).catch((error) => {
      if (method !== 'GET' || !resetCodes.includes(errorLabel(error))) throw error
      return fetch(target, init)
    })
    return { response, text: await readText(response, maxBytes) }
  } catch (cause) {
    throw new SpotifyError('spotify_unavailable', `${method} ${path} got no response: ${errorLabel(cause)}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** Returns a network error's code or name. The error's message isn't safe to log, because it may quote the request. */
function errorLabel(cause: unknown): string {
  const error = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
