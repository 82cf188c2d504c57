import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import { type Cooldown, secondsLeft } from './cooldown'
import { parseJson, readRequestId, readRetryAfter, readText } from './response'
import { parseScopes, type Scope } from './scopes'

export type AccountsSettings = {
  /** The origin of Spotify's accounts service. */
  url: string
  clientId: string
  /** A public client has no secret and uses only PKCE. */
  clientSecret?: string | undefined
  redirectUri: string
  cooldown: Cooldown
  fetch: typeof fetch
  now: () => number
}

export type TokenResponse = {
  accessToken: string
  expiresInSeconds: number
  /** If a refresh response contains no new refresh token, the old one stays valid. */
  refreshToken?: string | undefined
  /** Missing if the scopes haven't changed (RFC 6749, section 5.1). */
  scopes?: Scope[] | undefined
}

type TokenFailure = {
  kind: 'grant_refused' | 'client_refused' | 'unavailable'
  /** For the log. Never contains a token or a response body. */
  detail: string
  requestId?: string | undefined
  /** Set only if a rate limit is active. */
  retryAfterSeconds?: number | undefined
}

/**
 * `grant_refused` means that the code or refresh token isn't valid; `client_refused` means that the app's credentials are wrong.
 * After `unavailable`, for example after a network error or a 5xx status, the code or refresh token may still be valid.
 */
export type TokenOutcome = { kind: 'tokens'; tokens: TokenResponse } | TokenFailure

const timeoutMs = 8_000
const maxBytes = 64 * 1024
const defaultLifeSeconds = 3_600
const maxLifeSeconds = 86_400
const maxCodeLength = 2_000
/** The rate-limit group for token refreshes. */
const group = 'token'
/** After a 429 response, refreshes pause for at most this long, even if `Retry-After` is longer. */
const longestHoldSeconds = 120

/** Returns a client for Spotify's accounts service: https://developer.spotify.com/documentation/web-api/tutorials/code-flow */
export function createAccounts(settings: AccountsSettings) {
  const { url, clientId, clientSecret, redirectUri, fetch, now } = settings
  const server = { issuer: url, token_endpoint: `${url}/api/token` }
  const client = { client_id: clientId }
  const app = [server, client, clientSecret ? oauth.ClientSecretBasic(clientSecret) : oauth.None()] as const
  const requestWithinLimit = limitRefreshes(settings)

  return {
    /** Returns the URL that starts a sign-in (RFC 6749, section 4.1.1; RFC 7636, section 4.3). */
    async authorizeUrl(request: { state: string; verifier: string; scopes: readonly Scope[]; showDialog: boolean }) {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: request.scopes.join(' '),
        state: request.state,
        code_challenge_method: 'S256',
        code_challenge: await oauth.calculatePKCECodeChallenge(request.verifier),
        ...(request.showDialog && { show_dialog: 'true' }),
      })
      return new URL(`${url}/authorize?${query}`)
    },

    /** Returns the code or Spotify's `error` from a callback, or `null` if the callback is invalid (RFC 6749, section 4.1.2). */
    readCallback(callback: URLSearchParams, state: string): { code: URLSearchParams } | { error: string } | null {
      try {
        const code = oauth.validateAuthResponse(server, client, callback, state)
        const [value = '', ...others] = code.getAll('code')
        const isValid = value !== '' && value.length <= maxCodeLength && others.length === 0
        // oauth4webapi treats an empty `iss` as missing, but RFC 9207 doesn't allow an empty value.
        return isValid && !code.has('access_token') && code.get('iss') !== '' ? { code } : null
      } catch (error) {
        return error instanceof oauth.AuthorizationResponseError ? { error: error.error } : null
      }
    },

    /**
     * Exchanges the code from `readCallback` for tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.5). Never throws. Neither
     * obeys nor triggers the rate limit for refreshes, so invalid codes can't block other visitors' refreshes.
     */
    exchangeCode: (code: URLSearchParams, verifier: string): Promise<TokenOutcome> =>
      parseTokenResponse(async () => {
        const options = boundedRequest(fetch)
        const response = await oauth.authorizationCodeGrantRequest(...app, code, redirectUri, verifier, options)
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, response)
        // Without a refresh token, the session would be unusable as soon as the access token expired.
        if (!tokens.refresh_token) throw new TypeError('The token response contains no refresh_token')
        return tokens
      }, now),

    /** Exchanges a refresh token for new tokens (RFC 6749, section 6). Never throws. */
    refresh: (refreshToken: string): Promise<TokenOutcome> =>
      requestWithinLimit(async () => {
        const response = await oauth.refreshTokenGrantRequest(...app, refreshToken, boundedRequest(fetch))
        return oauth.processRefreshTokenResponse(server, client, response)
      }),
  }
}

type TokenRequest = () => Promise<oauth.TokenEndpointResponse>

