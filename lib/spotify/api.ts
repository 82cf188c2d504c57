import type { z } from 'zod'
import { parseJson, readText } from './body'
import { SpotifyError, type SpotifyErrorCode } from './errors'
import type { Scope } from './scopes'

export type ApiSettings = {
  /** Origin of the Web API, without `/v1`. */
  url: string
  accessToken: string
  grantedScopes: readonly Scope[]
  fetch: typeof fetch
  now: () => number
  /** The visitor's request: when it ends, so does the call. */
  signal?: AbortSignal | undefined
}

export type ApiRequest<Shape extends z.ZodType> = {
  /** Below the API's origin, like `/v1/me`. */
  path: string
  query?: Record<string, string | number>
  /** Without this scope the call is not made. */
  scope?: Scope
  shape: Shape
}

export type Api = {
  /** Origin that pictures, links and `next` addresses may point at besides Spotify's own hosts. */
  readonly url: string
  /** One GET with the visitor's token. Throws `SpotifyError`, and nothing else. */
  get<Shape extends z.ZodType>(request: ApiRequest<Shape>): Promise<z.output<Shape>>
}

const timeoutMs = 8_000
const maxBytes = 5 * 1024 * 1024
const maxRetryAfterSeconds = 86_400
const defaultRetryAfterSeconds = 30

/** Spotify's Web API for one access token: https://developer.spotify.com/documentation/web-api/concepts/api-calls */
export function createApi(settings: ApiSettings): Api {
  return {
    url: settings.url,
    async get({ path, query = {}, scope, shape }) {
      if (scope && !settings.grantedScopes.includes(scope))
        throw new SpotifyError('missing_scope', `GET ${path} needs the scope ${scope}, which was not granted`, {
          missingScope: scope,
        })
      const { response, text } = await send(settings, path, query)
      if (!response.ok) throw judge({ path, scope, response, text, nowMs: settings.now() })
      const parsed = shape.safeParse(text === '' ? null : parseJson(text))
      if (parsed.success) return parsed.data
      const detail = { status: response.status, cause: parsed.error }
      throw new SpotifyError('spotify_unavailable', `GET ${path} answered in an unknown shape`, detail)
    },
  }
}

async function send({ url, accessToken, fetch, signal }: ApiSettings, path: string, query: ApiRequest<never>['query']) {
  const address = URL.canParse(path, url) ? new URL(path, url) : null
  // The token goes to Spotify's origin only, whatever a `next` link says.
  if (address?.origin !== new URL(url).origin) throw new SpotifyError('invalid_request', 'A path left the API’s origin')
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, String(value))
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      cache: 'no-store',
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    return { response, text: await readText(response, maxBytes) }
  } catch (cause) {
    throw new SpotifyError('spotify_unavailable', `GET ${path} got no answer: ${nameFault(cause)}`, { cause })
  }
}

/** A network fault's own code, or the name of the error: their messages may quote what was sent. */
function nameFault(cause: unknown): string {
  const fault = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  if (!(fault instanceof Error)) return 'unknown'
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name
}

type Refusal = { path: string; scope: Scope | undefined; response: Response; text: string; nowMs: number }

function judge({ path, scope, response, text, nowMs }: Refusal): SpotifyError {
  const error = readError(text)
  const code = toCode(response.status, error, text)
  const limited = code === 'rate_limited' || code === 'quota_exceeded'
  return new SpotifyError(code, `GET ${path} answered ${response.status}`, {
    status: response.status,
    missingScope: code === 'missing_scope' ? scope : undefined,
    retryAfterSeconds: limited ? readRetryAfter(response.headers.get('retry-after'), nowMs) : undefined,
  })
}

type ErrorBody = { message: unknown; reason: unknown }

/** `{"error":{"status","message","reason"?}}`; `null` for the plain-text bodies. */
function readError(text: string): ErrorBody | null {
  const body = parseJson(text) as { error?: { message?: unknown; reason?: unknown } } | null | undefined
  if (typeof body !== 'object' || typeof body?.error !== 'object' || body.error === null) return null
  return { message: body.error.message, reason: body.error.reason }
}

function toCode(status: number, error: ErrorBody | null, text: string): SpotifyErrorCode {
  if (status === 401) return 'unauthorized'
  if (status === 403) return error ? toJsonForbidden(error) : toPlainForbidden(text)
  if (status === 404) return 'not_found'
  if (status === 429) return error?.reason === 'QUOTA_EXCEEDED' ? 'quota_exceeded' : 'rate_limited'
  if (status >= 400 && status < 500 && error) return 'invalid_request'
  return 'spotify_unavailable'
}

/** Spotify tells a missing scope by this sentence alone; any other text is `forbidden`, which is never wrong. */
const toJsonForbidden = ({ message }: ErrorBody): SpotifyErrorCode =>
  message === 'Insufficient client scope' ? 'missing_scope' : 'forbidden'

/** The two 403s of development mode are plain text and have nothing else (seen in 2026). */
function toPlainForbidden(text: string): SpotifyErrorCode {
  if (/premium/i.test(text)) return 'owner_premium'
  if (/registered/i.test(text)) return 'not_registered'
  return 'forbidden'
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), bounded to a day; half a minute where it is no use. */
function readRetryAfter(header: string | null, nowMs: number): number {
  const text = header?.trim() ?? ''
  const seconds = httpDate.test(text) ? Math.ceil((Date.parse(text) - nowMs) / 1_000) : toWholeNumber(text)
  if (Number.isNaN(seconds) || seconds <= 0) return defaultRetryAfterSeconds
  return Math.min(seconds, maxRetryAfterSeconds)
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const toWholeNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN)
