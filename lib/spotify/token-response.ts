import * as oauth from 'oauth4webapi'
import { parseJson, readText } from './body'
import { parseScopes, type Scope } from './scopes'
import { readRequestId, readRetryAfter } from './to-spotify-error'

export type TokenResponse = {
  accessToken: string
  expiresInSeconds: number
  /** Absent from most refreshes: then the old one stays good (https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens). */
  refreshToken?: string | undefined
  /** Absent: the scopes are as they were (RFC 6749, section 5.1). */
  scopes?: Scope[] | undefined
}

type TokenFailure = {
  /** For the log. */
  detail: string
  requestId?: string | undefined
  /** Of a 429. */
  retryAfterSeconds?: number | undefined
}

export type TokenOutcome =
  | { kind: 'tokens'; tokens: TokenResponse }
  /** `invalid_grant`: the code or refresh token is no good. */
  | ({ kind: 'grant_refused' } & TokenFailure)
  /** `invalid_client` or `unauthorized_client`: the operator's ids are wrong. */
  | ({ kind: 'client_refused' } & TokenFailure)
  /** Anything that says nothing about the grant: no answer, 5xx, 429, HTML, a redirect. */
  | ({ kind: 'unavailable' } & TokenFailure)

type Fetch = typeof fetch

const timeoutMs = 8_000
const maxBytes = 64 * 1024
const defaultLifeSeconds = 3_600
const maxLifeSeconds = 86_400

/** The options of a token request: bounded in time and size. */
export const boundedRequest = (fetch: Fetch) => ({
  [oauth.customFetch]: boundedFetch(fetch),
  // The configuration lets http through for loopback addresses only.
  [oauth.allowInsecureRequests]: true as const,
  signal: AbortSignal.timeout(timeoutMs),
})

/** Makes a token request and says what its answer means. */
export async function parseTokenResponse(
  request: () => Promise<oauth.TokenEndpointResponse>,
  now: () => number,
): Promise<TokenOutcome> {
  try {
    const answer = await request()
    return {
      kind: 'tokens',
      tokens: {
        accessToken: answer.access_token,
        expiresInSeconds: answer.expires_in ?? defaultLifeSeconds,
        refreshToken: answer.refresh_token,
        scopes: answer.scope === undefined ? undefined : parseScopes(answer.scope),
      },
    }
  } catch (error) {
    return toTokenFailure(error, now())
  }
}

/** Only what Spotify says by status and `error` counts against a grant: an outage must never look like a refusal. */
function toTokenFailure(error: unknown, nowMs: number): TokenOutcome {
  if (error instanceof oauth.ResponseBodyError && error.status < 500) {
    // The code goes into the log; any other text could be anything.
    const detail = /^[a-z_]{1,40}$/.test(error.error) ? `${error.status} ${error.error}` : `${error.status}`
    return { kind: toKind(error), ...toFailure(error.response, detail, nowMs) }
  }
  if (error instanceof oauth.OperationProcessingError && error.cause instanceof Response) {
    const detail = `${error.cause.status}, not an answer of OAuth`
    return { kind: 'unavailable', ...toFailure(error.cause, detail, nowMs) }
  }
  return { kind: 'unavailable', detail: error instanceof Error ? error.message + nameCause(error) : 'unknown' }
}

/** What kept a request from being answered, by its code alone: "fetch failed" says nothing. */
const nameCause = ({ cause }: Error) =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? `: ${cause.code}` : ''

function toKind({ status, error }: oauth.ResponseBodyError): Exclude<TokenOutcome['kind'], 'tokens'> {
  if (error === 'invalid_grant' && status === 400) return 'grant_refused'
  return error === 'invalid_client' || error === 'unauthorized_client' ? 'client_refused' : 'unavailable'
}

function toFailure({ status, headers }: Response, detail: string, nowMs: number): TokenFailure {
  const retryAfterSeconds = status === 429 ? readRetryAfter(headers, nowMs) : undefined
  return { detail, requestId: readRequestId(headers), retryAfterSeconds }
}

const keptHeaders = ['content-type', 'retry-after', 'sp-trace-id']

/** Reads the whole answer within the bounds of time and size, and mends what would make a good token unreadable. */
function boundedFetch(fetch: Fetch) {
  return async (url: string, init: oauth.CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> => {
    // A token request must not be repeated, so none goes over a kept connection that may be dead by now. If all of them close
    // theirs, `fetch` has none to keep: Spotify's API has another origin, and so another pool.
    const sent = { ...init, headers: { ...init.headers, connection: 'close' }, cache: 'no-store' }
    const answer = await fetch(url, sent as RequestInit)
    const text = await readText(answer, maxBytes)
    const headers = new Headers({ 'content-type': 'text/plain' })
    for (const name of keptHeaders) headers.set(name, answer.headers.get(name) ?? headers.get(name) ?? '')
    return new Response(sanitize(text) || null, { status: answer.status, headers })
  }
}

function sanitize(text: string): string {
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || !('access_token' in body)) return text
  const { access_token, token_type, expires_in, refresh_token, scope } = body as Record<string, unknown>
  return JSON.stringify({
    access_token: isToken(access_token) ? access_token : undefined,
    token_type,
    expires_in: toLifeSeconds(expires_in),
    refresh_token: isToken(refresh_token) ? refresh_token : undefined,
    scope: typeof scope === 'string' ? scope : undefined,
  })
}

/** What a header can carry (RFC 6749, appendix A.12 and A.17). */
const isToken = (value: unknown) => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)

/** Missing, negative, zero, text or absurd: an hour, never "for ever" and never `NaN`. */
function toLifeSeconds(value: unknown): number {
  const seconds = typeof value === 'string' ? Number(value) : value
  const sound = typeof seconds === 'number' && seconds >= 1 && seconds <= maxLifeSeconds
  return sound ? Math.floor(seconds) : defaultLifeSeconds
}