/** Sends no refresh requests during a rate limit. Afterwards, sends them one at a time until one isn't rate-limited. */
function limitRefreshes({ cooldown, now }: AccountsSettings) {
  let wasLimited = false
  let isTrying = false
  return async (request: TokenRequest): Promise<TokenOutcome> => {
    const limit = cooldown.find(group)
    if (limit || isTrying) {
      const retryAfterSeconds = limit ? secondsLeft(limit, now()) : 1
      return { kind: 'unavailable', detail: 'not sent: a rate limit is still active', retryAfterSeconds }
    }
    const isTrial = wasLimited
    isTrying = isTrial
    const outcome = await parseTokenResponse(request, now)
    if (isTrial) isTrying = false
    const { retryAfterSeconds = 0 } = outcome.kind === 'unavailable' ? outcome : {}
    wasLimited = retryAfterSeconds > 0
    const untilMs = now() + Math.min(retryAfterSeconds, longestHoldSeconds) * 1_000
    if (wasLimited) cooldown.begin(group, { code: 'rate_limited', untilMs })
    return outcome
  }
}

/** Returns oauth4webapi options that limit the duration of a token request and the size of its response. */
export const boundedRequest = (fetch: typeof globalThis.fetch) => ({
  [oauth.customFetch]: boundedFetch(fetch),
  // Allowing HTTP is safe, because the configuration accepts HTTP URLs only for loopback addresses.
  [oauth.allowInsecureRequests]: true as const,
  signal: AbortSignal.timeout(timeoutMs),
})

/** Sends a token request and classifies the response. Never throws. */
async function parseTokenResponse(request: TokenRequest, now: () => number): Promise<TokenOutcome> {
  try {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in, scope } = await request()
    const scopes = scope === undefined ? undefined : parseScopes(scope)
    const expiresInSeconds = expires_in ?? defaultLifeSeconds
    return { kind: 'tokens', tokens: { accessToken, refreshToken, expiresInSeconds, scopes } }
  } catch (error) {
    return toTokenFailure(error, now())
  }
}

/** Classifies a failed token request. Only an OAuth error counts as a refusal, so an outage is never mistaken for one. */
function toTokenFailure(error: unknown, nowMs: number): TokenFailure {
  if (error instanceof oauth.ResponseBodyError && error.status < 500) {
    // Omits any other text, because it may contain private data.
    const detail = /^[a-z_]{1,40}$/.test(error.error) ? `${error.status} ${error.error}` : `${error.status}`
    return { kind: toKind(error), detail, ...readHeaders(error.response, nowMs) }
  }
  if (error instanceof oauth.OperationProcessingError && error.cause instanceof Response) {
    const detail = `${error.cause.status}, not an OAuth response`
    return { kind: 'unavailable', detail, ...readHeaders(error.cause, nowMs) }
  }
  return { kind: 'unavailable', detail: error instanceof Error ? error.message + nameCause(error) : 'unknown' }
}

/** Returns the network error's code, because a message like "fetch failed" isn't specific enough. */
const nameCause = ({ cause }: Error) =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? `: ${cause.code}` : ''

function toKind({ status, error }: oauth.ResponseBodyError): TokenFailure['kind'] {
  if (error === 'invalid_grant' && status === 400) return 'grant_refused'
  return error === 'invalid_client' || error === 'unauthorized_client' ? 'client_refused' : 'unavailable'
}

const readHeaders = ({ status, headers }: Response, nowMs: number) => ({
  requestId: readRequestId(headers),
  retryAfterSeconds: status === 429 ? readRetryAfter(headers, nowMs, 'rate_limited') : undefined,
})

const keptHeaders = ['content-type', 'retry-after', 'sp-trace-id']

/** Returns a `fetch` function that limits the response size and removes invalid values, so oauth4webapi accepts the rest. */
function boundedFetch(fetch: typeof globalThis.fetch) {
  return async (url: string, init: oauth.CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> => {
    // A token request can't be repeated safely, so it must not use an existing connection, which may be dead.
    const sent = { ...init, headers: { ...init.headers, connection: 'close' }, cache: 'no-store' }
    const response = await fetch(url, sent as RequestInit)
    const text = await readText(response, maxBytes)
    const headers = new Headers({ 'content-type': 'text/plain' })
    for (const name of keptHeaders) headers.set(name, response.headers.get(name) ?? headers.get(name) ?? '')
    return new Response(sanitize(text) || null, { status: response.status, headers })
  }
}

function sanitize(text: string): string {
  const body = parseJson(text)
  const isSuccess = typeof body === 'object' && body !== null && 'access_token' in body
  return isSuccess ? JSON.stringify(bodyShape.parse(body)) : text
}

/** A token that can be sent in a header (RFC 6749, appendices A.12 and A.17). */
const token = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .optional()
  .catch(undefined)

/** The body of a successful token response. Invalid tokens and scopes count as missing, and an invalid lifetime as one hour. */
const bodyShape = z.object({
  access_token: token,
  token_type: z.unknown().optional(),
  expires_in: z
    .union([z.number(), z.string().transform(Number)])
    .pipe(z.number().min(1).max(maxLifeSeconds).transform(Math.floor))
    .catch(defaultLifeSeconds),
  refresh_token: token,
  scope: z.string().optional().catch(undefined),
})
